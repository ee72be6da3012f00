using System.Globalization;

namespace SynthAug.Engine.Data;

/// <summary>A number rounded to some significant decimal digits: what formatting and parsing it would give, fifty times as fast where the arithmetic is exact.</summary>
internal static class FewDigits
{
    // Powers of ten up to here are doubles.
    private const int LargestPower = 22;

    private const double LargestWhole = 1L << 53;

    private static readonly double[] s_powers = [.. Enumerable.Range(0, LargestPower + 1).Select(i => double.Parse($"1E{i}", CultureInfo.InvariantCulture))];

    /// <param name="value">Finite.</param>
    /// <param name="digits">1 … 17.</param>
    public static double Round(double value, int digits)
    {
        var size = Math.Abs(value);
        if (size == 0) return value;
        if (!TryFirst(size, out var first) || digits - 1 - first is not (>= 0 and <= LargestPower and var power)) return Parsed(value, digits);

        // value·10^power = product + rest, exactly; its nearest whole number over an exact power of ten is then rounded once, as parsing does.
        var scale = s_powers[power];
        var product = value * scale;
        var rest = Math.FusedMultiplyAdd(value, scale, -product);
        var whole = Math.Round(product);
        var beside = product - whole + rest;
        if (beside > 0.5) whole++;
        else if (beside < -0.5) whole--;
        // Halves and what no double holds exactly are left to the slow way.
        return Math.Abs(whole) >= LargestWhole || Math.Abs(beside) == 0.5 ? Parsed(value, digits) : whole / scale;
    }

    // 10^first ≤ size < 10^(first + 1), in the range of measurements.
    private static bool TryFirst(double size, out int first)
    {
        var at = Array.BinarySearch(s_powers, size);
        first = at >= 0 ? at : ~at - 1;
        if (first < 0) first = size >= 0.1 ? -1 : size >= 0.01 ? -2 : size >= 0.001 ? -3 : size >= 1e-4 ? -4 : -5;
        return size is >= 1e-5 and < 1e22;
    }

    private static double Parsed(double value, int digits) =>
        double.Parse(value.ToString("G" + digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
