using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// The sums that least squares needs of the rows. With an intercept they are taken about the majority's mean: raw squares of a column far
/// from 0 (a year, a blood pressure) would eat the digits of its variance. Memory is kept between resets.
/// </summary>
internal sealed class NormalEquations(bool intercept)
{
    /// <summary>Values of rows held at a time: half a first-level cache.</summary>
    private const int ChunkValues = 2560;

    private double[] _origin = [], _back = [], _sums = [], _majority = [], _chunk = [];

    public int Dimension { get; private set; }

    public bool HasIntercept => intercept;

    public double MajorityWeight { get; private set; }

    public double MinorityWeight { get; private set; }

    /// <summary>Length d: what the rows are taken about; 0 without an intercept.</summary>
    public ReadOnlySpan<double> Origin => _origin.AsSpan(0, Dimension);

    /// <summary>Laid out as <see cref="PrefixMoments"/> does: Σ xxᵀ of all rows, Σ x of the minority's.</summary>
    public ReadOnlySpan<double> Sums => _sums.AsSpan(0, PrefixMoments.Length(Dimension));

    /// <summary>Length d: Σ x of the majority's rows.</summary>
    public ReadOnlySpan<double> Majority => _majority.AsSpan(0, Dimension);

    /// <summary>Empties the sums; they will be taken about the mean of these rows.</summary>
    public void Reset(ReadOnlyRows majority)
    {
        Resize(majority.Dimension);
        var origin = _origin.AsSpan(0, Dimension);
        origin.Clear();
        if (intercept && majority.Count > 0)
        {
            Gram.AddMoment(majority, origin);
            for (var j = 0; j < origin.Length; j++) _back[j] = -(origin[j] /= majority.Count);
        }

        _sums.AsSpan(0, PrefixMoments.Length(Dimension)).Clear();
        _majority.AsSpan(0, Dimension).Clear();
        MajorityWeight = MinorityWeight = 0;
    }

    public void CopyFrom(NormalEquations other)
    {
        Resize(other.Dimension);
        other.Origin.CopyTo(_origin);
        other._back.AsSpan(0, Dimension).CopyTo(_back);
        other.Sums.CopyTo(_sums);
        other.Majority.CopyTo(_majority);
        (MajorityWeight, MinorityWeight) = (other.MajorityWeight, other.MinorityWeight);
    }

    /// <param name="weights">One a row, or empty for 1 everywhere.</param>
    public void Add(ReadOnlyRows rows, ReadOnlySpan<double> weights, bool minority)
    {
        var total = weights.IsEmpty ? rows.Count : 0.0;
        foreach (var weight in weights) total += weight;
        if (minority)
        {
            MinorityWeight += total;
            AddRows(rows, weights);
            return;
        }

        MajorityWeight += total;
        Exchange();
        AddRows(rows, weights);
        Exchange();
    }

    /// <summary>Room for rows to be read into, as many as are worth adding at a time.</summary>
    public Rows Chunk(int mostRows)
    {
        var rows = Math.Min(mostRows, _chunk.Length / Dimension);
        // Whole blocks of random numbers: a row that begins within one costs the block again.
        if (rows >= 16) rows &= -16;
        return new(_chunk.AsSpan(0, rows * Dimension), Dimension);
    }

    /// <summary>Rows of the minority, weight 1 each.</summary>
    /// <param name="chunk">Within what <see cref="Chunk"/> gave; overwritten.</param>
    /// <param name="cuts">After so many of these rows a snapshot is taken of <see cref="Sums"/>.</param>
    public void AddChunk(Rows chunk, ReadOnlySpan<int> cuts, Span<double> snapshots)
    {
        if (intercept) Shift(chunk);
        PrefixMoments.Add(chunk, _sums.AsSpan(0, PrefixMoments.Length(Dimension)), cuts, snapshots);
        MinorityWeight += chunk.Count;
    }

    private void AddRows(ReadOnlyRows rows, ReadOnlySpan<double> weights)
    {
        var sums = _sums.AsSpan(0, PrefixMoments.Length(Dimension));
        var chunk = _chunk.Length / Dimension;
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start));
            if (intercept)
            {
                var shifted = new Rows(_chunk.AsSpan(0, part.Values.Length), Dimension);
                part.Values.CopyTo(shifted.Values);
                Shift(shifted);
                part = shifted;
            }

            PrefixMoments.Add(part, weights.IsEmpty ? [] : weights.Slice(start, part.Count), sums);
        }
    }

    // The two classes' Σ x change places.
    private void Exchange()
    {
        var own = _sums.AsSpan(Dimension * PrefixMoments.Stride(Dimension), Dimension);
        for (var j = 0; j < own.Length; j++) (own[j], _majority[j]) = (_majority[j], own[j]);
    }

    private void Shift(Rows rows) => Kernels.AddToRows(_back.AsSpan(0, Dimension), rows);

    private void Resize(int dimension)
    {
        if (_origin.Length < dimension)
        {
            (_origin, _back) = (new double[dimension], new double[dimension]);
            _majority = new double[dimension];
            _sums = new double[PrefixMoments.Length(dimension)];
        }

        if (_chunk.Length < Math.Max(ChunkValues, dimension)) _chunk = new double[Math.Max(ChunkValues, dimension)];
        Dimension = dimension;
    }
}
