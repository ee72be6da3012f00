namespace SynthAug.Engine;

/// <summary>A cell that will run.</summary>
/// <param name="GridIndex">Index for <see cref="ExperimentRunner.CreateCell"/>.</param>
/// <param name="Key">Hash of the canonical axis text: the cell's part of every stream.</param>
/// <param name="CanonicalText">The text that was hashed; identifies the cell in a store.</param>
/// <param name="Axes">Values in declared order.</param>
public sealed record CellPlan(int GridIndex, StreamKey Key, string CanonicalText, IReadOnlyList<AxisValue> Axes);
