using System.Numerics;

namespace SynthAug.Engine.Data;

/// <summary>
/// Mean and standard deviation of one column over the real training rows of both classes: what centres and scales it everywhere, so that nothing held out and nothing synthetic leaks in.
/// </summary>
/// <param name="Deviation">With n in the denominator; 1 for a constant column.</param>
internal readonly record struct ColumnScale(double Mean, double Deviation)
{
    public double Of(double value) => (value - Mean) / Deviation;

    /// <summary>Back to the units of the data, up to rounding.</summary>
    public double Restore(double scaled) => scaled * Deviation + Mean;
}

/// <summary>The scales of all columns.</summary>
internal static class ColumnScales
{
    /// <param name="majority">n0 × p.</param>
    /// <param name="minority">n1 × p; with the majority at least one row.</param>
    /// <param name="fills">Length p: what stands for a missing value.</param>
    /// <returns>Length p.</returns>
    public static ColumnScale[] Of(TableRows majority, TableRows minority, ReadOnlySpan<double> fills)
    {
        var count = majority.Count + minority.Count;
        // Deviations from one row of the data, not from 0: a constant column has none at all, and a large offset costs no digits.
        var origin = (majority.Count > 0 ? majority[0] : minority[0]).ToArray();
        for (var j = 0; j < origin.Length; j++)
            if (double.IsNaN(origin[j])) origin[j] = fills[j];
        var (mean, squares) = (new double[origin.Length], new double[origin.Length]);
        Add(majority, fills, origin, mean, squared: false);
        Add(minority, fills, origin, mean, squared: false);
        for (var j = 0; j < mean.Length; j++) mean[j] = origin[j] + mean[j] / count;
        Add(majority, fills, mean, squares, squared: true);
        Add(minority, fills, mean, squares, squared: true);
        var scales = new ColumnScale[mean.Length];
        for (var j = 0; j < scales.Length; j++) scales[j] = new(mean[j], squares[j] > 0 ? Math.Sqrt(squares[j] / count) : 1);
        return scales;
    }

    /// <summary>Scales rows in place.</summary>
    public static void Apply(ColumnScale[] scales, Rows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < row.Length; j++) row[j] = scales[j].Of(row[j]);
        }
    }

    // Columns side by side, each in the order of the rows: the vector's width is no part of a sum.
    private static void Add(TableRows rows, ReadOnlySpan<double> fills, double[] centre, double[] sums, bool squared)
    {
        var table = rows.Table.Rows;
        var places = rows.Places;
        for (var i = 0; i < places.Length; i++)
        {
            TableRows.Prefetch(table, places, i);
            var row = table[places[i]];
            var j = 0;
            for (; j <= sums.Length - Vector<double>.Count; j += Vector<double>.Count)
            {
                var value = new Vector<double>(row[j..]);
                var deviation = Vector.ConditionalSelect(Vector.Equals(value, value), value, new(fills[j..])) - new Vector<double>(centre, j);
                (new Vector<double>(sums, j) + (squared ? deviation * deviation : deviation)).CopyTo(sums, j);
            }

            for (; j < sums.Length; j++)
            {
                var deviation = (double.IsNaN(row[j]) ? fills[j] : row[j]) - centre[j];
                sums[j] += squared ? deviation * deviation : deviation;
            }
        }
    }
}
