using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Σ xxᵀ and Σ x of rows that come a few at a time, in a form made for that: rows of the lower triangle <see cref="Stride"/> apart in whole groups of eight, so that no sum
/// is loaded or stored through a mask, and both sums in one pass. Entry (i, j), j ≤ i, is at i·stride + j, and Σ x stands as row d. Every number is one chain over
/// the rows in their order, as in <see cref="Gram"/>: rows [0, a) and then rows [a, b) give the bits of rows [0, b). What stands beyond the diagonal or the last
/// column means nothing. Nothing here allocates.
/// </summary>
public static unsafe class PrefixMoments
{
    private const int Group = 8;

    /// <summary>From a row of the sums to the next: d in whole groups of eight.</summary>
    public static int Stride(int d) => checked(d + Group - 1) & -Group;

    /// <summary>Room for all sums of d columns.</summary>
    public static int Length(int d) => checked((d + 1) * Stride(d));

    /// <summary>sums += the rows'.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="weights">Length n: Σ w·xxᵀ and Σ w·x, the products with the weight rounded; empty for 1 everywhere.</param>
    /// <param name="sums">Of <see cref="Length"/>; cleared before the first rows.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Add(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> sums)
    {
        if (!weights.IsEmpty) Require.Length(weights.Length, rows.Count, nameof(weights));
        Add(rows, weights, sums, [], []);
    }

    /// <summary>sums += the rows', and after every cut what they are by then: the sums stay in registers where a call for each piece would store and load them.</summary>
    /// <param name="cuts">Ascending, 0 ≤ cut ≤ n.</param>
    /// <param name="snapshots">Length: cuts × <see cref="Length"/>; written, but for what means nothing.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Add(ReadOnlyRows rows, Span<double> sums, ReadOnlySpan<int> cuts, Span<double> snapshots) => Add(rows, [], sums, cuts, snapshots);

    private static void Add(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> sums, ReadOnlySpan<int> cuts, Span<double> snapshots)
    {
        var length = Length(rows.Dimension);
        Require.Length(sums.Length, length, nameof(sums));
        Require.Length(snapshots.Length, cuts.Length * length, nameof(snapshots));
        fixed (double* x = rows.Values, w = weights, from = sums, to = snapshots)
        fixed (int* ends = cuts)
        {
            var stops = new PrefixCuts(from, rows.Count, ends, cuts.Length, to, length);

            // A sum's chain does not see how wide the lanes are, so every CPU takes its own width.
            if (Lanes512.IsSupported) Add<Lanes512>(x, rows.Dimension, w, stops);
            else if (Lanes256.IsSupported) Add<Lanes256>(x, rows.Dimension, w, stops);
            else Add<Lane>(x, rows.Dimension, w, stops);
        }
    }

    internal static void Add<T>(double* x, int d, double* weights, in PrefixCuts cuts) where T : struct, ILanes<T>
    {
        var stride = Stride(d);
        for (var j = 0; j < d; j += T.Count)
        {
            for (int i = j, height; i < d; i += height)
            {
                height = TileHeight(d - i);
                PrefixTile.Add<T>(x, d, weights, cuts, new(i, j, stride, Own: i == j ? (d - i) * stride : 0), height);
            }
        }
    }

    // Halves of 9 … 11 rather than 8 and a rest: a short tile waits for its own chains.
    private static int TileHeight(int rows) => rows <= 8 ? rows : rows < PrefixTile.MostRows ? (rows + 1) / 2 : PrefixTile.MostRows;
}
