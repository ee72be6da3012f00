namespace SynthAug.App.Tuning.Report;

/// <summary>Where an axis should end when a few values lie far off the others: those are said, not drawn.</summary>
internal static class AxisLimits
{
    // Values up to this many times the middle of the crowd belong to the picture.
    private const double Reach = 4;

    /// <summary>
    /// The largest value to show: all of them, unless one stands more than four times as far above <paramref name="from"/> as three quarters of them do. Null for no limit.
    /// </summary>
    /// <param name="values">Finite ones count.</param>
    /// <param name="from">What distances are measured from: the best value.</param>
    /// <param name="least">A distance that is always shown.</param>
    public static double? Upper(IEnumerable<double> values, double from, double least)
    {
        double[] distances = [.. values.Where(double.IsFinite).Select(value => value - from).Order()];
        if (distances.Length == 0) return null;
        var reach = Math.Max(least, Reach * Math.Max(0, distances[distances.Length * 3 / 4]));
        if (distances[^1] <= reach) return null;
        // No farther than the farthest that is shown.
        return from + Math.Max(least, 1.08 * distances.Last(distance => distance <= reach));
    }

    /// <summary>The same for estimates: intervals of those that are shown are shown whole.</summary>
    public static double? Upper(IReadOnlyCollection<LossEstimate> estimates, double from, double least) =>
        Upper(estimates.Select(e => e.Loss), from, least) is { } limit
            ? Math.Max(limit, estimates.Where(e => e.Loss <= limit).Max(e => e.Loss + 1.1 * Verdict.Z * e.StandardError))
            : null;

    /// <summary>Both ends for a cloud: its middle 98 % and as much again on either side; null where nothing lies beyond.</summary>
    public static (double? Lower, double? Upper) OfCloud(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length < 20) return (null, null);
        var (low, high) = (sorted[sorted.Length / 100], sorted[^(sorted.Length / 100 + 1)]);
        if (high <= low) return (null, null);
        var (least, most) = (low - (high - low), high + (high - low));
        return (sorted[0] < least ? least : null, sorted[^1] > most ? most : null);
    }
}
