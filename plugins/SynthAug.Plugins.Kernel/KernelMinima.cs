namespace SynthAug.Plugins.Kernel;

/// <summary>
/// The minima over several numbers of the first rows. Numbers that are near each other go together: the middle one by <see cref="KernelNewton"/>, from
/// the minimum before, and those on either side from it, in lanes; whom the lanes give up goes alone.
/// </summary>
internal sealed class KernelMinima
{
    // As many as a middle one has lanes beside it, and no more than this many times the rows of the first.
    private const int MostTogether = 2 * CandidateLanes.Most + 1;
    private const double MostRatio = 1.6;

    // The first coordinates carry most of the function, a part of the rows most of what they say: a start by these alone, when there are more than twice
    // as many coordinates.
    private const int Leading = 24, LeadingRow = 3;

    private readonly FeatureRows _leadingRows = new();
    private readonly KernelNewton _newton, _leading;
    private readonly CandidateLanes _lanes;
    private double[] _minima = [], _leadingWeights = [];
    private bool[] _isKnown = [];

    public KernelMinima(double ridge)
    {
        // In the Hessian's norm. A margin's error is at most that over √ridge, up to the intercept's share, so margins have 1e-11.
        var tolerance = 1e-11 * Math.Sqrt(Math.Min(1, ridge));
        (_newton, _lanes) = (new(Rows, ridge, tolerance), new(Rows, ridge, tolerance));
        _leading = new(_leadingRows, ridge, tolerance: 1);
    }

    public FeatureRows Rows { get; } = new();

    /// <summary>c, then w, of the count at that place.</summary>
    public ReadOnlySpan<double> this[int i] => _minima.AsSpan(i * Rows.Parameters, Rows.Parameters);

    /// <param name="counts">Ascending.</param>
    /// <exception cref="RefusalException">One is not reached: the numbers do not fit.</exception>
    public void Find(ReadOnlySpan<int> counts, CancellationToken cancellation)
    {
        if (_minima.Length < counts.Length * Rows.Parameters) _minima = new double[counts.Length * Rows.Parameters];
        if (_isKnown.Length < counts.Length) _isKnown = new bool[counts.Length];
        _isKnown.AsSpan(0, counts.Length).Clear();
        for (var first = 0; first < counts.Length;)
        {
            var end = first + 1;
            while (end < counts.Length && end - first < MostTogether && counts[end] <= MostRatio * counts[first]) end++;
            var middle = first + (end - first) / 2;
            Alone(middle, first == 0 ? Lead(counts[middle], cancellation) : this[first - 1], counts, cancellation);
            if (end - first > 2) Beside(middle, first, end, counts, cancellation);
            // Outward, each from its neighbour.
            for (var i = middle - 1; i >= first; i--) if (!_isKnown[i]) Alone(i, this[i + 1], counts, cancellation);
            for (var i = middle + 1; i < end; i++) if (!_isKnown[i]) Alone(i, this[i - 1], counts, cancellation);
            first = end;
        }
    }

    private void Alone(int i, ReadOnlySpan<double> from, ReadOnlySpan<int> counts, CancellationToken cancellation)
    {
        _newton.Start(from);
        if (!_newton.TryMinimise(counts[i], cancellation))
        {
            throw new RefusalException(
                $"{KernelLogistic.Id} did not converge: the weights or the ridge do not fit its sums; rescale the weights or raise ridge.");
        }

        Keep(i, _newton.Minimum);
    }

    // The minimum over the leading coordinates of every third row, nearly; none for 0.
    private ReadOnlySpan<double> Lead(int count, CancellationToken cancellation)
    {
        if (Rows.Parameters <= 2 * Leading) return [];
        count /= LeadingRow;
        if (_leadingWeights.Length < count) _leadingWeights = new double[count];
        for (var i = 0; i < count; i++) _leadingWeights[i] = LeadingRow * Rows.Weights(i * LeadingRow, i * LeadingRow + 1)[0];
        _leadingRows.Clear();
        var leading = _leadingRows.Append(Leading, _leadingWeights.AsSpan(0, count));
        for (var i = 0; i < count; i++) Rows.Between(i * LeadingRow, i * LeadingRow + 1)[0][..Leading].CopyTo(leading[(i * Leading)..]);
        _leading.Start([]);
        return _leading.TryMinimise(count, cancellation) ? _leading.Minimum : [];
    }

    private void Beside(int middle, int first, int end, ReadOnlySpan<int> counts, CancellationToken cancellation)
    {
        Span<int> away = stackalloc int[CandidateLanes.Most];
        for (var side = -1; side <= 1; side += 2)
        {
            var number = side < 0 ? middle - first : end - 1 - middle;
            if (number == 0) continue;
            for (var k = 0; k < number; k++) away[k] = counts[middle + side * (k + 1)];
            _lanes.Clear();
            _newton.Spread(counts[middle], away[..number], _lanes);
            _lanes.Minimise(_newton.Reference, cancellation);
            for (var k = 0; k < number; k++)
            {
                if (_lanes.IsDone(k)) Keep(middle + side * (k + 1), _lanes.Minimum(k));
            }
        }
    }

    private void Keep(int i, ReadOnlySpan<double> minimum)
    {
        minimum.CopyTo(_minima.AsSpan(i * Rows.Parameters));
        _isKnown[i] = true;
    }
}
