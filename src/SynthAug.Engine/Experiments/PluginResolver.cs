using System.Text.RegularExpressions;
using SynthAug.Engine.Data;

namespace SynthAug.Engine;

/// <summary>From an experiment's plugin texts to plugin instances, one for each distinct setting, and a note of what was used.</summary>
internal sealed partial class PluginResolver(PluginCatalog catalog)
{
    private readonly Dictionary<string, PlannedClassifier> _classifiers = [];
    private readonly Dictionary<string, PlannedGenerator> _generators = [];

    /// <summary>Canonical text of each plugin used → version of its code.</summary>
    public Dictionary<string, string> Inputs { get; } = [];

    /// <summary>The compiled module's own id: the same source gives the same one.</summary>
    public static string Version(Type type)
    {
        // By hand: .NET compiles its own way of writing it at run time.
        var hex = Hex.Of(type.Assembly.ManifestModule.ModuleVersionId.ToByteArray(bigEndian: true));
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    public PlannedGenerator Generator(PluginUse use, int index, IReadOnlyList<AxisValue> axes)
    {
        if (use.Specification is null) return new(use.Label, index, null, "own " + use.Label);
        var text = Fill(use.Specification, axes);
        if (_generators.TryGetValue(text, out var known)) return known with { Label = use.Label };
        var arguments = PluginArguments.Parse(text);
        var module = catalog.Generator(arguments.Id);
        return _generators[text] = new(use.Label, -1, module.Create(arguments), Note(module, arguments));
    }

    public PlannedClassifier Classifier(PluginUse use, IReadOnlyList<AxisValue> axes)
    {
        var text = Fill(use.Specification ?? throw new PluginUsageException($"Classifier '{use.Label}' names no plugin."), axes);
        if (_classifiers.TryGetValue(text, out var known)) return known with { Label = use.Label };
        var arguments = PluginArguments.Parse(text);
        var module = catalog.Classifier(arguments.Id);
        return _classifiers[text] = new(use.Label, module.Create(arguments), Note(module, arguments));
    }

    private string Note(PluginModule module, PluginArguments arguments)
    {
        var canonical = new OptionBinder(module.Description, arguments).Canonical();
        Inputs["plugin " + canonical] = Version(module.GetType());
        return canonical;
    }

    internal static string Fill(string specification, IReadOnlyList<AxisValue> axes) =>
        specification.Contains('{', StringComparison.Ordinal) ? Filled(specification, axes) : specification;

    // A method of its own: one that may need regular expressions loads them before it begins.
    private static string Filled(string specification, IReadOnlyList<AxisValue> axes) => Placeholder().Replace(specification, match =>
    {
        var name = match.Groups[1].Value;
        foreach (var axis in axes)
            if (axis.Name == name) return axis.Text;
        throw new PluginUsageException($"'{{{name}}}' in '{specification}' names no axis; there are {string.Join(", ", axes.Select(a => a.Name))}.");
    });

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
