namespace SynthAug;

public enum PluginKind
{
    Generator,
    Classifier,
}

public enum OptionType
{
    Whole,
    Real,
    Switch,
    Choice,
    Text,
}

/// <param name="Name">As on the command line: lower-case words joined by '-'.</param>
/// <param name="Type">How its text is read.</param>
/// <param name="Default">Canonical text of the default.</param>
/// <param name="Min">Least value allowed, inclusive; −∞ when open.</param>
/// <param name="Max">Largest value allowed, inclusive; +∞ when open.</param>
/// <param name="Choices">The values of a <see cref="OptionType.Choice"/>; empty otherwise.</param>
/// <param name="Summary">One line of help.</param>
public sealed record OptionDescription(
    string Name, OptionType Type, string Default, double Min, double Max, IReadOnlyList<string> Choices, string Summary)
{
    /// <summary>How strongly a classifier is held back: larger is simpler. At most one <see cref="OptionType.Real"/> option of a classifier.</summary>
    public bool IsPenalty { get; init; }
}

/// <param name="Id">Unique among the loaded plugins.</param>
/// <param name="Kind">Generator or classifier.</param>
/// <param name="Summary">One line of help.</param>
/// <param name="Options">In declared order: the order of the canonical text.</param>
public sealed record PluginDescription(string Id, PluginKind Kind, string Summary, IReadOnlyList<OptionDescription> Options);

/// <summary>What the host knows of one plugin: its description, and a factory that binds options. Emitted by the source generator.</summary>
public abstract class PluginModule
{
    public abstract PluginDescription Description { get; }

    /// <summary>Binds and forgets: throws what <c>Create</c> would.</summary>
    /// <exception cref="PluginUsageException">An unknown option, or a value out of range.</exception>
    public abstract void Check(PluginArguments arguments);
}

public abstract class GeneratorModule : PluginModule
{
    /// <exception cref="PluginUsageException">An unknown option, or a value out of range.</exception>
    public abstract ISyntheticGenerator Create(PluginArguments arguments);

    public sealed override void Check(PluginArguments arguments) => Create(arguments);
}

public abstract class ClassifierModule : PluginModule
{
    /// <exception cref="PluginUsageException">An unknown option, or a value out of range.</exception>
    public abstract IClassifier Create(PluginArguments arguments);

    public sealed override void Check(PluginArguments arguments) => Create(arguments);
}
