using SynthAug.SourceGenerators.Naming;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The plugin grammar <c>id:option=value,option=value</c> with <c>{Axis}</c> placeholders, checked without a plugin at hand.</summary>
internal static class PluginSpecification
{
    /// <summary>What is wrong with the text, as the end of a sentence about it; null when nothing is.</summary>
    public static string? Fault(string text)
    {
        if (Placeholders(text) is null) return "has a brace without its partner";
        var colon = text.IndexOf(':');
        var id = (colon < 0 ? text : text.Substring(0, colon)).Trim();
        if (id.Length == 0) return "names no plugin";
        if (id.IndexOf('{') < 0 && !KebabCase.IsValid(id)) return $"has the id '{id}', which is not lower-case words joined by '-'";
        if (colon < 0 || colon + 1 == text.Length) return null;

        var names = new HashSet<string>();
        foreach (var part in text.Substring(colon + 1).Split(','))
        {
            var equals = part.IndexOf('=');
            var name = equals < 0 ? "" : part.Substring(0, equals).Trim();
            if (name.Length == 0) return $"has '{part}' where an option should stand";
            if (!names.Add(name)) return $"sets option '{name}' twice";
        }

        return null;
    }

    /// <summary>The names in braces; null when a brace is left alone.</summary>
    public static IReadOnlyList<string>? Placeholders(string text)
    {
        var names = new List<string>();
        var open = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{')
            {
                if (open >= 0) return null;
                open = i;
            }
            else if (text[i] == '}')
            {
                if (open < 0) return null;
                names.Add(text.Substring(open + 1, i - open - 1));
                open = -1;
            }
        }

        return open < 0 ? names : null;
    }
}
