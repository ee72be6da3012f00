namespace SynthAug.Engine.Data;

/// <summary>Means and standard deviations of the columns of two classes together.</summary>
internal static class ColumnScales
{
    /// <param name="majority">n0 × p.</param>
    /// <param name="minority">n1 × p; with the majority at least one row.</param>
    /// <param name="fills">Length p: what stands for a missing value.</param>
    /// <returns>Length p each; the deviation has n in the denominator, and is 1 for a constant column.</returns>
    public static (double[] Mean, double[] Scale) Of(TableRows majority, TableRows minority, ReadOnlySpan<double> fills)
    {
        var count = majority.Count + minority.Count;
        // Deviations from one row of the data, not from 0: a constant column has none at all, and a large offset costs no digits.
        var origin = (majority.Count > 0 ? majority[0] : minority[0]).ToArray();
        for (var j = 0; j < origin.Length; j++)
            if (double.IsNaN(origin[j])) origin[j] = fills[j];
        var (mean, scale) = (new double[origin.Length], new double[origin.Length]);
        Add(majority, fills, origin, mean, squared: false);
        Add(minority, fills, origin, mean, squared: false);
        for (var j = 0; j < mean.Length; j++) mean[j] = origin[j] + mean[j] / count;
        Add(majority, fills, mean, scale, squared: true);
        Add(minority, fills, mean, scale, squared: true);
        for (var j = 0; j < scale.Length; j++) scale[j] = scale[j] > 0 ? Math.Sqrt(scale[j] / count) : 1;
        return (mean, scale);
    }

    private static void Add(TableRows rows, ReadOnlySpan<double> fills, double[] centre, double[] sums, bool squared)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < sums.Length; j++)
            {
                var deviation = (double.IsNaN(row[j]) ? fills[j] : row[j]) - centre[j];
                sums[j] += squared ? deviation * deviation : deviation;
            }
        }
    }
}
