using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>The fits of one γ-path: a coefficient row a candidate, and the views handed out. Memory only grows, so a warm path allocates nothing.</summary>
internal sealed class LinearCandidates(ScoreScale scale)
{
    /// <summary>Values of scored rows that are worth keeping in the first-level cache while all candidates pass over them.</summary>
    private const int ChunkValues = 3072;

    private double[] _packed = [];
    private double[] _coefficients = [];
    private double[] _intercepts = [];
    private View[] _views = [];
    private int _dimension;

    public int Count { get; private set; }

    /// <summary>Forgets the old fits and makes room for new ones.</summary>
    public void Reset(int count, int dimension)
    {
        if (_coefficients.Length < count * dimension) _coefficients = new double[count * dimension];
        if (_intercepts.Length < count) _intercepts = new double[count];
        if (_views.Length < count)
        {
            var known = _views.Length;
            Array.Resize(ref _views, count);
            for (var i = known; i < count; i++) _views[i] = new View(this, i);
        }

        (Count, _dimension) = (count, dimension);
    }

    public Span<double> Coefficients(int candidate) => _coefficients.AsSpan(candidate * _dimension, _dimension);

    public ref double Intercept(int candidate) => ref _intercepts[candidate];

    public ILinearModel this[int candidate]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(candidate);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(candidate, Count);
            return _views[candidate];
        }
    }

    /// <summary>Candidates × rows, row-major; each row of it has the bits of the candidate's own <see cref="IModel.Score"/>.</summary>
    public void ScoreAll(ReadOnlyRows rows, Span<double> scores)
    {
        Refuse.OtherDimension(rows.Dimension, _dimension, "scored");
        if (scores.Length != Count * rows.Count)
            throw new ArgumentException($"There is room for {scores.Length} scores; {Count} candidates × {rows.Count} rows are asked for.", nameof(scores));
        var chunk = Math.Max(LinearScores.Lanes, ChunkValues / _dimension / LinearScores.Lanes * LinearScores.Lanes);
        if (_packed.Length < chunk * _dimension) _packed = new double[chunk * _dimension];
        var start = 0;
        for (int left; (left = (rows.Count - start) / LinearScores.Lanes * LinearScores.Lanes) > 0;)
        {
            var part = rows.Slice(start, Math.Min(chunk, left));
            var packed = _packed.AsSpan(0, part.Values.Length);
            LinearScores.Pack(part, packed);
            for (var i = 0; i < Count; i++) LinearScores.Score(packed, Coefficients(i), _intercepts[i], scores.Slice(i * rows.Count + start, part.Count));
            start += part.Count;
        }

        var rest = rows.Slice(start, rows.Count - start);
        for (var i = 0; i < Count; i++) Kernels.MatVec(rest, Coefficients(i), _intercepts[i], scores.Slice(i * rows.Count + start, rest.Count));
    }

    private sealed class View(LinearCandidates owner, int candidate) : ILinearModel
    {
        public ScoreScale Scale => owner.Scale;

        public ReadOnlySpan<double> Coefficients => owner.Coefficients(candidate);

        public double Intercept => owner._intercepts[candidate];

        public void Score(ReadOnlyRows rows, Span<double> scores)
        {
            Refuse.OtherDimension(rows.Dimension, owner._dimension, "scored");
            Kernels.MatVec(rows, Coefficients, Intercept, scores);
        }
    }

    private ScoreScale Scale { get; } = scale;
}
