using SynthAug.Engine;
using SynthAug.Engine.Data;
using SynthAug.Engine.Results;

namespace SynthAug.App.Terminal;

/// <summary>An exception as one line for people and one number for scripts.</summary>
internal static class ErrorLine
{
    /// <param name="verbose">Adds the stack trace below the line.</param>
    public static int Write(TextWriter error, Exception exception, bool verbose)
    {
        var (message, code) = Of(exception);
        error.WriteLine("synthaug: " + OneLine(message));
        if (verbose && exception is not OperationCanceledException) error.WriteLine(exception);
        return code;
    }

    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static (string Message, int Code) Of(Exception exception) => exception switch
    {
        AppException e => (e.Message, e.ExitCode),
        OperationCanceledException => ("stopped; what was finished is kept, run the same command again to continue", ExitCode.Cancelled),
        PluginUsageException e => (e.Message, ExitCode.BadUsage),
        DeclarationException e => (e.Message, ExitCode.BadUsage),
        DataFileException e => (e.Message, ExitCode.BadUsage),
        RefusalException e => (e.Message, ExitCode.Failed),
        RunStoreException e => (e.Message, ExitCode.BadUsage),
        UnauthorizedAccessException or IOException => ($"{exception.Message} (check the path and who may write there)", ExitCode.BadUsage),
        _ => ($"unexpected {exception.GetType().Name}: {exception.Message} (--verbose shows where)", ExitCode.Failed),
    };
}
