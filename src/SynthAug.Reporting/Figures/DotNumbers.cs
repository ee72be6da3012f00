using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>Decimals for the column of numbers: two significant digits of the narrowest interval, for all rows alike.</summary>
internal readonly record struct DotNumbers(int Decimals)
{
    public static DotNumbers Of(DotFigure figure)
    {
        var widths = figure.Rows.Where(row => row.HasInterval && row.High > row.Low).Select(row => (row.High - row.Low) / 2);
        var lone = figure.Rows.Where(row => !row.HasInterval && row.Value != 0 && double.IsFinite(row.Value)).Select(row => Math.Abs(row.Value) / 10);
        return new(Math.Clamp(1 - (int)Math.Floor(Math.Log10(widths.Concat(lone).DefaultIfEmpty(1).Min())), 0, 10));
    }

    public string Text(DotRow row) =>
        row.Remark.Length > 0 ? row.Remark
        : !double.IsFinite(row.Value) ? "no value"
        : row.HasInterval ? $"{Number(row.Value)} [{Number(row.Low)}, {Number(row.High)}]"
        : Number(row.Value);

    string Number(double value) =>
        Math.Abs(value) < 1e9 ? LinearTicks.Plain(value, Decimals) : value.ToString("0.###e0", CultureInfo.InvariantCulture);
}
