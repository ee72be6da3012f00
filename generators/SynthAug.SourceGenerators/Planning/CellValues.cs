using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Planning;

internal static class CellValues
{
    /// <summary>What a column holds, read from <c>cell</c>, as C#.</summary>
    public static string Of(AxisModel axis, AxisColumn column)
    {
        var value = "cell." + CSharpText.Identifier(axis.Property);
        if (column.Member is not null) value += "." + CSharpText.Identifier(column.Member);
        return column.IsNullable ? value + " ?? \"\"" : value;
    }
}
