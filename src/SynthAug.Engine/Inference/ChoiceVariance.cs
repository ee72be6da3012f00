namespace SynthAug.Engine.Inference;

/// <summary>
/// What having chosen adds to the variance of a difference between the best rules of two sides. The row-level error of the two picked knows how they differ on other rows, not that other
/// rows might have picked another pair: where both are nearly one model it is next to nothing. So the judging rows are drawn with replacement and both sides chosen anew.
/// </summary>
internal static class ChoiceVariance
{
    private const int Resamples = 200;

    /// <param name="withoutRows">Each with a finite loss.</param>
    /// <param name="adding">Each with a finite loss.</param>
    /// <param name="picked">Least of <paramref name="adding"/> less least of <paramref name="withoutRows"/>, row by row.</param>
    /// <returns>Variance of the difference chosen anew less that of the picked pair over the same resamples, 0 at least; 0 when there is no choice. O(resamples · rows · rules).</returns>
    public static double Of(IReadOnlyList<Contender> withoutRows, IReadOnlyList<Contender> adding, RowLosses picked, double rho, RandomStream random, RowGroups? groups)
    {
        if (withoutRows.Count == 1 && adding.Count == 1) return 0;
        var losses = ResampledLosses.Of([.. withoutRows.Select(c => c.Losses), .. adding.Select(c => c.Losses), picked], rho, random, Resamples, groups);
        var (chosen, kept) = (new double[Resamples], new double[Resamples]);
        for (var b = 0; b < Resamples; b++)
        {
            var row = losses[b];
            (chosen[b], kept[b]) = (Least(row[withoutRows.Count..^1]) - Least(row[..withoutRows.Count]), row[^1]);
        }

        return Math.Max(0, Variance(chosen) - Variance(kept));
    }

    private static double Least(ReadOnlySpan<double> losses)
    {
        var least = double.PositiveInfinity;
        foreach (var loss in losses) least = Math.Min(least, loss);
        return least;
    }

    private static double Variance(double[] values)
    {
        var deviation = Numerics.Estimate.Of(values).StandardDeviation;
        return deviation * deviation;
    }
}
