using System.Globalization;

namespace SynthAug.Engine;

/// <summary>From an experiment's plugin texts to plugin instances, one for each distinct setting, and a note of what was used.</summary>
internal sealed class PluginResolver(PluginCatalog catalog)
{
    private readonly Dictionary<string, PlannedClassifier> _classifiers = [];
    private readonly Dictionary<string, PlannedGenerator> _generators = [];

    /// <summary>Canonical text of each plugin used → version of its code.</summary>
    public Dictionary<string, string> Inputs { get; } = [];

    /// <summary>The compiled module's own id: the same source gives the same one.</summary>
    public static string Version(Type type)
    {
        // By hand: .NET compiles its own way of writing it at run time.
        var id = type.Assembly.ManifestModule.ModuleVersionId.ToByteArray(bigEndian: true);
        var hex = string.Concat(Array.ConvertAll(id, value => value.ToString("x2", CultureInfo.InvariantCulture)));
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

    // By hand: a program that needs no regular expression need not load them.
    internal static string Fill(string specification, IReadOnlyList<AxisValue> axes)
    {
        var (filled, at) = (specification, 0);
        while ((at = filled.IndexOf('{', at)) >= 0)
        {
            var end = filled.AsSpan(at + 1).IndexOfAny('{', '}') + at + 1;
            // A brace that nothing closes stays as it is.
            if (end == at || filled[end] == '{')
            {
                at++;
                continue;
            }

            var name = filled[(at + 1)..end];
            var axis = axes.FirstOrDefault(axis => axis.Name == name)
                ?? throw new PluginUsageException($"'{{{name}}}' in '{specification}' names no axis; there are {string.Join(", ", axes.Select(a => a.Name))}.");
            filled = string.Concat(filled.AsSpan(0, at), axis.Text, filled.AsSpan(end + 1));
            at += axis.Text.Length;
        }

        return filled;
    }
}
