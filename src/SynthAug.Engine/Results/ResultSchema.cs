namespace SynthAug.Engine.Results;

/// <summary>What results look like: the part of a plan that a store, a summary and a file need. A store can give it back without the program.</summary>
public sealed record ResultSchema
{
    /// <summary>Of the experiment.</summary>
    public required string Name { get; init; }

    public IReadOnlyList<AxisDescriptor> Axes { get; init; } = [];

    /// <summary>The user's measures, then the stock scores: the order of <see cref="ResultRow.Measures"/>.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>Labels of the rules that choose their γ, which makes it a measure and not a part of the row's key.</summary>
    public IReadOnlyList<string> TunedRules { get; init; } = [];

    public required IReadOnlyList<CellPlan> Cells { get; init; }

    public required int Repetitions { get; init; }

    /// <summary>Hash of <see cref="Inputs"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Everything that results depend on, by name; repetitions and threads are not among it.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    public int TrialCount => checked(Cells.Count * Repetitions);

    public static ResultSchema Of(ExperimentPlan plan) => new()
    {
        Name = plan.Descriptor.Name,
        Axes = plan.Descriptor.Axes,
        Measures = plan.MeasureColumns,
        TunedRules = [.. plan.Descriptor.Rules.Where(static rule => rule.IsTuned).Select(static rule => rule.Label)],
        Cells = plan.Cells,
        Repetitions = plan.Repetitions,
        Fingerprint = plan.Fingerprint,
        Inputs = plan.Inputs,
    };

    public int CellOf(int trial) => trial / Repetitions;

    public int RepetitionOf(int trial) => trial % Repetitions;
}
