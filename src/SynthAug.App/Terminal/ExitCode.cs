namespace SynthAug.App.Terminal;

/// <summary>What a verb tells the shell. Scripts depend on the numbers.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It ran, but a trial or a check failed.</summary>
    public const int Failed = 1;

    public const int BadUsage = 2;

    /// <summary>A plugin that the run needs was refused, or failed while it was loaded.</summary>
    public const int PluginFailed = 3;

    public const int Cancelled = 130;
}
