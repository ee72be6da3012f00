namespace SynthAug;

/// <summary>What every classifier plugin asks of its input, worded once.</summary>
public static class FitChecks
{
    /// <exception cref="ArgumentException">Sizes are not ascending and distinct within 0 … pool.</exception>
    public static void Sizes(ReadOnlySpan<int> sizes, int pool)
    {
        var least = 0;
        foreach (var size in sizes)
        {
            if (size < least || size > pool)
                throw new ArgumentException($"Size {size} is out of place: sizes ascend, are distinct, and end at the pool's {pool} rows.", nameof(sizes));
            least = size + 1;
        }
    }

    /// <exception cref="ArgumentException">Neither empty nor one finite weight ≥ 0 a row.</exception>
    public static void Weights(ReadOnlySpan<double> weights, int rows, string which)
    {
        if (weights.IsEmpty) return;
        if (weights.Length != rows) throw new ArgumentException($"{weights.Length} {which} weights for {rows} rows; pass one a row or none.");
        foreach (var weight in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight))) throw new ArgumentException($"A {which} weight is {weight}; weights are finite and at least 0.");
        }
    }

    /// <exception cref="RefusalException">A NaN or an infinity.</exception>
    public static void Finite(TrainingSample real)
    {
        ArgumentNullException.ThrowIfNull(real);
        Refuse.NonFinite(real.Majority.Rows, "majority", real.Columns);
        Refuse.NonFinite(real.Minority.Rows, "minority", real.Columns);
    }

    /// <exception cref="RefusalException">Another dimension, a NaN or an infinity. No rows have no dimension.</exception>
    public static void Synthetic(ReadOnlyRows rows, int dimension, IReadOnlyList<FeatureColumn> columns)
    {
        if (rows.Count == 0) return;
        Refuse.OtherDimension(rows.Dimension, dimension, "synthetic");
        Refuse.NonFinite(rows, "synthetic", columns);
    }

    /// <exception cref="RefusalException">A class has no row, or weighs nothing.</exception>
    public static void Classes(double majority, double minority, string plugin)
    {
        if (majority > 0 && minority > 0) return;
        throw new RefusalException($"{plugin} needs rows of both classes with weight above 0; the {(majority > 0 ? "minority" : "majority")} has none.");
    }
}
