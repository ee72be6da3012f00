using SynthAug.Engine.Inference;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// What a panel says beside its objective: each rule's cross-selected held-out scores, one repeat's folds together, each measure averaged over repeats and
/// paired with the rule of least loss. Balanced measures are for classes of equal weight, those "at use" for <see cref="TuningSettings.Prevalence"/>.
/// </summary>
internal static class PanelMeasures
{
    public static Panel Add(Panel panel, IHeldOutParts parts, TuningSettings settings, int threads, CancellationToken cancellation)
    {
        if (panel.Best is not { } best) return panel;
        var atUse = settings.Prevalence ?? (double)parts.WholeMinorityCount / (parts.WholeMajorityCount + parts.WholeMinorityCount);
        var reference = Of(best.Choice!);
        var entries = panel.Entries.ToArray();
        Parallel.For(0, entries.Length, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            if (entries[i].Choice is not { } choice) return;
            var measures = entries[i].Rule == best.Rule && entries[i].Name == best.Name ? reference : Of(choice);
            entries[i] = entries[i] with
            {
                Measures = [.. measures.Zip(reference, (m, r) => new MeasureValue(m.Name, Estimate(m.Rows), Estimate(m.Rows.Minus(r.Rows))))],
            };
        });
        return panel.With(entries);

        LossEstimate Estimate(RowLosses rows) => rows.Estimate(HeldOutScores.Rho, parts.Groups);

        (string Name, RowLosses Rows)[] Of(RuleChoice choice)
        {
            var repeats = Enumerable.Range(0, parts.Repeats).Select(r => Scores(choice, parts, settings.Rho, r)).ToArray();
            return [.. Measures(settings.Specificity, atUse).Select(m => (m.Name, RowLosses.Mean([.. repeats.Select(m.Of)])))];
        }
    }

    private static IEnumerable<(string Name, Func<HeldOutScores, RowLosses> Of)> Measures(double specificity, double atUse)
    {
        yield return ("balanced-error", s => s.Error());
        yield return ("balanced-brier", s => s.Brier());
        yield return ("auroc", s => s.Auroc());
        yield return ("average-precision", s => s.AveragePrecision(atUse));
        yield return (FormattableString.Invariant($"sensitivity-at-{specificity:R}"), s => s.SensitivityAt(specificity));
        yield return ("calibration-intercept", s => s.CalibrationIntercept());
        yield return ("calibration-slope", s => s.CalibrationSlope());
        yield return ("calibration-error", s => s.CalibrationError());
        yield return ("log-loss-at-use", s => s.LogLoss(atUse));
        yield return ("calibration-intercept-at-use", s => s.CalibrationIntercept(atUse));
        yield return ("calibration-slope-at-use", s => s.CalibrationSlope(atUse));
        yield return ("calibration-error-at-use", s => s.CalibrationError(atUse));
    }

    // The panel's log-odds are for weights ρ : 1−ρ of the classes, the measures' for equal ones.
    private static HeldOutScores Scores(RuleChoice choice, IHeldOutParts parts, double rho, int repeat)
    {
        var (majority, minority) = (new double[parts.MajorityCount], new double[parts.MinorityCount]);
        choice.Scores(repeat, minority: false, majority);
        choice.Scores(repeat, minority: true, minority);
        if (rho != 0.5)
        {
            var shift = ExactMath.Log(rho / (1 - rho));
            foreach (ref var score in majority.AsSpan()) score += shift;
            foreach (ref var score in minority.AsSpan()) score += shift;
        }

        return new(majority, minority);
    }
}
