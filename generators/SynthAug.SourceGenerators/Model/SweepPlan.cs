using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Model;

/// <summary>An experiment with everything worked out that its emitted half says.</summary>
/// <param name="Experiment">What was declared.</param>
/// <param name="Visibility">Of row and runner: the least of the axes' types.</param>
/// <param name="GridSize">Cells, as C#.</param>
/// <param name="Axes">In declared order.</param>
/// <param name="Columns">Of the row, in order.</param>
internal sealed record SweepPlan(
    ExperimentModel Experiment, Visibility Visibility, string GridSize, EquatableArray<AxisPlan> Axes, EquatableArray<RowColumn> Columns);

/// <param name="Axis">The axis.</param>
/// <param name="Values">What is indexed, as C#.</param>
/// <param name="Position">The index in it for cell <c>index</c>, as C#.</param>
/// <param name="Length">How many values, as C#.</param>
internal sealed record AxisPlan(AxisModel Axis, string Values, string Position, string Length);

/// <param name="Type">As C#.</param>
/// <param name="Name">Of the record's property.</param>
/// <param name="Value">What fills it from <c>cell</c> and <c>row</c>, as C#.</param>
/// <param name="Summary">One line of documentation.</param>
internal sealed record RowColumn(string Type, string Name, string Value, string Summary);
