using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SynthAug.Numerics;

/// <summary>
/// Scores in floats of all rows for as many queries as there are lanes: q·r − (½ − c)‖r‖², c the bound of rounding (<see cref="NeighbourScale"/>), the higher the nearer. With errors
/// of at most c(‖q‖² + ‖r‖²) a score is at most c‖q‖² too low and c‖q‖² + 2c‖r‖² too high.
/// </summary>
internal readonly unsafe struct NeighbourScores<T> where T : struct, ISingles<T>
{
    // Rows whose sums are in registers at once, enough of them that none waits for its last product.
    private const int Group = 8;

    private readonly float* _queries, _rows, _starts, _tooHigh, _tooLow, _best;
    private readonly int _count, _d, _groups, _places;

    /// <param name="rows">n × d.</param>
    /// <param name="places">How many of the best rows the scores are to tell apart from others.</param>
    public NeighbourScores(double* rows, int count, int d, int places)
    {
        (_count, _d, _places) = (count, d, places);
        _groups = (count + Group - 1) / Group;
        nuint blocks = (nuint)((count + T.Count - 1) / T.Count * T.Count), whole = (nuint)(_groups * Group), best = (nuint)(places * T.Count);
        var doubles = (nuint)count + (nuint)d;
        var floats = best + (blocks + whole) * (nuint)d + whole + blocks + (nuint)_groups;
        // Zeros where the last block and the last group have no row.
        var memory = NativeMemory.AlignedAlloc(floats * sizeof(float) + doubles * sizeof(double), 64);
        NativeMemory.Clear(memory, floats * sizeof(float) + doubles * sizeof(double));
        _best = (float*)memory;
        _queries = _best + best;
        _rows = _queries + blocks * (nuint)d;
        var norms = (double*)(_rows + whole * (nuint)d);
        var mean = norms + count;
        _starts = (float*)(mean + d);
        _tooLow = _starts + whole;
        _tooHigh = _tooLow + blocks;
        var scale = NeighbourScale.Of(rows, new(mean, d), new(norms, count));
        HasScale = scale != 0;
        if (!HasScale) return;
        NeighbourScale.Lay(rows, count, new(mean, d), scale, _queries, T.Count, _rows, Group);
        Bound(norms, scale);
    }

    /// <summary>False when the scores mean nothing; true only for finite rows none of whose distances overflow.</summary>
    public bool HasScale { get; }

    // Not disposable: for a free in a finally block published code needs a stub compiled at run time.
    public void Free() => NativeMemory.AlignedFree(_best);

    /// <param name="block">Its queries are rows block·T.Count and on.</param>
    /// <param name="scores">n × T.Count, and room for seven rows more; written.</param>
    public void Score(int block, float* scores)
    {
        var queries = _queries + (long)block * T.Count * _d;
        new Span<float>(_best, _places * T.Count).Fill(float.NegativeInfinity);
        for (var group = 0; group < _groups; group++, scores += Group * T.Count)
            Score(queries, _rows + (long)group * Group * _d, _starts + group * Group, _d, scores, _tooHigh + group, _best, _places);
    }

    /// <summary>What the scores of the best rows are not below, the query among them, once the block is scored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Least(int block) => T.Load(_best + (_places - 1) * T.Count) - T.Load(_tooLow + block * T.Count);

    // Eight scores, of which the highest, less what it may be too high, is put among the best: of the best rows of one group some are missed, of groups as many are as good. Returned from
    // here it would go over an unaligned place in memory, which takes longer than five columns.
    private static void Score(float* queries, float* rows, float* starts, int d, float* scores, float* tooHigh, float* best, int places)
    {
        T s0 = T.All(starts[0]), s1 = T.All(starts[1]), s2 = T.All(starts[2]), s3 = T.All(starts[3]);
        T s4 = T.All(starts[4]), s5 = T.All(starts[5]), s6 = T.All(starts[6]), s7 = T.All(starts[7]);
        for (var end = queries + d * T.Count; queries < end; queries += T.Count, rows += Group)
        {
            var q = T.Load(queries);
            s0 = T.MultiplyAdd(q, T.All(rows[0]), s0);
            s1 = T.MultiplyAdd(q, T.All(rows[1]), s1);
            s2 = T.MultiplyAdd(q, T.All(rows[2]), s2);
            s3 = T.MultiplyAdd(q, T.All(rows[3]), s3);
            s4 = T.MultiplyAdd(q, T.All(rows[4]), s4);
            s5 = T.MultiplyAdd(q, T.All(rows[5]), s5);
            s6 = T.MultiplyAdd(q, T.All(rows[6]), s6);
            s7 = T.MultiplyAdd(q, T.All(rows[7]), s7);
        }

        s0.Store(scores);
        s1.Store(scores + T.Count);
        s2.Store(scores + 2 * T.Count);
        s3.Store(scores + 3 * T.Count);
        s4.Store(scores + 4 * T.Count);
        s5.Store(scores + 5 * T.Count);
        s6.Store(scores + 6 * T.Count);
        s7.Store(scores + 7 * T.Count);
        var highest = T.Max(T.Max(T.Max(s0, s1), T.Max(s2, s3)), T.Max(T.Max(s4, s5), T.Max(s6, s7))) - T.All(*tooHigh);
        for (var end = best + places * T.Count; best < end; best += T.Count)
        {
            var held = T.Load(best);
            T.Max(held, highest).Store(best);
            highest = T.Min(held, highest);
        }
    }

    private void Bound(double* norms, double scale)
    {
        var rounding = NeighbourScale.Rounding(_d);
        // No row: below all others.
        new Span<float>(_starts + _count, _groups * Group - _count).Fill(float.NegativeInfinity);
        for (var i = 0; i < _count; i++)
        {
            var norm = norms[i] * scale * scale;
            _starts[i] = (float)((rounding - 0.5) * norm);
            _tooHigh[i / Group] = Math.Max(_tooHigh[i / Group], (float)(2 * rounding * norm));
            _tooLow[i] = (float)(2 * rounding * norm + NeighbourScale.Smallest);
        }
    }
}
