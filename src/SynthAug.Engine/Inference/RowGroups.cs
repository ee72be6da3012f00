using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>Which rows belong together (a patient's visits): the groups are then the sample, their rows are not. A group may hold rows of both classes.</summary>
public sealed class RowGroups
{
    private readonly int _majorityGroups, _minorityGroups;

    /// <param name="majority">Group of every majority row, 0 … count − 1.</param>
    /// <param name="minority">Group of every minority row, of the same numbering.</param>
    public RowGroups(int[] majority, int[] minority)
    {
        ArgumentNullException.ThrowIfNull(majority);
        ArgumentNullException.ThrowIfNull(minority);
        (Majority, Minority) = (majority, minority);
        foreach (var group in majority.Concat(minority))
        {
            if (group < 0) throw new ArgumentException($"Group {group} is negative; groups are numbered from 0.");
            Count = Math.Max(Count, group + 1);
        }

        (_majorityGroups, _minorityGroups) = (majority.Distinct().Count(), minority.Distinct().Count());
    }

    public int[] Majority { get; }

    public int[] Minority { get; }

    /// <summary>Numbers in use or skipped: one more than the largest.</summary>
    public int Count { get; }

    /// <summary>How many groups have rows of the class: what its size is worth.</summary>
    public int CountOf(bool minority) => minority ? _minorityGroups : _majorityGroups;

    /// <summary>
    /// Standard error of ρ·mean0 + (1−ρ)·mean1 from sums over groups: se² = Σ_g u_g², u_g = Σ_c w_c √(G_c/(G_c−1)) Σ_{i∈g∩c} (x_i − mean_c)/n_c, G_c the number of
    /// groups with rows of class c. Both classes of a group are in one square, so their covariance counts; groups of one row give the ungrouped error.
    /// </summary>
    /// <returns>NaN when a class is all in one group.</returns>
    public double StandardError(ReadOnlySpan<double> majority, ReadOnlySpan<double> minority, double majorityMean, double minorityMean, double rho)
    {
        if (_majorityGroups < 2 || _minorityGroups < 2) return double.NaN;
        var sums = new double[Count];
        Add(majority, Majority, majorityMean, rho * Scale(_majorityGroups) / majority.Length, sums);
        Add(minority, Minority, minorityMean, (1 - rho) * Scale(_minorityGroups) / minority.Length, sums);
        return Math.Sqrt(Kernels.Dot(sums, sums));
    }

    private static double Scale(int groups) => Math.Sqrt(groups / (groups - 1.0));

    private static void Add(ReadOnlySpan<double> values, int[] groups, double mean, double weight, double[] sums)
    {
        if (values.Length != groups.Length) throw new ArgumentException($"{groups.Length} rows have a group, {values.Length} have a value.");
        for (var i = 0; i < values.Length; i++) sums[groups[i]] += weight * (values[i] - mean);
    }
}
