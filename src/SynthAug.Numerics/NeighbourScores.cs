using System.Runtime.InteropServices;

namespace SynthAug.Numerics;

/// <summary>
/// Scores in floats of every row for as many queries as there are lanes: q·r − (½ − c)‖r‖², c the bound of rounding, the higher the nearer. With errors of at most c(‖q‖² + ‖r‖²) a score
/// is at most c‖q‖² too low and c‖q‖² + 2c‖r‖² too high.
/// </summary>
internal readonly unsafe struct NeighbourScores<T> : IDisposable where T : struct, ISingles<T>
{
    // So many sums stay in registers, at sixteen of them too.
    private const int Group = 12;

    private readonly float* _queries, _rows, _starts, _tooHigh, _tooLow, _best;
    private readonly int _count, _d, _groups, _places;

    /// <param name="rows">n × d.</param>
    /// <param name="places">How many best scores are asked for.</param>
    public NeighbourScores(double* rows, int count, int d, int places)
    {
        (_count, _d, _places) = (count, d, places);
        _groups = (count + Group - 1) / Group;
        nuint blocks = (nuint)((count + T.Count - 1) / T.Count * T.Count), whole = (nuint)(_groups * Group);
        var floats = (blocks + whole) * (nuint)d + whole + (nuint)_groups + blocks + (nuint)(places * T.Count);
        var bytes = (floats + 16) * sizeof(float) + ((nuint)d + (nuint)count) * sizeof(double);
        // Zeros where the last block and the last group have no row.
        var memory = (double*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        _queries = (float*)memory;
        _best = _queries + blocks * (nuint)d;
        _rows = _best + places * T.Count;
        _starts = _rows + whole * (nuint)d;
        _tooHigh = _starts + whole;
        _tooLow = _tooHigh + _groups;
        var doubles = (double*)((nuint)(_tooLow + blocks + 15) / 64 * 64);
        Span<double> mean = new(doubles, d), norms = new(doubles + d, count);
        var scale = NeighbourScale.Of(rows, mean, norms);
        HasScale = scale != 0;
        if (HasScale) Fill(rows, doubles, norms, scale);
    }

    /// <summary>False when the scores mean nothing; true only for finite rows none of whose distances overflow.</summary>
    public bool HasScale { get; }

    public void Dispose() => NativeMemory.AlignedFree(_queries);

    /// <param name="block">Its queries are rows block·T.Count and on.</param>
    /// <param name="scores">n × T.Count, and room for a group more; written.</param>
    /// <returns>What the scores of the best <c>places</c> rows, the query among them, are not below.</returns>
    public T Score(int block, float* scores)
    {
        var queries = _queries + (long)block * T.Count * _d;
        new Span<float>(_best, _places * T.Count).Fill(float.NegativeInfinity);
        for (var group = 0; group < _groups; group++, scores += Group * T.Count)
        {
            var highest = Score(queries, _rows + (long)group * Group * _d, _starts + group * Group, _d, scores) - T.All(_tooHigh[group]);
            // One of each group: of the best rows some are missed, of groups as many are as good.
            for (var place = _best; place < _best + _places * T.Count; place += T.Count)
            {
                var held = T.Load(place);
                T.Max(held, highest).Store(place);
                highest = T.Min(held, highest);
            }
        }

        return T.Load(_best + (_places - 1) * T.Count) - T.Load(_tooLow + block * T.Count);
    }

    // The highest of twelve scores, all of which are written.
    private static T Score(float* queries, float* rows, float* starts, int d, float* scores)
    {
        T s0 = T.All(starts[0]), s1 = T.All(starts[1]), s2 = T.All(starts[2]), s3 = T.All(starts[3]), s4 = T.All(starts[4]), s5 = T.All(starts[5]);
        T s6 = T.All(starts[6]), s7 = T.All(starts[7]), s8 = T.All(starts[8]), s9 = T.All(starts[9]), s10 = T.All(starts[10]), s11 = T.All(starts[11]);
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
            s8 = T.MultiplyAdd(q, T.All(rows[8]), s8);
            s9 = T.MultiplyAdd(q, T.All(rows[9]), s9);
            s10 = T.MultiplyAdd(q, T.All(rows[10]), s10);
            s11 = T.MultiplyAdd(q, T.All(rows[11]), s11);
        }

        s0.Store(scores);
        s1.Store(scores + T.Count);
        s2.Store(scores + 2 * T.Count);
        s3.Store(scores + 3 * T.Count);
        s4.Store(scores + 4 * T.Count);
        s5.Store(scores + 5 * T.Count);
        s6.Store(scores + 6 * T.Count);
        s7.Store(scores + 7 * T.Count);
        s8.Store(scores + 8 * T.Count);
        s9.Store(scores + 9 * T.Count);
        s10.Store(scores + 10 * T.Count);
        s11.Store(scores + 11 * T.Count);
        return T.Max(T.Max(T.Max(T.Max(s0, s1), T.Max(s2, s3)), T.Max(T.Max(s4, s5), T.Max(s6, s7))), T.Max(T.Max(s8, s9), T.Max(s10, s11)));
    }

    private void Fill(double* rows, double* mean, ReadOnlySpan<double> norms, double scale)
    {
        var d = _d;
        var rounding = NeighbourScale.Rounding(d);
        // No row: below all others.
        new Span<float>(_starts + _count, _groups * Group - _count).Fill(float.NegativeInfinity);
        for (var i = 0; i < _count; i++)
        {
            var row = rows + (long)i * d;
            float* query = _queries + (long)(i / T.Count * T.Count) * d + i % T.Count, other = _rows + (long)(i / Group * Group) * d + i % Group;
            for (var j = 0; j < d; j++, query += T.Count, other += Group)
            {
                var value = (float)((row[j] - mean[j]) * scale);
                *query = value;
                *other = value;
            }

            var norm = norms[i] * scale * scale;
            _starts[i] = (float)((rounding - 0.5) * norm);
            _tooHigh[i / Group] = Math.Max(_tooHigh[i / Group], (float)(2 * rounding * norm));
            _tooLow[i] = (float)(2 * rounding * norm + NeighbourScale.Smallest);
        }
    }
}
