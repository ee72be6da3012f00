using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>From the stored scores to the panel's rules and to the two sides of the verdict: views and choices, no fit.</summary>
internal sealed class PanelBuilder(TuningSettings settings, TuningPlugins plugins, ScoreStore store, RowGroups? groups)
{
    // A finer grid must not pay for the control.
    private const int MostDraws = 21;

    private readonly HeldOutShape _shape = store.Shape;
    private readonly List<PanelEntry> _withoutRows = [], _adding = [];
    private readonly List<(string Classifier, Candidate Candidate)> _stand = [];

    /// <summary>The fits that a panel reads beside the curves'.</summary>
    public static IEnumerable<FitId> Fits(TuningSettings settings, TuningPlugins plugins)
    {
        foreach (var classifier in settings.Classifiers)
        {
            // In an order in which each is near the one before it: a fit may begin with that.
            yield return FitId.None(classifier);
            foreach (var penalty in plugins.Penalties(classifier)) yield return new(FitKind.Penalty, "", classifier, penalty);
            foreach (var power in Powers(settings)) yield return new(FitKind.Weight, "", classifier, power);
            yield return new(FitKind.Bootstrap, "", classifier, 0);
            foreach (var generator in settings.Generators)
            {
                yield return FitId.Path(generator, classifier, 1);
                yield return new(FitKind.PlugIn, generator, classifier, 0);
                for (var draw = 0; draw < Draws(settings); draw++) yield return new(FitKind.Draw, generator, classifier, draw);
            }
        }
    }

    public IReadOnlyList<PanelEntry> Build(IReadOnlyList<CurveSearch> curves)
    {
        Add(_withoutRows, TuningRules.Constant, "", "", [new(CandidateView.Constant(_shape), _shape)]);
        foreach (var classifier in settings.Classifiers) WithoutRows(classifier);
        foreach (var curve in curves) Adding(curve);
        return [.. _withoutRows, .. _adding];
    }

    /// <summary>
    /// Best against best by least loss over all rows, on candidates: what the choice on the same folds costs is small beside the error (the verdict's rules were calibrated so).
    /// Null when a side has no loss.
    /// </summary>
    /// <param name="classifier">Null for all.</param>
    public Verdict? Verdict(string? classifier)
    {
        var standing = _stand.Where(s => classifier is null || s.Classifier.Length == 0 || s.Classifier == classifier).Select(s => s.Candidate).Where(c => c.Sums is not null).ToArray();
        var none = standing.Where(c => c.View.Id is not { AddsRows: true }).MinBy(c => c.Loss);
        var adding = standing.Where(c => c.View.AddsRows).MinBy(c => c.Loss);
        if (none is null || adding is null) return null;
        return Inference.Verdict.Of([Contender(none)], [Contender(adding)], settings.Rho, settings.Margin, groups);

        static Contender Contender(Candidate candidate) => new(candidate.View.Name, candidate.View.Rows());
    }

    private static IEnumerable<double> Powers(TuningSettings settings) => settings.WeightPowers.Append(1).Where(t => t != 0).Distinct().Order();

    private static int Draws(TuningSettings settings) => settings.Draws ?? Math.Min(settings.Gamma.Count, MostDraws);

    private void WithoutRows(string classifier)
    {
        var none = store[FitId.None(classifier)];
        var raw = new Candidate(CandidateView.Raw(none), _shape);
        var shifted = new Candidate(CandidateView.PriorShifted(none), _shape);
        Candidate[] weights = [.. Powers(settings).Select(t => Shifted(new(FitKind.Weight, "", classifier, t)))];
        Candidate[] penalties = [.. plugins.Penalties(classifier).Select(p => Shifted(new(FitKind.Penalty, "", classifier, p)))];
        Add(_withoutRows, TuningRules.None, "", classifier, [raw]);
        Add(_withoutRows, TuningRules.PriorShift, "", classifier, [shifted]);
        Add(_withoutRows, TuningRules.ClassWeight, "", classifier, [weights.Single(w => w.View.Id!.Value.Value == 1)]);
        // A classifier without weights has its prior shift (t = 0) only, which is no tuned weight.
        Add(_withoutRows, TuningRules.TunedWeight, "", classifier, weights.Any(w => w.Sums is not null) ? [shifted, .. weights] : weights);
        Add(_withoutRows, TuningRules.TunedOffset, "", classifier, [new(CandidateView.Offset(none), _shape)]);
        if (penalties.Length > 0) Add(_withoutRows, TuningRules.TunedPenalty, "", classifier, [shifted, .. penalties]);
        var copies = store[new(FitKind.Bootstrap, "", classifier, 0)];
        AddPair(TuningRules.Bootstrap, TuningRules.BootstrapCorrected, "", classifier, copies);
    }

    private void Adding(CurveSearch curve)
    {
        var (generator, classifier) = (curve.Generator, curve.Classifier);
        AddPair(TuningRules.Naive, TuningRules.NaiveCorrected, generator, classifier, store[FitId.Path(generator, classifier, 1)]);
        Add(_adding, TuningRules.Vtss, generator, classifier, [.. curve.Raw]);
        Add(_adding, TuningRules.VtssCorrected, generator, classifier, [.. curve.Corrected]);
        AddPair(TuningRules.PlugIn, TuningRules.PlugInCorrected, generator, classifier, store[new(FitKind.PlugIn, generator, classifier, 0)]);
        var draws = Draws(settings);
        // Redraws do not stand for election: the luckiest of many would win it.
        if (draws > 0)
            Add(_adding, TuningRules.BestOfDraws, generator, classifier, [.. Enumerable.Range(0, draws).Select(b => new Candidate(CandidateView.Raw(store[new(FitKind.Draw, generator, classifier, b)]), _shape))], stands: false);
    }

    private Candidate Shifted(FitId id) => new(CandidateView.PriorShifted(store[id]), _shape);

    private void AddPair(string raw, string corrected, string generator, string classifier, FitScores scores)
    {
        Add(_adding, raw, generator, classifier, [new(CandidateView.Raw(scores), _shape)]);
        Add(_adding, corrected, generator, classifier, [new(CandidateView.PriorShifted(scores), _shape)]);
    }

    private void Add(List<PanelEntry> entries, string rule, string generator, string classifier, Candidate[] candidates, bool stands = true)
    {
        if (stands) _stand.AddRange(candidates.Select(c => (classifier, c)));
        var choice = RuleChoice.Of(candidates, _shape);
        entries.Add(new(rule, generator, classifier, ReferenceEquals(entries, _adding), choice, choice is null ? candidates[0].View.Refusal : null)
        {
            Loss = choice?.Rows.Estimate(settings.Rho, groups) ?? new(double.NaN, double.NaN),
        });
    }
}
