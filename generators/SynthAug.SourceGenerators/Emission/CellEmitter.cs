using SynthAug.SourceGenerators.Model;
using SynthAug.SourceGenerators.Planning;

namespace SynthAug.SourceGenerators.Emission;

/// <summary>Making a cell from its index, and writing down its values.</summary>
internal static class CellEmitter
{
    public static void Emit(CodeWriter code, SweepPlan plan)
    {
        var experiment = plan.Experiment;
        code.Override($"int GridSize => {plan.GridSize};");
        using (code.OverrideBlock($"{experiment.Class} Create(int index)"))
        {
            code.Line("global::System.ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)GridSize, nameof(index));");
            code.Line($"return new {experiment.Class}{(plan.Axes.Count == 0 ? "();" : "")}");
            if (plan.Axes.Count > 0)
                using (code.Block("", "};"))
                    foreach (var axis in plan.Axes)
                        code.Line($"{CSharpText.Identifier(axis.Axis.Property)} = {axis.Values}[{axis.Position}],");
        }

        if (experiment.Skip is { } skip)
            code.Override($"bool Skips({experiment.Class} cell) => {(skip.IsStatic ? experiment.Class : "cell")}.{CSharpText.Identifier(skip.Name)};");
        if (plan.Axes.Count == 0) return;

        using (code.OverrideBlock($"void WriteAxes({experiment.Class} cell, global::SynthAug.Engine.IAxisWriter writer)"))
            foreach (var axis in experiment.Axes)
                foreach (var column in axis.Columns)
                    code.Line(Written(axis, column));
    }

    /// <summary>Enum members by name: by a switch, as <c>Enum.ToString</c> reflects.</summary>
    public static void EmitNames(CodeWriter code, SweepPlan plan)
    {
        var enums = plan.Experiment.Axes.SelectMany(a => a.Columns).Where(c => c.Kind == ValueKind.Enum).GroupBy(c => c.Type).Select(g => g.First());
        foreach (var column in enums)
        {
            code.Line().Line($"private static string NameOf({column.Type} value) => value switch");
            using (code.Block("", "};"))
            {
                foreach (var member in column.EnumMembers) code.Line($"{column.Type}.{CSharpText.Identifier(member)} => {CSharpText.Of(member)},");
                code.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(value)),");
            }
        }
    }

    private static string Written(AxisModel axis, AxisColumn column)
    {
        var (method, value) = (column.Kind, CellValues.Of(axis, column)) switch
        {
            (ValueKind.Whole, var v) => ("Whole", v),
            (ValueKind.Real, var v) => ("Real", v),
            (ValueKind.Boolean, var v) => ("Text", v + " ? \"true\" : \"false\""),
            (ValueKind.Enum, var v) => ("Text", $"NameOf({v})"),
            (_, var v) => ("Text", v),
        };
        return $"writer.{method}({CSharpText.Of(column.Name)}, {value});";
    }
}
