using System.Text;

namespace SynthAug.SourceGenerators.Naming;

/// <summary>C# names as the command line writes them: <c>MaxIterations</c> → <c>max-iterations</c>, <c>CSVPath</c> → <c>csv-path</c>.</summary>
internal static class KebabCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '_')
            {
                Dash(text);
                continue;
            }

            if (char.IsUpper(c) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))) Dash(text);
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString().TrimEnd('-');
    }

    /// <summary>Lower-case ASCII words (letters and digits, a letter first) joined by single dashes.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length == 0 || text[0] is < 'a' or > 'z' || text[text.Length - 1] == '-') return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9')) continue;
            if (text[i] != '-' || text[i - 1] == '-') return false;
        }

        return true;
    }

    private static void Dash(StringBuilder text)
    {
        if (text.Length > 0 && text[text.Length - 1] != '-') text.Append('-');
    }
}
