using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Σ xxᵀ and Σ x of rows that come a few at a time, in a form made for that. Totals are rows of the lower triangle <see cref="Stride"/> apart in whole groups of eight,
/// so that no sum is loaded or stored through a mask: entry (i, j), j ≤ i, is at i·stride + j, and Σ x stands as row d; what is beyond the diagonal or the last
/// column means nothing. From four columns on a state is its totals, and every number one chain over the rows in their order, as in <see cref="Gram"/>; fewer columns
/// need more chains (<see cref="NarrowMoments"/>). Either way rows [0, a) and then rows [a, b) give the bits of rows [0, b). Nothing here allocates.
/// </summary>
public static unsafe class PrefixMoments
{
    private const int Group = 8;

    /// <summary>From a row of the totals to the next: d in whole groups of eight.</summary>
    public static int Stride(int d) => checked(d + Group - 1) & -Group;

    /// <summary>Room for the totals of d columns.</summary>
    public static int Length(int d) => checked((d + 1) * Stride(d));

    /// <summary>Room for a state, which is cleared before the first rows.</summary>
    public static int StateLength(int d) => Length(d) + (d <= NarrowMoments.MostColumns ? NarrowMoments.Length(d) : 0);

    /// <summary>Adds the rows.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="weights">Length n: Σ w·xxᵀ and Σ w·x, the products with the weight rounded; empty for 1 everywhere.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Add(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> state)
    {
        if (!weights.IsEmpty) Require.Length(weights.Length, rows.Count, nameof(weights));
        Add(rows, weights, state, [], []);
    }

    /// <summary>Adds the rows, and writes the totals after every cut: they come from registers, where a call for each piece would store and load them.</summary>
    /// <param name="cuts">Ascending, 0 ≤ cut ≤ n.</param>
    /// <param name="snapshots">Length: cuts × <see cref="Length"/>; written.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Add(ReadOnlyRows rows, Span<double> state, ReadOnlySpan<int> cuts, Span<double> snapshots) => Add(rows, [], state, cuts, snapshots);

    /// <summary>Writes the totals of a state.</summary>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Totals(ReadOnlySpan<double> state, int d, Span<double> totals)
    {
        Require.Length(state.Length, StateLength(d), nameof(state));
        Require.Length(totals.Length, Length(d), nameof(totals));
        state[..totals.Length].CopyTo(totals);
        if (d > NarrowMoments.MostColumns) return;
        fixed (double* chains = state[totals.Length..], to = totals) NarrowMoments.Fold(chains, d, to, Stride(d));
    }

    /// <summary>Takes Σ x out of a state: moment gains it, and the state goes on from 0.</summary>
    /// <param name="moment">Length d; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void MoveMoment(Span<double> state, Span<double> moment)
    {
        var d = moment.Length;
        Require.Length(state.Length, StateLength(d), nameof(state));
        var own = state.Slice(d * Stride(d), d);
        var chains = d > NarrowMoments.MostColumns ? [] : state[Length(d)..][NarrowMoments.Moment(d)];
        for (var j = 0; j < d; j++)
        {
            var sum = own[j];
            for (var p = j; p < chains.Length; p += d) sum += chains[p];
            moment[j] += sum;
        }

        own.Clear();
        chains.Clear();
    }

    private static void Add(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> state, ReadOnlySpan<int> cuts, Span<double> snapshots)
    {
        var length = Length(rows.Dimension);
        Require.Length(state.Length, StateLength(rows.Dimension), nameof(state));
        Require.Length(snapshots.Length, cuts.Length * length, nameof(snapshots));
        fixed (double* x = rows.Values, w = weights, from = state, to = snapshots)
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
        if (d <= NarrowMoments.MostColumns && weights == null)
        {
            AddNarrow<T>(x, d, cuts);
            return;
        }

        var first = T.Count == Group && weights == null && d >= PrefixBlock.Corner ? AddBlocks<T>(x, d, cuts) : 0;
        for (var j = first; j < d; j += T.Count)
        {
            for (int i = j, height; i < d; i += height)
            {
                height = TileHeight(d - i);
                PrefixTile.Add<T>(x, d, weights, cuts, new(i, j, stride, Own: i == j ? (d - i) * stride : 0), height);
            }
        }
    }

    // The first three groups of columns. Returns the first column that is left.
    private static int AddBlocks<T>(double* x, int d, in PrefixCuts cuts) where T : struct, ILanes<T>
    {
        var stride = Stride(d);
        PrefixBlock.AddCorner<T>(x, d, cuts, stride, own: d * stride);
        var i = PrefixBlock.Corner;
        for (; i + PrefixBlock.StripRows <= d; i += PrefixBlock.StripRows)
            PrefixBlock.AddStrip<T>(x, d, cuts, new(i, 0, stride, Own: i == PrefixBlock.Corner ? (d - i) * stride + PrefixBlock.Corner : 0));
        for (var j = 0; i < d && j < PrefixBlock.StripColumns; j += Group)
            PrefixTile.Add<T>(x, d, null, cuts, new(i, j, stride, Own: i == j ? (d - i) * stride : 0), d - i);
        return PrefixBlock.StripColumns;
    }

    private static void AddNarrow<T>(double* x, int d, in PrefixCuts cuts) where T : struct, ILanes<T>
    {
        var chains = cuts.Sums + Length(d);
        for (int cut = 0, from = 0; cut <= cuts.Count; cut++)
        {
            var end = cuts.End(cut);
            NarrowMoments.Add<T>(x + (long)from * d, d, chains, end - from);
            from = end;
            if (cut == cuts.Count) break;
            new Span<double>(cuts.Sums, Length(d)).CopyTo(new(cuts.Target(cut), Length(d)));
            NarrowMoments.Fold(chains, d, cuts.Target(cut), Stride(d));
        }
    }

    // Halves of 9 … 11 rather than 8 and a rest: a short tile waits for its own chains.
    private static int TileHeight(int rows) => rows <= 8 ? rows : rows < PrefixTile.MostRows ? (rows + 1) / 2 : PrefixTile.MostRows;
}
