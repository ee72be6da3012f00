using System.Globalization;

namespace SynthAug.Engine.Tuning;

/// <summary>The plugins of a run, made once; instances hold options only and serve all threads.</summary>
internal sealed class TuningPlugins
{
    private readonly Dictionary<string, PlannedGenerator> _generators = [];
    private readonly Dictionary<string, PlannedClassifier> _classifiers = [];
    private readonly Dictionary<(string Classifier, double Penalty), IClassifier> _penalised = [];
    private readonly Dictionary<string, double[]> _penalties = [];
    private readonly PluginResolver _resolver;
    private readonly PluginCatalog _catalog;

    /// <exception cref="PluginUsageException">An unknown plugin or option, or a value out of range.</exception>
    public TuningPlugins(TuningSettings settings, PluginCatalog catalog)
    {
        (_catalog, _resolver) = (catalog, new(catalog));
        foreach (var text in settings.Generators) _generators[text] = _resolver.Generator(new(text, text), 0, []);
        foreach (var text in settings.Classifiers)
        {
            _classifiers[text] = _resolver.Classifier(new(text, text), []);
            // The curve alone asks for none.
            _penalties[text] = settings.CurveOnly ? [] : [.. Penalise(text, settings.PenaltyFactors)];
        }
    }

    /// <summary>Canonical text of each plugin → version of its code.</summary>
    public IReadOnlyDictionary<string, string> Inputs => _resolver.Inputs;

    public PlannedGenerator Generator(string text) => _generators[text];

    public PlannedClassifier Classifier(string text) => _classifiers[text];

    /// <summary>The other penalties that a classifier is tried with, ascending; empty for one that has none.</summary>
    public IReadOnlyList<double> Penalties(string classifier) => _penalties[classifier];

    public IClassifier Penalised(string classifier, double penalty) => _penalised[(classifier, penalty)];

    private SortedSet<double> Penalise(string text, IReadOnlyList<double> factors)
    {
        var values = new SortedSet<double>();
        var arguments = PluginArguments.Parse(text);
        var module = _catalog.Classifier(arguments.Id);
        if (module.Description.Options.FirstOrDefault(o => o.IsPenalty) is not { } option) return values;
        var index = module.Description.Options.Index().First(o => o.Item == option).Index;
        var asked = new OptionBinder(module.Description, arguments).Double(index);
        // A penalty of 0 has no multiples: the default's are tried beside it.
        var centre = asked > 0 ? asked : new OptionBinder(module.Description, new(arguments.Id, [])).Double(index);
        foreach (var factor in factors.Append(1))
        {
            var value = centre * factor;
            if (value == asked || !(value >= option.Min && value <= option.Max) || !values.Add(value)) continue;
            var other = arguments with
            {
                Values = [.. arguments.Values.Where(v => v.Key != option.Name), new(option.Name, value.ToString("R", CultureInfo.InvariantCulture))],
            };
            _penalised[(text, value)] = module.Create(other);
        }

        return values;
    }
}
