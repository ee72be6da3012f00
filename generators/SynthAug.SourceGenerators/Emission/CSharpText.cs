using System.Globalization;
using System.Security;
using Microsoft.CodeAnalysis.CSharp;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Emission;

/// <summary>Values as C# source, whatever the culture of the machine.</summary>
internal static class CSharpText
{
    /// <summary>Stands on every emitted type; major.minor only, or each patch would change every file.</summary>
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"SynthAug.SourceGenerators\", \"0.1\")]";

    public static string Of(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(ulong value) => value.ToString(CultureInfo.InvariantCulture) + "UL";

    /// <summary>Shortest text that reads back to the same bits.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value)) return "double.NaN";
        if (double.IsPositiveInfinity(value)) return "double.PositiveInfinity";
        if (double.IsNegativeInfinity(value)) return "double.NegativeInfinity";
        var text = Plain(value);
        return text.IndexOfAny(['.', 'E']) >= 0 ? text : text + ".0";
    }

    /// <summary>A number as people write it: <c>0.6</c>, <c>4</c>.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(Visibility visibility) => visibility.ToString().ToLowerInvariant();

    public static string Xml(string text) => SecurityElement.Escape(text);

    /// <summary>An identifier that may be a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
