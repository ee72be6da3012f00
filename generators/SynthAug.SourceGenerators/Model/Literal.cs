using System.Globalization;
using SynthAug.SourceGenerators.Emission;

namespace SynthAug.SourceGenerators.Model;

/// <summary>How a value of an axis is written: into the cell's key, into the store, into C#.</summary>
internal enum ValueKind
{
    /// <summary>Any integer that fits 64 bits with a sign.</summary>
    Whole,
    Real,
    Boolean,
    Text,
    Enum,
}

/// <summary>A constant that can print itself; never holds the compiler's own.</summary>
/// <param name="Kind">Which of the other three counts.</param>
/// <param name="Whole">The integer; 0 and 1 for false and true.</param>
/// <param name="Real">The number.</param>
/// <param name="Text">The string, or the name of the enum member.</param>
internal sealed record Literal(ValueKind Kind, long Whole, double Real, string Text)
{
    public static Literal Of(long value) => new(ValueKind.Whole, value, 0, "");

    public static Literal Of(double value) => new(ValueKind.Real, 0, value, "");

    public static Literal Of(bool value) => new(ValueKind.Boolean, value ? 1 : 0, 0, "");

    public static Literal Of(string value) => new(ValueKind.Text, 0, 0, value);

    public static Literal OfMember(string name) => new(ValueKind.Enum, 0, 0, name);

    /// <summary>As C#, where a value of the type is wanted.</summary>
    /// <param name="type">The <c>global::</c> name of the type; enum members need it.</param>
    public string Code(string type) => Kind switch
    {
        ValueKind.Whole => Whole.ToString(CultureInfo.InvariantCulture),
        ValueKind.Real => CSharpText.Of(Real),
        ValueKind.Boolean => CSharpText.Of(Whole != 0),
        ValueKind.Text => CSharpText.Of(Text),
        _ => $"{type}.{CSharpText.Identifier(Text)}",
    };

    /// <summary>As people write it.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Real => CSharpText.Plain(Real),
        ValueKind.Enum => Text,
        _ => Code(""),
    };
}
