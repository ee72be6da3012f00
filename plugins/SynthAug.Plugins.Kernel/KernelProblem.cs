namespace SynthAug.Plugins.Kernel;

/// <summary>One basis, the features of the rows on it, and their minimum: what a plain fit does once and a path many times.</summary>
internal sealed class KernelProblem(KernelLogisticOptions options)
{
    private readonly MedianDistance _median = new();
    private readonly LandmarkCandidates _candidates = new();
    private readonly KernelBasis _basis = new();
    private readonly KernelMinima _minima = new(options.Ridge);
    private double[] _rows = [], _weights = [];
    private int[] _counts = [];
    private int _dimension, _majority, _real;
    private double _scale, _majorityWeight, _minorityWeight;

    /// <summary>Copies the real rows and their weights (empty for 1), fixes the bandwidth; pivoted: chooses landmarks and maps the rows.</summary>
    public void Load(TrainingSample real, ReadOnlySpan<double> majorityWeights, ReadOnlySpan<double> minorityWeights)
    {
        (_dimension, _majority, _real) = (real.Dimension, real.Majority.RowCount, real.Majority.RowCount + real.Minority.RowCount);
        Reserve(_real);
        real.Majority.Rows.Values.CopyTo(_rows);
        real.Minority.Rows.Values.CopyTo(_rows.AsSpan(_majority * _dimension));
        _majorityWeight = Copy(majorityWeights, _weights.AsSpan(0, _majority));
        _minorityWeight = Copy(minorityWeights, _weights.AsSpan(_majority, _real - _majority));

        _minima.Rows.Clear();
        if (_real == 0) return;
        _scale = RadialKernel.ScaleOf(options.Bandwidth > 0 ? options.Bandwidth : _median.Of(Rows(0, _real)));
        if (options.Approximation == KernelApproximation.Exact) return;
        var candidates = _candidates.Around(Rows(0, _real), _real - _majority, RadialKernel.BandwidthOf(_scale));
        _basis.Choose(candidates, _scale, options.Rank, options.Tolerance);
        Append(_real);
    }

    /// <summary>Puts the synthetic rows behind the real ones, in place of those before.</summary>
    /// <exception cref="RefusalException">Too many rows for the exact kernel.</exception>
    public void Place(ReadOnlyRows synthetic)
    {
        if (_real == 0) return;
        var count = _real + synthetic.Count;
        Reserve(count);
        synthetic.Values.CopyTo(_rows.AsSpan(_real * _dimension));
        _weights.AsSpan(_real, synthetic.Count).Fill(1);
        if (options.Approximation == KernelApproximation.Exact)
        {
            if (count > options.MaxExact)
            {
                throw new RefusalException(
                    $"{KernelLogistic.Id} takes at most {options.MaxExact} rows with the exact kernel, these are {count}; "
                    + "raise max-exact or use approximation=pivoted.");
            }

            _basis.Choose(Rows(0, count), _scale, count, 0);
            _minima.Rows.Clear();
        }
        else
        {
            _minima.Rows.Truncate(_real);
        }

        Append(count);
    }

    /// <summary>Fits to the real rows and the first of those placed: one function a size.</summary>
    /// <param name="sizes">Ascending.</param>
    /// <exception cref="RefusalException">A class without weight, or no convergence.</exception>
    public void Solve(ReadOnlySpan<int> sizes, ReadOnlySpan<KernelFunction> functions, CancellationToken cancellation)
    {
        if (sizes.IsEmpty) return;
        FitChecks.Classes(_majorityWeight, _minorityWeight + sizes[0], KernelLogistic.Id);
        if (_counts.Length < sizes.Length) _counts = new int[sizes.Length];
        for (var i = 0; i < sizes.Length; i++) _counts[i] = _real + sizes[i];
        _minima.Find(_counts.AsSpan(0, sizes.Length), cancellation);
        for (var i = 0; i < sizes.Length; i++) functions[i].Take(_basis, _minima[i]);
    }

    // Maps the rows that the solver does not know yet, up to the count.
    private void Append(int count)
    {
        for (var start = _minima.Rows.Count; start < count;)
        {
            var end = start < _majority ? Math.Min(_majority, count) : count;
            var features = _minima.Rows.Append(_basis.Rank + 1, _weights.AsSpan(start, end - start));
            _basis.Map(Rows(start, end - start), start < _majority ? 1 : -1, features, _minima.Rows.Stride);
            start = end;
        }
    }

    private ReadOnlyRows Rows(int start, int count) => new(_rows.AsSpan(start * _dimension, count * _dimension), _dimension);

    private void Reserve(int count)
    {
        if (_rows.Length < count * _dimension) Array.Resize(ref _rows, Math.Max(count * _dimension, 2 * _rows.Length));
        if (_weights.Length < count) Array.Resize(ref _weights, Math.Max(count, 2 * _weights.Length));
    }

    private static double Copy(ReadOnlySpan<double> weights, Span<double> target)
    {
        if (weights.IsEmpty) target.Fill(1);
        else weights.CopyTo(target);
        var total = 0.0;
        foreach (var weight in target) total += weight;
        return total;
    }
}
