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
        fixed (double* rows = packed, factors = w, to = scores)
        {
            for (var lane = 0; lane < Lanes; lane += TLanes.Count) Score<TLanes>(rows + lane, scores.Length / Lanes, factors, w.Length, intercept, to + lane);
        }
    }

    /// <summary>Σ wⱼ·column j, in the order of <see cref="Kernels.Dot"/>.</summary>
    /// <param name="columns">At the first lane; columns are eight numbers apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Dot<TLanes>(double* columns, double* w, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.All(0), s1 = TLanes.All(0), s2 = TLanes.All(0), s3 = TLanes.All(0);
        TLanes s4 = TLanes.All(0), s5 = TLanes.All(0), s6 = TLanes.All(0), s7 = TLanes.All(0);
        for (; length >= 8; length -= 8, w += 8, columns += 64)
        {
            s0 = TLanes.Fma(TLanes.Load(columns), TLanes.AllAt(w), s0);
            s1 = TLanes.Fma(TLanes.Load(columns + 8), TLanes.AllAt(w + 1), s1);
            s2 = TLanes.Fma(TLanes.Load(columns + 16), TLanes.AllAt(w + 2), s2);
            s3 = TLanes.Fma(TLanes.Load(columns + 24), TLanes.AllAt(w + 3), s3);
            s4 = TLanes.Fma(TLanes.Load(columns + 32), TLanes.AllAt(w + 4), s4);
            s5 = TLanes.Fma(TLanes.Load(columns + 40), TLanes.AllAt(w + 5), s5);
            s6 = TLanes.Fma(TLanes.Load(columns + 48), TLanes.AllAt(w + 6), s6);
            s7 = TLanes.Fma(TLanes.Load(columns + 56), TLanes.AllAt(w + 7), s7);
        }

        if (length > 0) s0 = TLanes.Fma(TLanes.Load(columns), TLanes.AllAt(w), s0);
        if (length > 1) s1 = TLanes.Fma(TLanes.Load(columns + 8), TLanes.AllAt(w + 1), s1);
        if (length > 2) s2 = TLanes.Fma(TLanes.Load(columns + 16), TLanes.AllAt(w + 2), s2);
        if (length > 3) s3 = TLanes.Fma(TLanes.Load(columns + 24), TLanes.AllAt(w + 3), s3);
        if (length > 4) s4 = TLanes.Fma(TLanes.Load(columns + 32), TLanes.AllAt(w + 4), s4);
        if (length > 5) s5 = TLanes.Fma(TLanes.Load(columns + 40), TLanes.AllAt(w + 5), s5);
        if (length > 6) s6 = TLanes.Fma(TLanes.Load(columns + 48), TLanes.AllAt(w + 6), s6);
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Score<TLanes>(double* rows, int blocks, double* w, int d, double intercept, double* scores)
        where TLanes : struct, ILanes<TLanes>
    {
        var last = TLanes.All(intercept);
        for (var block = 0; block < blocks; block++) (Dot<TLanes>(rows + block * d * Lanes, w, d) + last).Store(scores + block * Lanes);
    }
}
