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
        if (sample.Majority.RowCount + sample.Minority.RowCount == 0) throw new ArgumentException("There is no row to standardise by.", nameof(sample));
        var (mean, scale) = ColumnScales.Of(TableRows.All(sample.Majority), TableRows.All(sample.Minority), new double[sample.Dimension]);
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
}
