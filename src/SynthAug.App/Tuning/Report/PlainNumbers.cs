using System.Globalization;

namespace SynthAug.App.Tuning.Report;

/// <summary>Numbers as the page sets them: fixed decimals, a true minus sign, no thousands mark.</summary>
internal static class PlainNumbers
{
    public static string Fixed(double value, int decimals) =>
        double.IsFinite(value) ? (Math.Round(value, decimals) + 0.0).ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−') : "–";

    public static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => $"{Whole(count)} times" };

    public static string Gamma(double gamma) => gamma.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Percent(double share) => $"{Fixed(100 * share, share is < 0.1 and > 0 ? 1 : 0)} %";

    /// <summary>Value ± standard error, two digits of the error at least, four decimals as a rule.</summary>
    public static string PlusMinus(LossEstimate estimate) =>
        estimate.IsNumber ? $"{Fixed(estimate.Loss, Decimals(estimate))} ± {Fixed(estimate.StandardError, Decimals(estimate))}" : "–";

    public static string Difference(LossEstimate estimate) =>
        !estimate.IsNumber ? "–" : estimate is { Loss: 0, StandardError: 0 } ? "0" : (estimate.Loss > 0 ? "+" : "") + PlusMinus(estimate);

    // Paired differences of large tables are far below a ten-thousandth; ± 0.0000 would claim no error at all.
    private static int Decimals(LossEstimate estimate) => estimate.StandardError is > 0 and < 0.001 ? 6 : 4;
}
