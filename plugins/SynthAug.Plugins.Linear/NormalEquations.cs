using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// The sums that least squares needs of the rows. With an intercept they are taken about the majority's mean: raw squares of a column far
/// from 0 (a year, a blood pressure) would eat the digits of its variance. Memory is kept between resets.
/// </summary>
internal sealed class NormalEquations(bool intercept)
{
    /// <summary>Values of shifted rows held at a time: half a first-level cache.</summary>
    private const int ChunkValues = 2048;

    private double[] _origin = [], _gram = [], _majoritySum = [], _minoritySum = [], _shifted = [];
    private double _majorityWeight, _minorityWeight;

    public int Dimension { get; private set; }

    /// <summary>Length d: what the rows are taken about; 0 without an intercept.</summary>
    public ReadOnlySpan<double> Origin => _origin.AsSpan(0, Dimension);

    private int Packed => Gram.PackedLength(Dimension);

    /// <summary>Empties the sums; they will be taken about the mean of these rows.</summary>
    public void Reset(ReadOnlyRows majority)
    {
        Resize(majority.Dimension);
        var origin = _origin.AsSpan(0, Dimension);
        origin.Clear();
        if (intercept && majority.Count > 0)
        {
            Gram.AddMoment(majority, origin);
            for (var j = 0; j < origin.Length; j++) origin[j] /= majority.Count;
        }

        _gram.AsSpan(0, Packed).Clear();
        _majoritySum.AsSpan(0, Dimension).Clear();
        _minoritySum.AsSpan(0, Dimension).Clear();
        _majorityWeight = _minorityWeight = 0;
    }

    public void CopyFrom(NormalEquations other)
    {
        Resize(other.Dimension);
        other._origin.AsSpan(0, Dimension).CopyTo(_origin);
        other._gram.AsSpan(0, Packed).CopyTo(_gram);
        other._majoritySum.AsSpan(0, Dimension).CopyTo(_majoritySum);
        other._minoritySum.AsSpan(0, Dimension).CopyTo(_minoritySum);
        (_majorityWeight, _minorityWeight) = (other._majorityWeight, other._minorityWeight);
    }

    /// <param name="weights">One a row, or empty for 1 everywhere.</param>
    public void Add(ReadOnlyRows rows, ReadOnlySpan<double> weights, bool minority)
    {
        ref var total = ref minority ? ref _minorityWeight : ref _majorityWeight;
        if (weights.IsEmpty) total += rows.Count;
        foreach (var weight in weights) total += weight;

        var gram = _gram.AsSpan(0, Packed);
        var sum = (minority ? _minoritySum : _majoritySum).AsSpan(0, Dimension);
        if (!intercept)
        {
            AddRows(rows, weights, gram, sum);
            return;
        }

        var chunk = _shifted.Length / Dimension;
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start));
            var shifted = new Rows(_shifted.AsSpan(0, part.Values.Length), Dimension);
            for (var i = 0; i < part.Count; i++)
            {
                var row = part[i];
                var target = shifted[i];
                for (var j = 0; j < target.Length; j++) target[j] = row[j] - _origin[j];
            }

            AddRows(shifted, weights.IsEmpty ? [] : weights.Slice(start, part.Count), gram, sum);
        }
    }

    /// <summary>
    /// Writes the system of the slopes. With an intercept the weighted means are swept out: (G − ssᵀ/W) w = b − s·Y/W, and c = Y/W − x̄ᵀw, where
    /// G, s, b, Y are the sums of xxᵀ, x, yx, y over the shifted rows, W is the total weight and x̄ the mean in the columns' own origin.
    /// </summary>
    /// <param name="matrix">Packed lower triangle, length d(d+1)/2; written.</param>
    /// <param name="target">Length d; written.</param>
    /// <param name="squares">Length d: what a pivot is measured against; written.</param>
    /// <param name="mean">Length d: x̄, or 0 without an intercept; written.</param>
    /// <returns>Y/W, or 0 without an intercept.</returns>
    /// <exception cref="RefusalException">A class without rows.</exception>
    public double Assemble(LabelCoding labels, Span<double> matrix, Span<double> target, Span<double> squares, Span<double> mean)
    {
        FitChecks.Classes(_majorityWeight, _minorityWeight, "least-squares");
        var d = Dimension;
        _gram.AsSpan(0, Packed).CopyTo(matrix);
        for (int i = 0, at = 0; i < d; at += ++i + 1) squares[i] = matrix[at];
        var negative = labels == LabelCoding.Signed ? 1.0 : 0.0;
        for (var j = 0; j < d; j++) target[j] = _minoritySum[j] - negative * _majoritySum[j];
        mean.Clear();
        if (!intercept) return 0;

        var weight = _majorityWeight + _minorityWeight;
        var sum = _minorityWeight - negative * _majorityWeight;
        for (int i = 0, at = 0; i < d; i++)
        {
            mean[i] = (_majoritySum[i] + _minoritySum[i]) / weight;
            for (var j = 0; j <= i; j++, at++) matrix[at] = Math.FusedMultiplyAdd(-mean[i], _majoritySum[j] + _minoritySum[j], matrix[at]);
            target[i] = Math.FusedMultiplyAdd(-mean[i], sum, target[i]);
        }

        for (var i = 0; i < d; i++) mean[i] += _origin[i];
        return sum / weight;
    }

    private static void AddRows(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> gram, Span<double> sum)
    {
        if (weights.IsEmpty)
        {
            Gram.Add(rows, gram);
            Gram.AddMoment(rows, sum);
        }
        else
        {
            Gram.AddWeighted(rows, weights, gram);
            Gram.AddWeightedMoment(rows, weights, sum);
        }
    }

    private void Resize(int dimension)
    {
        if (_origin.Length < dimension)
        {
            _origin = new double[dimension];
            _majoritySum = new double[dimension];
            _minoritySum = new double[dimension];
            _gram = new double[Gram.PackedLength(dimension)];
        }

        if (_shifted.Length < Math.Max(ChunkValues, dimension)) _shifted = new double[Math.Max(ChunkValues, dimension)];
        Dimension = dimension;
    }
}
