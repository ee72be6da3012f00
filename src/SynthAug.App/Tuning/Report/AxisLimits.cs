using SynthAug.Engine.Measures;

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
    public static double? Upper(ReadOnlySpan<double> values, double from, double least)
    {
        var distances = Sorted(values, from);
        if (distances.Length == 0) return null;
        var reach = Math.Max(least, Reach * Math.Max(0, distances[distances.Length * 3 / 4]));
        if (distances[^1] <= reach) return null;
        var shown = distances.Length - 1;
        while (distances[shown] > reach) shown--;
        // No farther than the farthest that is shown.
        return from + Math.Max(least, 1.08 * distances[shown]);
    }

    /// <summary>The same for estimates: intervals of those that are shown are shown whole.</summary>
    public static double? Upper(IReadOnlyList<LossEstimate> estimates, double from, double least)
    {
        var losses = new double[estimates.Count];
        for (var i = 0; i < losses.Length; i++) losses[i] = estimates[i].Loss;
        if (Upper(losses, from, least) is not { } limit) return null;
        var upper = limit;
        foreach (var e in estimates)
            if (e.Loss <= limit && e.Loss + 1.1 * Verdict.Z * e.StandardError > upper) upper = e.Loss + 1.1 * Verdict.Z * e.StandardError;
        return upper;
    }

    /// <summary>Both ends for a cloud: its middle 98 % and as much again on either side; null where nothing lies beyond.</summary>
    public static (double? Lower, double? Upper) OfCloud(ReadOnlySpan<double> values)
    {
        var sorted = Sorted(values, 0);
        if (sorted.Length < 20) return (null, null);
        var (low, high) = (sorted[sorted.Length / 100], sorted[^(sorted.Length / 100 + 1)]);
        if (high <= low) return (null, null);
        var (least, most) = (low - (high - low), high + (high - low));
        return (sorted[0] < least ? least : null, sorted[^1] > most ? most : null);
    }

    // Distances of the finite ones.
    private static Span<double> Sorted(ReadOnlySpan<double> values, double from)
    {
        var sorted = new double[values.Length];
        var count = 0;
        foreach (var value in values)
            if (double.IsFinite(value)) sorted[count++] = value - from;
        RadixSort.Ascending(sorted.AsSpan(0, count));
        return sorted.AsSpan(0, count);
    }
}
