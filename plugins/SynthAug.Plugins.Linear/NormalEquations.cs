using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// The sums that least squares needs of the rows. With an intercept they are taken about the majority's mean: raw squares of a column far
/// from 0 (a year, a blood pressure) would eat the digits of its variance. Memory is kept between resets.
/// </summary>
internal sealed class NormalEquations(bool intercept)
{
    /// <summary>
    /// Values of rows held at a time: half a first-level cache; of many columns more, for a call of a generator has its price. Thirty times 96: so many random numbers
    /// are made side by side, and what is left over takes twice as long.
    /// </summary>
    private const int ChunkValues = 2880, LeastRows = 64;

    private double[] _origin = [], _back = [], _state = [], _majority = [], _held = [];

    private readonly CacheLines _chunk = new();
    private int _chunkLength;

    public int Dimension { get; private set; }

    public bool HasIntercept => intercept;

    public double MajorityWeight { get; private set; }

    public double MinorityWeight { get; private set; }

    /// <summary>Length d: what the rows are taken about; 0 without an intercept.</summary>
    public ReadOnlySpan<double> Origin => _origin.AsSpan(0, Dimension);

    // Σ xxᵀ of all rows, Σ x of the minority's.
    private Span<double> State => _state.AsSpan(0, PrefixMoments.StateLength(Dimension));

    /// <summary>Length d: Σ x of the majority's rows.</summary>
    public ReadOnlySpan<double> Majority => _majority.AsSpan(0, Dimension);

    /// <summary>False when a row held a NaN or an infinity, or a sum of squares has overflown.</summary>
    public bool AreFinite => Refuse.AreFinite(State);

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

        State.Clear();
        _majority.AsSpan(0, Dimension).Clear();
        MajorityWeight = MinorityWeight = 0;
    }

    public void CopyFrom(NormalEquations other)
    {
        Resize(other.Dimension);
        other.Origin.CopyTo(_origin);
        other._back.AsSpan(0, Dimension).CopyTo(_back);
        other.State.CopyTo(_state);
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
        var held = _held.AsSpan(0, Dimension);
        held.Clear();
        PrefixMoments.MoveMoment(State, held);
        AddRows(rows, weights);
        PrefixMoments.MoveMoment(State, _majority.AsSpan(0, Dimension));
        held.CopyTo(State[(Dimension * PrefixMoments.Stride(Dimension))..]);
    }

    /// <summary>Writes Σ xxᵀ of all rows and Σ x of the minority's, as <see cref="PrefixMoments"/> lays them out.</summary>
    public void Totals(Span<double> totals) => PrefixMoments.Totals(State, Dimension, totals);

    /// <summary>Room for rows to be read into, as many as are worth adding at a time.</summary>
    public Rows Chunk(int mostRows)
    {
        // Whole blocks of random numbers: a chunk that begins within one costs the block again.
        var rows = Math.Min(mostRows, (_chunkLength / Dimension) & -16);
        return new(_chunk[0, rows * Dimension], Dimension);
    }

    /// <summary>Rows of the minority, weight 1 each.</summary>
    /// <param name="chunk">Within what <see cref="Chunk"/> gave; overwritten.</param>
    /// <param name="cuts">After so many of these rows the <see cref="Totals"/> are written.</param>
    public void AddChunk(Rows chunk, ReadOnlySpan<int> cuts, Span<double> snapshots)
    {
        if (intercept) Shift(chunk);
        PrefixMoments.Add(chunk, State, cuts, snapshots);
        MinorityWeight += chunk.Count;
    }

    private void AddRows(ReadOnlyRows rows, ReadOnlySpan<double> weights)
    {
        var chunk = _chunkLength / Dimension;
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start));
            if (intercept)
            {
                var shifted = new Rows(_chunk[0, part.Values.Length], Dimension);
                part.Values.CopyTo(shifted.Values);
                Shift(shifted);
                part = shifted;
            }

            PrefixMoments.Add(part, weights.IsEmpty ? [] : weights.Slice(start, part.Count), State);
        }
    }

    private void Shift(Rows rows) => Kernels.AddToRows(_back.AsSpan(0, Dimension), rows);

    private void Resize(int dimension)
    {
        if (_origin.Length < dimension)
        {
            (_origin, _back) = (new double[dimension], new double[dimension]);
            (_majority, _held) = (new double[dimension], new double[dimension]);
        }

        // A narrow state may be longer than a wider one's.
        if (_state.Length < PrefixMoments.StateLength(dimension)) _state = new double[PrefixMoments.StateLength(dimension)];
        _chunkLength = Math.Max(_chunkLength, Math.Max(ChunkValues, LeastRows * dimension));
        _chunk.Reserve(_chunkLength, kept: 0);
        Dimension = dimension;
    }
}
