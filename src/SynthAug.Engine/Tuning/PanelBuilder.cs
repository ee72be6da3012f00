using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>From the stored scores to the panel's rules and to the two sides of the verdict: views and choices, no fit.</summary>
internal sealed class PanelBuilder(TuningSettings settings, TuningPlugins plugins, ScoreStore store, RowGroups? groups)
{
    // A finer grid must not pay for the control.
    private const int MostDraws = 21;

    private const double FarBehind = 5;

    // Sizes of a curve that are resampled for the verdict: closer ones are one model up to noise, and only cost.
    private const int MostSizes = 48;

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
            if (settings.CurveOnly)
            {
                foreach (var generator in settings.Generators) yield return FitId.Path(generator, classifier, 1);
                continue;
            }

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

    /// <summary>Best against best by least loss over all rows, on candidates. Null when a side has no loss, or its rules were not fitted.</summary>
    /// <param name="classifier">Null for all.</param>
    public Verdict? Verdict(string? classifier)
    {
        if (Sides(classifier) is not { } sides) return null;
        var random = new RandomStream(StreamKey.FromSeed(settings.Seed).Fork("verdict"));
        return Inference.Verdict.Of(InReach(sides.WithoutRows), InReach(sides.Adding), settings.Rho, random, settings.Margin, groups, SplitVariance(sides.WithoutRows, sides.Adding), _shape.Folds);
    }

    /// <summary>The two that the verdict names.</summary>
    public (CandidateView WithoutRows, CandidateView Adding)? Picked() =>
        Sides(null) is { } sides ? (sides.WithoutRows.MinBy(c => c.Loss)!.View, sides.Adding.MinBy(c => c.Loss)!.View) : null;

    // Each side has a candidate at least.
    private (Candidate[] WithoutRows, Candidate[] Adding)? Sides(string? classifier)
    {
        if (settings.CurveOnly) return null;
        // The same candidate may stand for several rules.
        var standing = _stand.Where(s => classifier is null || s.Classifier.Length == 0 || s.Classifier == classifier)
            .Select(s => s.Candidate).Where(c => c.Sums is not null).DistinctBy(c => (c.View.Id, c.View.Correction));
        var sides = standing.ToLookup(c => c.View.Id is { AddsRows: true });
        Candidate[] adding = [.. sides[true].Where(c => c.View.AddsRows)];
        return adding.Length == 0 || !sides.Contains(false) ? null : ([.. sides[false]], adding);
    }

    // Of the mean over repeats, each with its own best of either side.
    private double SplitVariance(Candidate[] withoutRows, Candidate[] adding)
    {
        if (_shape.Repeats < 2) return 0;
        var error = Numerics.Estimate.Of([.. Enumerable.Range(0, _shape.Repeats).Select(r => adding.Min(c => c.Sums!.LossIn(r)) - withoutRows.Min(c => c.Sums!.LossIn(r)))]).StandardError;
        return error * error;
    }

    // A rule five errors behind the least is chosen in no resample, and its losses (n doubles) need not be kept.
    private Contender[] InReach(Candidate[] side)
    {
        var best = side.MinBy(c => c.Loss)!;
        var least = best.View.Rows();
        var kept = new List<Contender>();
        foreach (var candidate in Thinned(side, best))
        {
            var rows = candidate == best ? least : candidate.View.Rows();
            var behind = rows.Minus(least).Estimate(settings.Rho, groups);
            if (!(behind.Loss > FarBehind * behind.StandardError)) kept.Add(new(candidate.View.Name, rows) { Repeats = _shape.Repeats > 1 ? candidate.View.RowsByRepeat : null });
        }

        return [.. kept];
    }

    // In the side's order. Of a curve with many sizes every k-th one, beside the least of all.
    private static IEnumerable<Candidate> Thinned(Candidate[] side, Candidate best)
    {
        var left = side.Where(c => c.View.Id is { Kind: FitKind.Path }).GroupBy(c => (c.View.Id!.Generator, c.View.Id.Classifier, c.View.Correction)).SelectMany(sizes =>
        {
            Candidate[] ascending = [.. sizes.OrderBy(c => c.View.Id!.Value)];
            var step = (ascending.Length + MostSizes - 1) / MostSizes;
            return ascending.Where((c, i) => i % step != 0 && c != best);
        }).ToHashSet();
        return side.Where(c => !left.Contains(c));
    }

    private static IEnumerable<double> Powers(TuningSettings settings) => settings.WeightPowers.Append(1).Where(t => t != 0).Distinct().Order();

    private static int Draws(TuningSettings settings) => settings.Draws ?? Math.Min(settings.Gamma.Count, MostDraws);

    private void WithoutRows(string classifier)
    {
        var none = store[FitId.None(classifier)];
        var raw = new Candidate(CandidateView.Raw(none), _shape);
        var shifted = new Candidate(CandidateView.PriorShifted(none), _shape);
        Add(_withoutRows, TuningRules.None, "", classifier, [raw]);
        Add(_withoutRows, TuningRules.PriorShift, "", classifier, [shifted]);
        if (settings.CurveOnly) return;
        Candidate[] weights = [.. Powers(settings).Select(t => Shifted(new(FitKind.Weight, "", classifier, t)))];
        Candidate[] penalties = [.. plugins.Penalties(classifier).Select(p => Shifted(new(FitKind.Penalty, "", classifier, p)))];
        Add(_withoutRows, TuningRules.ClassWeight, "", classifier, [weights.Single(w => w.View.Id!.Value == 1)]);
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
        if (settings.CurveOnly) return;
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
