using SynthAug.Numerics;

namespace SynthAug.App.Tuning;

/// <summary>One γ of a curve.</summary>
/// <param name="SyntheticSize">ñ for the whole data set.</param>
/// <param name="Losses">Row by row.</param>
/// <param name="Rows">Averaged over repeats; empty when refused.</param>
/// <param name="Estimate">NaN when refused.</param>
/// <param name="Refusal">Why there is no loss; null when there is one.</param>
internal sealed record CurvePoint(double Gamma, int SyntheticSize, CandidateLosses Losses, RowLosses Rows, LossEstimate Estimate, string? Refusal);

/// <summary>Held-out loss along the γ-path of one generator with one classifier.</summary>
internal sealed class GammaCurve(string generator, string classifier, double rho)
{
    private readonly List<CurvePoint> _points = [];

    public string Generator { get; } = generator;

    public string Classifier { get; } = classifier;

    /// <summary>"smote + logistic".</summary>
    public string Name => $"{Generator} + {Classifier}";

    /// <summary>Ascending in γ; 0 first.</summary>
    public IReadOnlyList<CurvePoint> Points => _points;

    /// <summary>The first γ of least loss; null when every γ was refused.</summary>
    public CurvePoint? Minimum
    {
        get
        {
            CurvePoint? best = null;
            foreach (var point in _points)
                if (point.Refusal is null && (best is null || point.Estimate.Loss < best.Estimate.Loss)) best = point;
            return best;
        }
    }

    public bool IsLeastOnUpperEdge => Minimum is { } best && best == _points[^1] && best.Gamma > 0;

    public string? Refusal => _points.FirstOrDefault(p => p.Refusal is not null)?.Refusal;

    public void Add(double gamma, int syntheticSize, CandidateLosses losses)
    {
        var refusal = losses.Refusal;
        var rows = refusal is null ? losses.Mean() : new([], []);
        _points.Add(new(gamma, syntheticSize, losses, rows, refusal is null ? rows.Estimate(rho) : new(double.NaN, double.NaN), refusal));
    }

    /// <summary>
    /// The loss of tuning itself: for each fold γ is chosen by the other folds of its repeat, and the fold's rows are taken at that γ. The
    /// curve's own minimum is chosen on the rows that it reports and is too good by about that choice.
    /// </summary>
    public RowLosses CrossSelected(IReadOnlyList<FoldLayout> repeats)
    {
        var usable = _points.Where(p => p.Refusal is null).Select(p => p.Losses).ToArray();
        var chosen = new CandidateLosses[repeats.Count, repeats[0].Folds];
        for (var repeat = 0; repeat < repeats.Count; repeat++)
        {
            var sums = usable.Select(losses => new FoldSums(losses, repeats[repeat], repeat)).ToArray();
            for (var fold = 0; fold < repeats[repeat].Folds; fold++)
            {
                var best = double.PositiveInfinity;
                for (var i = 0; i < usable.Length; i++)
                {
                    var loss = sums[i].LossOutside(fold, rho);
                    if (loss < best) (best, chosen[repeat, fold]) = (loss, usable[i]);
                }
            }
        }

        return usable[0].Mean((repeat, fold) => chosen[repeat, fold]);
    }

    /// <summary>Sums and counts of the held-out losses of one repeat, fold by fold.</summary>
    private sealed class FoldSums
    {
        private readonly (double Sum, int Count)[] _majority;
        private readonly (double Sum, int Count)[] _minority;

        public FoldSums(CandidateLosses losses, FoldLayout layout, int repeat)
        {
            _majority = Of(losses, layout, repeat, minority: false);
            _minority = Of(losses, layout, repeat, minority: true);
        }

        public double LossOutside(int fold, double rho) => rho * MeanOutside(_majority, fold) + (1 - rho) * MeanOutside(_minority, fold);

        private static (double Sum, int Count)[] Of(CandidateLosses losses, FoldLayout layout, int repeat, bool minority) =>
            [.. Enumerable.Range(0, layout.Folds).Select(k => (Kernels.Sum(losses.Fold(repeat, k, minority)), layout.Of(minority).HeldOutCount(k)))];

        private static double MeanOutside((double Sum, int Count)[] folds, int fold)
        {
            var (sum, count) = (0.0, 0);
            for (var k = 0; k < folds.Length; k++)
                if (k != fold) (sum, count) = (sum + folds[k].Sum, count + folds[k].Count);
            return sum / count;
        }
    }
}
