using System.Globalization;

namespace SynthAug;

/// <summary>Reads option values for emitted modules: typed, range-checked, with errors in the user's own words.</summary>
public readonly struct OptionBinder
{
    private readonly PluginDescription _plugin;
    private readonly PluginArguments _arguments;

    /// <exception cref="PluginUsageException">The arguments name an option that the plugin does not have.</exception>
    public OptionBinder(PluginDescription plugin, PluginArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(arguments);
        _plugin = plugin;
        _arguments = arguments;
        foreach (var (name, _) in arguments.Values)
        {
            if (plugin.Options.Any(o => o.Name == name)) continue;
            var known = plugin.Options.Count == 0 ? "it has none" : $"it has {string.Join(", ", plugin.Options.Select(o => o.Name))}";
            throw new PluginUsageException($"Plugin '{plugin.Id}' has no option '{name}'; {known}.");
        }
    }

    public int Int32(int option)
    {
        var value = Int64(option);
        if (value is >= int.MinValue and <= int.MaxValue) return (int)value;
        var (text, description) = Text(option);
        throw Bad(description, text, string.Create(CultureInfo.InvariantCulture, $"between {int.MinValue} and {int.MaxValue}"));
    }

    public long Int64(int option)
    {
        var (text, description) = Text(option);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw Bad(description, text, "a whole number");
        return value >= description.Min && value <= description.Max ? value : throw OutOfRange(description, text);
    }

    public double Double(int option)
    {
        var (text, description) = Text(option);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            throw Bad(description, text, "a finite number");
        return value >= description.Min && value <= description.Max ? value : throw OutOfRange(description, text);
    }

    public bool Boolean(int option)
    {
        var (text, description) = Text(option);
        return text switch { "true" => true, "false" => false, _ => throw Bad(description, text, "true or false") };
    }

    /// <summary>The index of the chosen value in the option's list.</summary>
    public int Choice(int option)
    {
        var (text, description) = Text(option);
        for (var i = 0; i < description.Choices.Count; i++)
            if (description.Choices[i] == text) return i;
        throw Bad(description, text, "one of " + string.Join(", ", description.Choices));
    }

    public string String(int option) => Text(option).Text;

    /// <summary>
    /// The plugin's id with every option's value in declared order: two spellings of the same settings give the same text,
    /// so streams that derive from it are the same too.
    /// </summary>
    public string Canonical()
    {
        var values = new List<KeyValuePair<string, string>>(_plugin.Options.Count);
        for (var i = 0; i < _plugin.Options.Count; i++)
        {
            var option = _plugin.Options[i];
            values.Add(new(option.Name, option.Type switch
            {
                OptionType.Whole => Int64(i).ToString(CultureInfo.InvariantCulture),
                OptionType.Real => Double(i).ToString("R", CultureInfo.InvariantCulture),
                _ => Text(i).Text,
            }));
        }

        return new PluginArguments(_plugin.Id, values).ToString();
    }

    private (string Text, OptionDescription Description) Text(int option)
    {
        var description = _plugin.Options[option];
        return (_arguments[description.Name] ?? description.Default, description);
    }

    private PluginUsageException Bad(OptionDescription option, string text, string wanted) =>
        new($"Option '{option.Name}' of plugin '{_plugin.Id}' is '{text}'; it must be {wanted}.");

    private PluginUsageException OutOfRange(OptionDescription option, string text)
    {
        var range = (double.IsFinite(option.Min), double.IsFinite(option.Max)) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"between {option.Min} and {option.Max}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"at least {option.Min}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"at most {option.Max}"),
        };
        return Bad(option, text, range);
    }
}
