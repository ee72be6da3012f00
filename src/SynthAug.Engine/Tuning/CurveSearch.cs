using SynthAug.Engine.Inference;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// Γ of one generator and classifier while it grows: it holds 0, widens while the least raw loss is on its upper edge, and refines once between the
/// neighbours of the least, unless it is fixed. A prior-corrected candidate stands beside every raw one and takes no fit of its own.
/// </summary>
internal sealed class CurveSearch(string generator, string classifier, TuningSettings settings, ScoreStore store, double target, int dimension)
{
    // Between two neighbours the refined grid has four values more.
    private const int FineSteps = 5;

    // Standard errors behind the least: a size further off is chosen in no resample, or in one of 10⁴ where a single row makes the whole error.
    private const double Reachable = 6;

    private readonly List<(double Gamma, Candidate Raw, Candidate Corrected)> _candidates = [];
    private SizeGrid _grid = settings.Gamma;

    public string Generator => generator;

    public string Classifier => classifier;

    public string? WideningStop { get; private set; }

    /// <summary>What the tuned rule chooses among; without the fit without rows where no other size could be fitted.</summary>
    public IEnumerable<Candidate> Raw => Usable.Select(c => c.Raw);

    public IEnumerable<Candidate> Corrected => Usable.Select(c => c.Corrected);

    /// <summary>0 and the grid that was asked for.</summary>
    public IReadOnlyList<double> Start => [.. _grid.Values.Prepend(0).Distinct()];

    /// <summary>Where the coarse grid ends: a minimum there is on the edge.</summary>
    public double Reach => _grid.To;

    public FitId Fit(double gamma) => FitId.Path(generator, classifier, gamma);

    /// <summary>Takes sizes whose scores are in the store.</summary>
    public void Add(IEnumerable<double> gammas)
    {
        foreach (var gamma in gammas)
        {
            var scores = store[Fit(gamma)];
            _candidates.Add((gamma, new(CandidateView.Raw(scores), store.Shape), new(CandidateView.PriorShifted(scores), store.Shape)));
        }

        _candidates.Sort((a, b) => a.Gamma.CompareTo(b.Gamma));
    }

    /// <summary>Further sizes while the least is on the edge; empty when it is not, at the cap, where a pool would not fit memory, or where the grid is fixed.</summary>
    public IReadOnlyList<double> Wider()
    {
        if (Least() is not { } least || _candidates[least].Gamma != _grid.To || _grid.To >= VtssRule.WideningCap || target == 0) return [];
        if (settings.FixedGrid)
        {
            WideningStop = "the grid is fixed";
            return [];
        }

        var wider = Wider(_grid);
        if (wider.To * target * dimension > settings.LargestPool)
        {
            WideningStop = FormattableString.Invariant($"γ up to {wider.To:R} asks for {wider.To * target:0} synthetic rows of {dimension} columns at once, and a pool holds {settings.LargestPool} numbers on any machine");
            return [];
        }

        _grid = wider;
        return [.. wider.Values];
    }

    /// <summary>Sizes between the neighbours of the least; those that add as many rows as one already tried are left out.</summary>
    public IReadOnlyList<double> Finer()
    {
        if (settings.FixedGrid || Least() is not { } least) return [];
        var sizes = _candidates.Select(c => Size(c.Gamma)).ToHashSet();
        var finer = new List<double>();
        foreach (var (from, to) in ((int, int)[])[(least - 1, least), (least, least + 1)])
        {
            if (from < 0 || to >= _candidates.Count) continue;
            var (low, high) = (_candidates[from].Gamma, _candidates[to].Gamma);
            for (var step = 1; step < FineSteps; step++)
            {
                var gamma = low + (high - low) * step / FineSteps;
                if (sizes.Add(Size(gamma))) finer.Add(gamma);
            }
        }

        return finer;
    }

    /// <param name="room">Losses of an earlier curve, which are written over: all of them together are much memory, and no curve keeps its own.</param>
    public GammaCurve Curve(Correction correction, double z, RandomStream random, RowGroups? groups, List<RowLosses> room)
    {
        var (points, losses) = (new List<CurvePoint>(), new List<RowLosses?>());
        foreach (var (gamma, raw, corrected) in _candidates)
        {
            var candidate = correction == Correction.None ? raw : corrected;
            var view = candidate.View;
            var rows = view.Refusal is null ? candidate.Rows(losses.Count < room.Count ? room[losses.Count] : null) : null;
            losses.Add(rows);
            points.Add(new(gamma, Size(gamma), view, rows?.Estimate(settings.Rho, groups) ?? new(double.NaN, double.NaN), view.Refusal));
        }

        foreach (var rows in losses.Skip(room.Count).OfType<RowLosses>()) room.Add(rows);
        var set = SelectionSet.Of(losses, [.. points.Select(p => p.Estimate.Loss)], settings.Rho, z, groups);
        RowLosses?[] inReach = [.. losses.Select((rows, i) => set.ToBest[i].Loss > Reachable * set.ToBest[i].StandardError ? null : rows)];
        return new(generator, classifier, correction, points, Reach, WideningStop)
        {
            SelectionSet = set,
            Frequency = SelectionFrequency.Of(inReach, settings.Rho, random, Resamples(store.Shape, losses.Count), groups),
        };
    }

    /// <summary>The continuation that doubles the reach with half the candidates; never beyond the cap.</summary>
    internal static SizeGrid Wider(SizeGrid grid)
    {
        var to = Math.Min(2 * grid.To, VtssRule.WideningCap);
        var count = Math.Max(1, (grid.Count + 1) / 2 - 1);
        return new(grid.To + (to - grid.To) / count, to, count);
    }

    // A share of B resamples errs by ½/√B at most. Beyond a billion terms more of them would take longer than the fits; to draw a row costs as much as 20 terms.
    private static int Resamples(HeldOutShape shape, int sizes) =>
        (int)Math.Clamp(1e9 / ((shape.MajorityCount + (double)shape.MinorityCount) * (sizes + 20)), 100, 1000);

    private IEnumerable<(double Gamma, Candidate Raw, Candidate Corrected)> Usable =>
        _candidates.Any(c => c.Gamma > 0 && c.Raw.Sums is not null) ? _candidates : _candidates.Where(c => c.Gamma > 0);

    private int Size(double gamma) => SyntheticTarget.Size(gamma, target);

    private int? Least()
    {
        int? least = null;
        for (var i = 0; i < _candidates.Count; i++)
            if (_candidates[i].Raw.Sums is { } sums && (least is null || sums.Loss < _candidates[least.Value].Raw.Loss)) least = i;
        return least;
    }
}
