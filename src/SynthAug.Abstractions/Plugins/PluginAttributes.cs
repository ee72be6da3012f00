namespace SynthAug;

/// <summary>Marks a class as a generator plugin; the source generator emits its <see cref="GeneratorModule"/>.</summary>
/// <param name="id">Lower-case words joined by '-'; unique among the loaded plugins.</param>
/// <param name="summary">One line for <c>plugins list</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GeneratorPluginAttribute(string id, string summary) : Attribute
{
    public string Id { get; } = id;

    public string Summary { get; } = summary;
}

/// <summary>Marks a class as a classifier plugin; the source generator emits its <see cref="ClassifierModule"/>.</summary>
/// <param name="id">Lower-case words joined by '-'; unique among the loaded plugins.</param>
/// <param name="summary">One line for <c>plugins list</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClassifierPluginAttribute(string id, string summary) : Attribute
{
    public string Id { get; } = id;

    public string Summary { get; } = summary;
}

/// <summary>An option of a plugin: an <c>init</c> property (int, long, double, bool, enum or string) whose initial value is the default.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string summary) : Attribute
{
    public string Summary { get; } = summary;

    /// <summary>Least value allowed, inclusive.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value allowed, inclusive.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Says that a <c>double</c> is how strongly a classifier is held back: <c>tune</c> tries it over powers of ten, beside rules that add rows.</summary>
    public bool IsPenalty { get; init; }
}

/// <summary>Names a module of a plugin assembly: the host finds modules without scanning types.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public class PluginModuleAttribute(Type module) : Attribute
{
    public Type Module { get; } = module;
}

/// <summary>The same, as the source generator writes it: a type as an argument is kept as text, and .NET takes longer to read it than to make the module.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class PluginModuleAttribute<TModule>() : PluginModuleAttribute(typeof(TModule))
    where TModule : PluginModule;
