namespace SynthAug.Engine;

/// <summary>
/// The border to plugin code: whatever a plugin throws becomes a reason in a row, never a score and never the end of the run.
/// Cancellation is nobody's fault and passes through.
/// </summary>
internal static class Refusals
{
    public static bool IsPluginFault(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);

    /// <summary>One line.</summary>
    public static string Reason(Exception exception) => exception is RefusalException
        ? OneLine(exception.Message)
        : OneLine($"{exception.GetType().Name}: {exception.Message}");

    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
