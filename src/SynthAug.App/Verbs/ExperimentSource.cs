using System.CommandLine;
using SynthAug.App.Terminal;
using SynthAug.Engine;

namespace SynthAug.App.Verbs;

/// <summary>Where a verb's experiments come from: the program itself, or an assembly named on the command line.</summary>
internal abstract class ExperimentSource
{
    /// <summary>Adds what the source needs to be told, before the verb's own arguments.</summary>
    public virtual void AddTo(Command verb)
    {
    }

    public abstract IReadOnlyList<ExperimentRunner> Experiments(ParseResult parsed);

    /// <summary>The plugin folder that comes with the experiments, where that is not the running program's; may be absent.</summary>
    public virtual string? PluginFolder(ParseResult parsed) => null;

    /// <summary>The experiments of these names, in the order of the source; each once.</summary>
    /// <exception cref="AppException">A name is unknown.</exception>
    public static IReadOnlyList<ExperimentRunner> Select(IReadOnlyList<ExperimentRunner> experiments, IReadOnlyList<string> names)
    {
        var known = experiments.Select(e => e.Descriptor.Name).ToArray();
        if (known.Length == 0) throw new AppException("there are no experiments here; declare a class with [Experiment] and build again");
        foreach (var name in names)
            if (name != All && !known.Contains(name))
                throw new AppException($"no experiment '{name}';{Nearest.Hint(name, known)} there are {string.Join(", ", known)}, or all");
        return names.Contains(All) ? experiments : [.. experiments.Where(e => names.Contains(e.Descriptor.Name))];
    }

    public const string All = "all";
}

internal sealed class DeclaredExperiments(IReadOnlyList<ExperimentRunner> experiments) : ExperimentSource
{
    public override IReadOnlyList<ExperimentRunner> Experiments(ParseResult parsed) => experiments;
}
