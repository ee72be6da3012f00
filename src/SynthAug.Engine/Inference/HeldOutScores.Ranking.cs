using SynthAug.Engine.Measures;

namespace SynthAug.Engine.Inference;

public sealed partial class HeldOutScores
{
    /// <summary>
    /// Chance that a minority row scores above a majority row, ties ½. Linearised by placement values, the share of the other class that a row beats: standard errors and paired ones are
    /// those of DeLong, DeLong and Clarke-Pearson (1988), in O(n log n) as Sun and Xu (2014).
    /// </summary>
    public RowLosses Auroc()
    {
        var minority = Map(_minority, PlacesOfMinority, (_, place) => place.Share(_majority.Length));
        var majority = Map(_majority, PlacesOfMajority, (_, place) => 1 - place.Share(_minority.Length));
        var value = Numerics.Estimate.Of(minority).Mean;
        foreach (ref var place in majority.AsSpan()) place -= value;
        foreach (ref var place in minority.AsSpan()) place -= value;
        return Linearised(value, majority, minority);
    }

    /// <summary>
    /// Average precision: the mean, over minority rows, of the precision of taking every row that scores at least as much. At <see cref="ObservedPrevalence"/> it is the usual one; at another
    /// prevalence the precision is πT/(πT + (1−π)F), T and F the shares taken of the two classes.
    /// At a low prevalence a few top rows decide, and the error is then some 5 % too small (π = 0.1, 80 minority rows).
    /// </summary>
    public RowLosses AveragePrecision(double prevalence)
    {
        _ = LogOdds(prevalence);
        var (n0, n1) = (_majority.Length, _minority.Length);
        var (rows, own, among) = (RankedMinority.Rows, RankedMinority.PlacesIn(RankedMinority), PlacesOfMinority);
        // Along ascending minority scores: precision, and its slopes in T and in F summed over the minority rows so far.
        var (precision, bySensitivity, byFalse) = (new double[n1], new double[n1 + 1], new double[n1 + 1]);
        var (value, centreT, centreF) = (0.0, 0.0, 0.0);
        for (var i = 0; i < n1; i++)
        {
            var t = (double)(n1 - own[rows[i]].Below) / n1;
            var f = (double)(n0 - among[rows[i]].Below) / n0;
            var taken = prevalence * t + (1 - prevalence) * f;
            precision[i] = prevalence * t / taken;
            var slope = prevalence * (1 - prevalence) / (taken * taken * n1);
            bySensitivity[i + 1] = bySensitivity[i] + slope * f;
            byFalse[i + 1] = byFalse[i] - slope * t;
            value += precision[i] / n1;
            centreT += slope * f * t;
            centreF -= slope * t * f;
        }

        // A row is taken at the thresholds of all minority rows that score no more than it.
        return Linearised(
            value,
            Map(_majority, PlacesOfMajority, (_, place) => byFalse[place.AtMost] - centreF),
            Map(_minority, own, (_, place) => precision[place.Below] - value + bySensitivity[place.AtMost] - centreT));
    }

    /// <summary>
    /// Share of the minority above the threshold that leaves at least this share of the majority at or below it. The threshold's own error enters by the slope of the ROC curve,
    /// taken over the 95 % range of the threshold's specificity.
    /// </summary>
    /// <param name="specificity">In (0, 1).</param>
    public RowLosses SensitivityAt(double specificity)
    {
        if (!(specificity > 0 && specificity < 1)) throw new ArgumentOutOfRangeException(nameof(specificity), $"A specificity of {specificity} is not between 0 and 1.");
        var (order0, order1) = (SortedMajority, SortedMinority);
        var n0 = order0.Length;
        var threshold = Threshold(specificity);
        var value = Above(order1, threshold);
        var reach = Math.Max(1.96 * Math.Sqrt(specificity * (1 - specificity) / n0), 1.0 / n0);
        var (low, high) = (Threshold(specificity - reach), Threshold(specificity + reach));
        var run = Above(order0, low) - Above(order0, high);
        var slope = run > 0 ? (Above(order1, low) - Above(order1, high)) / run : 0;
        // Ties at the threshold give it more specificity than was asked for: centred at what it has.
        var specific = 1 - Above(order0, threshold);
        return Linearised(
            value,
            Map(_majority, s => slope * ((s <= threshold ? 1 : 0) - specific)),
            Map(_minority, s => (s > threshold ? 1 : 0) - value));

        double Threshold(double share)
        {
            // The product may sit a rounding above a whole number.
            var index = (int)Math.Ceiling(share * n0 - 1e-9) - 1;
            return index < 0 ? double.NegativeInfinity : order0[Math.Min(index, n0 - 1)];
        }
    }

    private Ranked RankedMajority => _rankedMajority ??= new(_majority);

    private Ranked RankedMinority => _rankedMinority ??= new(_minority);

    private double[] SortedMajority => RankedMajority.Sorted;

    private double[] SortedMinority => RankedMinority.Sorted;

    private Place[] PlacesOfMinority => _placesOfMinority ??= RankedMinority.PlacesIn(RankedMajority);

    private Place[] PlacesOfMajority => _placesOfMajority ??= RankedMajority.PlacesIn(RankedMinority);

    private static double[] Map(double[] values, Place[] places, Func<double, Place, double> of)
    {
        var mapped = new double[values.Length];
        for (var i = 0; i < values.Length; i++) mapped[i] = of(values[i], places[i]);
        return mapped;
    }

    /// <summary>How many scores of the other class, or of its own, are below a row's, and how many at most it.</summary>
    private readonly record struct Place(int Below, int AtMost)
    {
        /// <summary>Share of the other class that the row beats, ties ½.</summary>
        public double Share(int count) => (Below + AtMost) / (2.0 * count);
    }

    /// <summary>One class in ascending order: sorted once, since a search for every row of a million costs more.</summary>
    private sealed class Ranked
    {
        public Ranked(double[] scores)
        {
            Sorted = (double[])scores.Clone();
            Rows = new int[scores.Length];
            for (var i = 0; i < Rows.Length; i++) Rows[i] = i;
            RadixSort.Ascending(Sorted, Rows);
        }

        public double[] Sorted { get; }

        /// <summary>The row of each sorted score.</summary>
        public int[] Rows { get; }

        /// <summary>Of each row among the other class or its own, by one walk through both.</summary>
        public Place[] PlacesIn(Ranked other)
        {
            var places = new Place[Rows.Length];
            var (below, atMost, sorted) = (0, 0, other.Sorted);
            for (var i = 0; i < Rows.Length; i++)
            {
                var s = Sorted[i];
                while (below < sorted.Length && sorted[below] < s) below++;
                while (atMost < sorted.Length && sorted[atMost] <= s) atMost++;
                places[Rows[i]] = new(below, atMost);
            }

            return places;
        }
    }

    // Share of the sorted values above s.
    private static double Above(double[] sorted, double s) => (double)(sorted.Length - After(sorted, s)) / sorted.Length;

    // How many of the sorted values are ≤ s.
    private static int After(double[] sorted, double s)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (sorted[middle] <= s) from = middle + 1;
            else to = middle;
        }

        return from;
    }
}
