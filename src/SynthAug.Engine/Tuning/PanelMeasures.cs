using SynthAug.Engine.Inference;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// What a panel says beside its objective: each rule's cross-selected held-out scores, one repeat's folds together, each measure averaged over repeats and
/// paired with the rule of least loss. Balanced measures take a rule's log-odds as they are; those "at use" ask what its models are worth at
/// <see cref="TuningSettings.Prevalence"/>, moved there from the proportions that they were fitted under, which raw and corrected rules share.
/// </summary>
internal static class PanelMeasures
{
    public static Panel Add(Panel panel, IHeldOutParts parts, TuningSettings settings, int threads, CancellationToken cancellation)
    {
        if (panel.Best is not { } best) return panel;
        var atUse = settings.Prevalence ?? (double)parts.WholeMinorityCount / (parts.WholeMajorityCount + parts.WholeMinorityCount);
        var reference = Of(best.Choice!).ToArray();
        var entries = panel.Entries.ToArray();
        Parallel.For(0, entries.Length, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            if (entries[i].Choice is not { } choice) return;
            var difference = new RowLosses(new double[parts.MajorityCount], new double[parts.MinorityCount]);
            var measures = entries[i].Rule == best.Rule && entries[i].Name == best.Name ? reference : Of(choice);
            entries[i] = entries[i] with
            {
                Measures = [.. measures.Zip(reference, (m, r) => new MeasureValue(m.Name, Estimate(m.Rows), Difference(m.Rows, r.Rows)))],
            };

            LossEstimate Difference(RowLosses rows, RowLosses from)
            {
                rows.Subtract(from, difference);
                return Estimate(difference);
            }
        });
        return panel.With(entries);

        LossEstimate Estimate(RowLosses rows) => rows.Estimate(HeldOutScores.Rho, parts.Groups);

        // One after the other: of other rules than the best nobody needs two measures at a time.
        IEnumerable<(string Name, RowLosses Rows)> Of(RuleChoice choice)
        {
            var all = Enumerable.Range(0, parts.Repeats);
            HeldOutScores[] own = [.. all.Select(r => Scores(choice.Scores, parts, settings.Rho, r))];
            foreach (var measure in Measured(Balanced(settings.Specificity), own)) yield return measure;
            // What is sorted once serves both.
            if (choice.IsMovedToRho) own = [.. all.Select(r => Scores(choice.ScoresAtRho, parts, settings.Rho, r))];
            foreach (var measure in Measured(AtUse(atUse), own)) yield return measure;
        }
    }

    private delegate void ScoreReader(int repeat, bool minority, Span<double> scores);

    private static IEnumerable<(string Name, RowLosses Rows)> Measured(IEnumerable<(string Name, Func<HeldOutScores, RowLosses> Of)> measures, HeldOutScores[] repeats) =>
        measures.Select(m => (m.Name, RowLosses.TakeMean([.. repeats.Select(m.Of)])));

    private static IEnumerable<(string Name, Func<HeldOutScores, RowLosses> Of)> Balanced(double specificity)
    {
        yield return ("balanced-error", s => s.Error());
        yield return ("balanced-brier", s => s.Brier());
        yield return ("auroc", s => s.Auroc());
        yield return (FormattableString.Invariant($"sensitivity-at-{specificity:R}"), s => s.SensitivityAt(specificity));
        yield return ("calibration-intercept", s => s.CalibrationIntercept());
        yield return ("calibration-slope", s => s.CalibrationSlope());
        yield return ("calibration-error", s => s.CalibrationError());
    }

    private static IEnumerable<(string Name, Func<HeldOutScores, RowLosses> Of)> AtUse(double atUse)
    {
        yield return ("average-precision-at-use", s => s.AveragePrecision(atUse));
        yield return ("log-loss-at-use", s => s.LogLoss(atUse));
        yield return ("calibration-intercept-at-use", s => s.CalibrationIntercept(atUse));
        yield return ("calibration-slope-at-use", s => s.CalibrationSlope(atUse));
        yield return ("calibration-error-at-use", s => s.CalibrationError(atUse));
    }

    // The panel's log-odds are for weights ρ : 1−ρ of the classes, the measures' for equal ones.
    private static HeldOutScores Scores(ScoreReader read, IHeldOutParts parts, double rho, int repeat)
    {
        var (majority, minority) = (new double[parts.MajorityCount], new double[parts.MinorityCount]);
        read(repeat, minority: false, majority);
        read(repeat, minority: true, minority);
        if (rho != 0.5)
        {
            var shift = ExactMath.Log(rho / (1 - rho));
            foreach (ref var score in majority.AsSpan()) score += shift;
            foreach (ref var score in minority.AsSpan()) score += shift;
        }

        return new(majority, minority);
    }
}
