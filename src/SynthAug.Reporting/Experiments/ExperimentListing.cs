using SynthAug.Engine;

namespace SynthAug.Reporting.Experiments;

/// <summary>What <c>list</c> says of an experiment, before any plugin is loaded.</summary>
/// <param name="Cells">That run: skipped ones are not counted.</param>
/// <param name="Repetitions">Of each cell; over a table, how often it is split.</param>
/// <param name="Trials">Cells × repetitions; over a table, × folds.</param>
public sealed record ExperimentListing(
    string Name,
    string Title,
    string Summary,
    IReadOnlyList<string> Axes,
    int Cells,
    int Repetitions,
    long Trials,
    ulong Seed,
    IReadOnlyList<string> Generators,
    IReadOnlyList<string> Classifiers,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Measures)
{
    public static ExperimentListing Of(ExperimentRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        var descriptor = runner.Descriptor;
        var cells = Enumerable.Range(0, runner.GridSize).Count(i => !runner.Skips(runner.CreateCell(i)));
        return new(
            descriptor.Name,
            descriptor.Title,
            descriptor.Summary,
            [.. descriptor.Axes.Select(a => a.Name)],
            cells,
            descriptor.Repetitions,
            (long)cells * descriptor.TrialsPerCell,
            descriptor.Seed,
            [.. descriptor.Generators.Select(g => g.Label)],
            [.. descriptor.Classifiers.Select(c => c.Label)],
            [.. descriptor.Rules.Select(r => r.Label)],
            [.. descriptor.Measures, .. StockScores.Names(descriptor.Scores)]);
    }
}
