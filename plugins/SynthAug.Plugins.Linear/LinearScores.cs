using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Scores of eight rows side by side, with the bits of <see cref="Kernels.MatVec"/>: its eight sums over coordinates (coordinate j goes to sum
/// j mod 8) and their fold stand upright here, one vector each, so nothing crosses lanes.
/// </summary>
internal static class LinearScores
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
        if (Vector512.IsHardwareAccelerated) Score<EightLanes>(packed, w, intercept, scores);
        else Score<FourLanes>(packed, w, intercept, scores);
    }

    internal static void Score<TLanes>(ReadOnlySpan<double> packed, ReadOnlySpan<double> w, double intercept, Span<double> scores)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var lane = 0; lane < Lanes; lane += TLanes.Count)
        {
            ref var rows = ref Unsafe.Add(ref MemoryMarshal.GetReference(packed), lane);
            Score<TLanes>(ref rows, scores.Length / Lanes, w, intercept, ref Unsafe.Add(ref MemoryMarshal.GetReference(scores), lane));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Score<TLanes>(ref double rows, int blocks, ReadOnlySpan<double> w, double intercept, ref double scores)
        where TLanes : struct, ILanes<TLanes>
    {
        var last = TLanes.All(intercept);
        for (int block = 0, at = 0; block < blocks; block++)
        {
            TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
            TLanes s4 = TLanes.Zero, s5 = TLanes.Zero, s6 = TLanes.Zero, s7 = TLanes.Zero;
            var j = 0;
            for (; j + 8 <= w.Length; j += 8, at += 64)
            {
                s0 = TLanes.Fused(TLanes.Load(in rows, at), TLanes.All(w[j]), s0);
                s1 = TLanes.Fused(TLanes.Load(in rows, at + 8), TLanes.All(w[j + 1]), s1);
                s2 = TLanes.Fused(TLanes.Load(in rows, at + 16), TLanes.All(w[j + 2]), s2);
                s3 = TLanes.Fused(TLanes.Load(in rows, at + 24), TLanes.All(w[j + 3]), s3);
                s4 = TLanes.Fused(TLanes.Load(in rows, at + 32), TLanes.All(w[j + 4]), s4);
                s5 = TLanes.Fused(TLanes.Load(in rows, at + 40), TLanes.All(w[j + 5]), s5);
                s6 = TLanes.Fused(TLanes.Load(in rows, at + 48), TLanes.All(w[j + 6]), s6);
                s7 = TLanes.Fused(TLanes.Load(in rows, at + 56), TLanes.All(w[j + 7]), s7);
            }

            var rest = w.Length - j;
            if (rest > 0) s0 = TLanes.Fused(TLanes.Load(in rows, at), TLanes.All(w[j]), s0);
            if (rest > 1) s1 = TLanes.Fused(TLanes.Load(in rows, at + 8), TLanes.All(w[j + 1]), s1);
            if (rest > 2) s2 = TLanes.Fused(TLanes.Load(in rows, at + 16), TLanes.All(w[j + 2]), s2);
            if (rest > 3) s3 = TLanes.Fused(TLanes.Load(in rows, at + 24), TLanes.All(w[j + 3]), s3);
            if (rest > 4) s4 = TLanes.Fused(TLanes.Load(in rows, at + 32), TLanes.All(w[j + 4]), s4);
            if (rest > 5) s5 = TLanes.Fused(TLanes.Load(in rows, at + 40), TLanes.All(w[j + 5]), s5);
            if (rest > 6) s6 = TLanes.Fused(TLanes.Load(in rows, at + 48), TLanes.All(w[j + 6]), s6);
            at += rest * Lanes;

            var even = TLanes.Add(TLanes.Add(s0, s4), TLanes.Add(s2, s6));
            var odd = TLanes.Add(TLanes.Add(s1, s5), TLanes.Add(s3, s7));
            TLanes.Add(TLanes.Add(even, odd), last).Store(ref scores, block * Lanes);
        }
    }
}
