using System.Globalization;
using SynthAug.Numerics;

namespace SynthAug.Reporting.Experiments;

/// <summary>Numbers for people. Files keep full precision; a table shows what the standard error can carry.</summary>
internal static class MeanText
{
    /// <summary>Mean ± standard error, the error with two digits: <c>0.01617 ± 0.00041</c>.</summary>
    public static string Of(Estimate estimate)
    {
        if (double.IsNaN(estimate.Mean)) return "";
        var se = estimate.StandardError;
        // One value has no error; equal values have error 0.
        if (!double.IsFinite(se) || se == 0) return Of(estimate.Mean);
        var decimals = 1 - (int)Math.Floor(Math.Log10(se));
        if (decimals > 9 || Math.Abs(estimate.Mean) >= 1e9) return Of(estimate.Mean) + " ± " + se.ToString("0.0E+0", CultureInfo.InvariantCulture);
        var format = "F" + Math.Max(0, decimals).ToString(CultureInfo.InvariantCulture);
        return estimate.Mean.ToString(format, CultureInfo.InvariantCulture) + " ± " + se.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string Of(double value) => double.IsNaN(value) ? "" : value.ToString("G5", CultureInfo.InvariantCulture);
}
