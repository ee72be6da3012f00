using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Sums over rows of which each counts so many times, for many counts of the same rows at once, of floats that are themselves small differences: their rounding then is small beside what the
/// sums differ by. Sixteen lanes on every machine, so the bits do not depend on the instructions.
/// </summary>
public static unsafe class DrawnSums
{
    /// <summary>Rows at a time: those of sixteen rules and of four counts stay in the first-level cache.</summary>
    public const int BlockRows = 512;

    /// <summary>Numbers that a sum is kept as, see <see cref="Total"/>.</summary>
    public const int Parts = 8;

    private const int Lanes = 16, TileCounts = 4, TileRules = 2;

    /// <summary>Rules as they are summed, in pairs.</summary>
    public static int Padded(int rules) => (rules + TileRules - 1) / TileRules * TileRules;

    /// <summary>Resamples as they are summed, in fours.</summary>
    public static int PaddedCounts(int resamples) => (resamples + TileCounts - 1) / TileCounts * TileCounts;

    /// <summary>Adds the sums of a block.</summary>
    /// <param name="counts">Of some resamples: row i of resample b at b·<paramref name="stride"/> + i.</param>
    /// <param name="rows">1 … <see cref="BlockRows"/>.</param>
    /// <param name="values"><see cref="Padded"/>(rules) × <see cref="BlockRows"/>, zeros beyond the rows up to the next sixteenth.</param>
    /// <param name="sums"><see cref="PaddedCounts"/>(resamples) × padded rules × <see cref="Parts"/>; added to.</param>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public static void Add(ReadOnlySpan<byte> counts, int stride, int resamples, int rows, ReadOnlySpan<float> values, Span<double> sums)
    {
        if (resamples == 0) return;
        if (rows is < 1 or > BlockRows) throw new ArgumentException($"{rows} rows at a time: 1 to {BlockRows}.", nameof(rows));
        var rules = values.Length / BlockRows;
        Require.Length(values.Length, Padded(rules) * BlockRows, nameof(values));
        Require.Room(counts.Length, (resamples - 1) * (long)stride + rows, nameof(counts));
        Require.Room(sums.Length, (long)PaddedCounts(resamples) * rules * Parts, nameof(sums));
        fixed (byte* from = counts)
        fixed (float* of = values)
        fixed (double* to = sums)
        {
            if (Floats512.IsSupported) Add<Floats512>(from, stride, resamples, rows, of, rules, to);
            else if (Floats256.IsSupported) Add<Floats256>(from, stride, resamples, rows, of, rules, to);
            else Add<FloatLane>(from, stride, resamples, rows, of, rules, to);
        }
    }

    /// <summary>One sum from its parts.</summary>
    public static double Total(ReadOnlySpan<double> parts) =>
        ((parts[0] + parts[4]) + (parts[2] + parts[6])) + ((parts[1] + parts[5]) + (parts[3] + parts[7]));

    [SkipLocalsInit]
    internal static void Add<T>(byte* counts, int stride, int resamples, int rows, float* values, int rules, double* sums) where T : struct, IFloatLanes<T>
    {
        var weights = stackalloc float[TileCounts * BlockRows];
        var padded = (rows + Lanes - 1) / Lanes * Lanes;
        for (var first = 0; first < resamples; first += TileCounts)
        {
            for (var b = 0; b < TileCounts; b++)
            {
                var own = new Span<float>(weights + b * BlockRows, padded);
                if (first + b < resamples) Kernels.Widen(new(counts + (first + b) * (long)stride, rows), own[..rows]);
                else own.Clear();
                own[rows..].Clear();
            }

            for (var rule = 0; rule < rules; rule += TileRules)
            {
                for (var lane = 0; lane < Lanes; lane += T.Count)
                    Tile<T>(weights + lane, values + rule * BlockRows + lane, padded, sums + ((long)first * rules + rule) * Parts + lane % Parts, rules * Parts);
            }
        }
    }

    // Four counts of two rules: as many chains as keep both ports busy.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tile<T>(float* weights, float* values, int rows, double* sums, int stride) where T : struct, IFloatLanes<T>
    {
        T a0 = T.All(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        float* w1 = weights + BlockRows, w2 = w1 + BlockRows, w3 = w2 + BlockRows, other = values + BlockRows;
        for (nint i = 0; i < rows; i += Lanes)
        {
            T a = T.Load(values + i), b = T.Load(other + i);
            var weight = T.Load(weights + i);
            a0 = T.Fma(weight, a, a0);
            b0 = T.Fma(weight, b, b0);
            weight = T.Load(w1 + i);
            a1 = T.Fma(weight, a, a1);
            b1 = T.Fma(weight, b, b1);
            weight = T.Load(w2 + i);
            a2 = T.Fma(weight, a, a2);
            b2 = T.Fma(weight, b, b2);
            weight = T.Load(w3 + i);
            a3 = T.Fma(weight, a, a3);
            b3 = T.Fma(weight, b, b3);
        }

        a0.AddTo(sums);
        b0.AddTo(sums + Parts);
        sums += stride;
        a1.AddTo(sums);
        b1.AddTo(sums + Parts);
        sums += stride;
        a2.AddTo(sums);
        b2.AddTo(sums + Parts);
        sums += stride;
        a3.AddTo(sums);
        b3.AddTo(sums + Parts);
    }
}
