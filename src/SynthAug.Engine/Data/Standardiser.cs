namespace SynthAug.Engine.Data;

/// <summary>
/// Centres and scales columns by what the real training rows say — both classes, before any augmentation — so nothing held out and
/// nothing synthetic leaks into it. Transformed columns are continuous, whatever kind they were.
/// </summary>
public sealed class Standardiser
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    private Standardiser(double[] mean, double[] scale)
    {
        _mean = mean;
        _scale = scale;
    }

    /// <summary>Length d.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Length d: the standard deviation with n in the denominator; 1 for a constant column.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <param name="sample">At least one row.</param>
    public static Standardiser Fit(TrainingSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var majority = sample.Majority.Rows;
        var minority = sample.Minority.Rows;
        var count = majority.Count + minority.Count;
        if (count == 0) throw new ArgumentException("There is no row to standardise by.", nameof(sample));
        // Deviations from one row of the data, not from 0: a constant column has none at all, and a large offset costs no digits.
        var origin = (majority.Count > 0 ? majority[0] : minority[0]).ToArray();
        var mean = new double[sample.Dimension];
        var scale = new double[sample.Dimension];
        Add(majority, origin, mean, squared: false);
        Add(minority, origin, mean, squared: false);
        for (var j = 0; j < mean.Length; j++) mean[j] = origin[j] + mean[j] / count;
        Add(majority, mean, scale, squared: true);
        Add(minority, mean, scale, squared: true);
        for (var j = 0; j < scale.Length; j++) scale[j] = scale[j] > 0 ? Math.Sqrt(scale[j] / count) : 1;
        return new(mean, scale);
    }

    /// <summary>(x − mean) / scale, in place.</summary>
    public void Apply(Rows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < row.Length; j++) row[j] = (row[j] - _mean[j]) / _scale[j];
        }
    }

    /// <summary>Back to the units of the data, in place, up to rounding.</summary>
    public void Restore(Rows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < row.Length; j++) row[j] = row[j] * _scale[j] + _mean[j];
        }
    }

    private static void Add(ReadOnlyRows rows, double[] centre, double[] sums, bool squared)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < sums.Length; j++)
            {
                var deviation = row[j] - centre[j];
                sums[j] += squared ? deviation * deviation : deviation;
            }
        }
    }
}
