using System.Runtime.CompilerServices;
using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Scores of eight rows side by side, with the bits of <see cref="Kernels.MatVec"/>: its eight sums over coordinates (coordinate j goes to sum
/// j mod 8) and their fold stand upright here, one vector each, so nothing crosses lanes.
/// </summary>
internal static unsafe class LinearScores
{
    public const int Lanes = 8;

    /// <summary>Blocks of eight rows, column by column.</summary>
    /// <param name="rows">n × d, n a multiple of 8.</param>
    /// <param name="packed">Length n·d; written.</param>
    public static void Pack(ReadOnlyRows rows, Span<double> packed)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var at = i / Lanes * Lanes * row.Length + i % Lanes;
            for (var j = 0; j < row.Length; j++, at += Lanes) packed[at] = row[j];
        }
    }

    /// <param name="packed">What <see cref="Pack"/> wrote.</param>
    /// <param name="w">Length d.</param>
    /// <param name="scores">Length n; written.</param>
    public static void Score(ReadOnlySpan<double> packed, ReadOnlySpan<double> w, double intercept, Span<double> scores)
    {
        if (Lanes512.IsSupported) Score<Lanes512>(packed, w, intercept, scores);
        else if (Lanes256.IsSupported) Score<Lanes256>(packed, w, intercept, scores);
        else Score<Lane>(packed, w, intercept, scores);
    }

    internal static void Score<TLanes>(ReadOnlySpan<double> packed, ReadOnlySpan<double> w, double intercept, Span<double> scores)
        where TLanes : struct, ILanes<TLanes>
    {
        fixed (double* rows = packed, to = scores)
        {
            for (var lane = 0; lane < Lanes; lane += TLanes.Count) Score<TLanes>(rows + lane, scores.Length / Lanes, w, intercept, to + lane);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Score<TLanes>(double* rows, int blocks, ReadOnlySpan<double> w, double intercept, double* scores)
        where TLanes : struct, ILanes<TLanes>
    {
        var last = TLanes.All(intercept);
        for (int block = 0, at = 0; block < blocks; block++)
        {
            TLanes s0 = TLanes.All(0), s1 = TLanes.All(0), s2 = TLanes.All(0), s3 = TLanes.All(0);
            TLanes s4 = TLanes.All(0), s5 = TLanes.All(0), s6 = TLanes.All(0), s7 = TLanes.All(0);
            var j = 0;
            for (; j + 8 <= w.Length; j += 8, at += 64)
            {
                s0 = TLanes.Fma(TLanes.Load(rows + at), TLanes.All(w[j]), s0);
                s1 = TLanes.Fma(TLanes.Load(rows + at + 8), TLanes.All(w[j + 1]), s1);
                s2 = TLanes.Fma(TLanes.Load(rows + at + 16), TLanes.All(w[j + 2]), s2);
                s3 = TLanes.Fma(TLanes.Load(rows + at + 24), TLanes.All(w[j + 3]), s3);
                s4 = TLanes.Fma(TLanes.Load(rows + at + 32), TLanes.All(w[j + 4]), s4);
                s5 = TLanes.Fma(TLanes.Load(rows + at + 40), TLanes.All(w[j + 5]), s5);
                s6 = TLanes.Fma(TLanes.Load(rows + at + 48), TLanes.All(w[j + 6]), s6);
                s7 = TLanes.Fma(TLanes.Load(rows + at + 56), TLanes.All(w[j + 7]), s7);
            }

            var rest = w.Length - j;
            if (rest > 0) s0 = TLanes.Fma(TLanes.Load(rows + at), TLanes.All(w[j]), s0);
            if (rest > 1) s1 = TLanes.Fma(TLanes.Load(rows + at + 8), TLanes.All(w[j + 1]), s1);
            if (rest > 2) s2 = TLanes.Fma(TLanes.Load(rows + at + 16), TLanes.All(w[j + 2]), s2);
            if (rest > 3) s3 = TLanes.Fma(TLanes.Load(rows + at + 24), TLanes.All(w[j + 3]), s3);
            if (rest > 4) s4 = TLanes.Fma(TLanes.Load(rows + at + 32), TLanes.All(w[j + 4]), s4);
            if (rest > 5) s5 = TLanes.Fma(TLanes.Load(rows + at + 40), TLanes.All(w[j + 5]), s5);
            if (rest > 6) s6 = TLanes.Fma(TLanes.Load(rows + at + 48), TLanes.All(w[j + 6]), s6);
            at += rest * Lanes;

            var even = (s0 + s4) + (s2 + s6);
            var odd = (s1 + s5) + (s3 + s7);
            ((even + odd) + last).Store(scores + block * Lanes);
        }
    }
}
