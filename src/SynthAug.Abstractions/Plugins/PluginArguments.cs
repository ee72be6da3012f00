using System.Text;

namespace SynthAug;

/// <summary>The one grammar for plugins everywhere: <c>id:key=value,key=value</c>.</summary>
/// <param name="Id">The plugin's id.</param>
/// <param name="Values">Options in written order; names are unique.</param>
public sealed record PluginArguments(string Id, IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <exception cref="PluginUsageException">The text is not of this form, or names an option twice.</exception>
    public static PluginArguments Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var id = (colon < 0 ? text : text[..colon]).Trim();
        if (id.Length == 0) throw new PluginUsageException($"'{text}' names no plugin; write id or id:option=value,option=value.");
        var values = new List<KeyValuePair<string, string>>();
        if (colon >= 0 && colon + 1 < text.Length)
        {
            foreach (var part in text[(colon + 1)..].Split(','))
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                var name = equals < 0 ? "" : part[..equals].Trim();
                if (name.Length == 0) throw new PluginUsageException($"'{part}' in '{text}' is no option; write option=value.");
                if (values.Exists(v => v.Key == name)) throw new PluginUsageException($"Option '{name}' stands twice in '{text}'; keep one.");
                values.Add(new(name, part[(equals + 1)..].Trim()));
            }
        }

        return new(id, values);
    }

    /// <summary>The value as written, or null when the option is left at its default.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in Values)
                if (key == name) return value;
            return null;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder(Id);
        for (var i = 0; i < Values.Count; i++) text.Append(i == 0 ? ':' : ',').Append(Values[i].Key).Append('=').Append(Values[i].Value);
        return text.ToString();
    }
}
