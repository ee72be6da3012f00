using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>Decimals for the column of numbers: two significant digits of the narrowest interval, for all rows alike.</summary>
internal readonly record struct DotNumbers(int Decimals)
{
    public static DotNumbers Of(DotFigure figure)
    {
        var narrowest = double.PositiveInfinity;
        foreach (var row in figure.Rows)
        {
            if (row.HasInterval && row.High > row.Low) narrowest = Math.Min(narrowest, (row.High - row.Low) / 2);
            if (!row.HasInterval && row.Value != 0 && double.IsFinite(row.Value)) narrowest = Math.Min(narrowest, Math.Abs(row.Value) / 10);
        }

        return new(Math.Clamp(1 - (int)Math.Floor(Math.Log10(double.IsFinite(narrowest) ? narrowest : 1)), 0, 10));
    }

    public string Text(DotRow row) =>
        row.Remark.Length > 0 ? row.Remark
        : !double.IsFinite(row.Value) ? "no value"
        : row.HasInterval ? $"{Number(row.Value)} [{Number(row.Low)}, {Number(row.High)}]"
        : Number(row.Value);

    string Number(double value) =>
        Math.Abs(value) < 1e9 ? LinearTicks.Plain(value, Decimals) : value.ToString("0.###e0", CultureInfo.InvariantCulture);
}
