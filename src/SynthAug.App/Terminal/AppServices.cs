using SynthAug.App.Plugins;

namespace SynthAug.App.Terminal;

/// <summary>
/// All of the outside world that a verb touches. A verb writes its result to <see cref="Output"/>, everything else to <see cref="Error"/>,
/// returns an <see cref="ExitCode"/> and throws <see cref="AppException"/>, <see cref="PluginUsageException"/> or what files throw:
/// <see cref="ErrorLine"/> turns each into one line and a code.
/// </summary>
internal sealed record AppServices
{
    /// <summary>Standard output: the result, and with <c>--json</c> one document only.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: progress, warnings, the error line.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input, for a verb that was told to read it; opened once.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>True when a person watches <see cref="Error"/>: progress is one living line.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Characters in a line of <see cref="Output"/>.</summary>
    public int Width { get; init; } = 120;

    public required PluginSource Plugins { get; init; }

    /// <summary>Loads plugins, with a warning for each folder that was refused: the others still serve.</summary>
    /// <inheritdoc cref="PluginSource.Load"/>
    public PluginSet LoadPlugins(IReadOnlyList<string> named, string? beside = null)
    {
        var plugins = Plugins.Load(named, beside);
        foreach (var refused in plugins.Refused)
            if (refused.IsNear) Warn(refused.Message);
        return plugins;
    }

    public void Warn(string message) => Error.WriteLine("synthaug: warning: " + ErrorLine.OneLine(message));
}
