using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Emission;

/// <summary>The typed record of one fitted model.</summary>
internal static class RowEmitter
{
    public static void Emit(CodeWriter code, SweepPlan plan)
    {
        code.Line("/// <summary>One fitted model: the cell it belongs to, what made it, and its figures.</summary>");
        foreach (var column in plan.Columns) code.Line($"/// <param name=\"{column.Name}\">{column.Summary}</param>");
        code.Line(CSharpText.GeneratedCode);
        code.Line($"{CSharpText.Of(plan.Visibility)} sealed record Row(");
        using (code.Indented())
            for (var i = 0; i < plan.Columns.Count; i++)
                code.Line($"{plan.Columns[i].Type} {CSharpText.Identifier(plan.Columns[i].Name)}{(i == plan.Columns.Count - 1 ? ");" : ",")}");
    }
}
