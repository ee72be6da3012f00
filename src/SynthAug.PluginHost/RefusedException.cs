namespace SynthAug.Hosting;

/// <summary>Ends the loading of one folder; never leaves the host.</summary>
internal sealed class RefusedException(PluginRefusalKind kind, string message) : Exception(OneLine(message))
{
    public PluginRefusalKind Kind { get; } = kind;

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
