namespace SynthAug.App.Terminal;

/// <summary>Ends a verb with one line and an exit code. What a user can mend; everything else is a bug.</summary>
/// <param name="message">What is wrong, where, and what to do; one line without a full stop needed.</param>
internal sealed class AppException(string message, int exitCode = ExitCode.BadUsage, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
