using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
public static class LinearTicks
{
    /// <summary>Every multiple of the step that lies in the range.</summary>
    /// <param name="min">Lower end, finite.</param>
    /// <param name="max">Upper end, finite, above <paramref name="min"/> by at least 1e-10 of the larger size of the two.</param>
    /// <param name="target">Most intervals wanted, at least 1; the step is the smallest that gives no more.</param>
    /// <param name="integers">No step below 1, for quantities that are counted.</param>
    /// <exception cref="ArgumentException">The range is reversed, empty, not finite, or too narrow for a double to divide.</exception>
    public static IReadOnlyList<Tick> Between(double min, double max, int target, bool integers = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 1);
        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        var span = max - min;
        if (!double.IsFinite(span) || !(span > largest * 1e-11) || span <= 0)
            throw new ArgumentException($"No ticks between {min} and {max}: the range must be finite and run upwards.", nameof(max));

        var (digit, exponent) = Step(span / target);
        if (integers && exponent < 0) (digit, exponent) = (1, 0);
        var step = Decimal(digit, exponent);
        var first = (long)Math.Floor(min / step);
        var last = (long)Math.Ceiling(max / step);
        var values = new List<double>();
        for (var k = first; k <= last; k++)
        {
            // An end that is a multiple but for its last bits counts as one; no tick leaves the range.
            var value = Decimal(k * digit, exponent);
            if (value >= min - Math.Abs(min) * 1e-12 && value <= max + Math.Abs(max) * 1e-12) values.Add(Math.Clamp(value, min, max));
        }

        if (values.Count == 0) return [];

        var scale = values.Max(Math.Abs);
        var isPlain = scale < 1e6 && (exponent >= -4 || scale == 0);
        var ticks = new List<Tick>(values.Count);
        foreach (var value in values) ticks.Add(new(value, isPlain ? Plain(value, Math.Max(0, -exponent)) : Scientific(value, scale, exponent)));
        return ticks;
    }

    /// <summary>A value with a fixed number of decimals and a true minus sign.</summary>
    internal static string Plain(double value, int decimals) =>
        (Math.Round(value, Math.Min(decimals, 15)) + 0.0).ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Ten to a power in raised digits.</summary>
    internal static string PowerOfTen(int exponent) => "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c switch
    {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => (char)('⁰' + (c - '0')),
    }));

    /// <summary>digits × 10^exponent, rounded once: parsing is exact where multiplying by a power of ten is not.</summary>
    internal static double Decimal(long digits, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}e{exponent}"), CultureInfo.InvariantCulture);

    static (int Digit, int Exponent) Step(double raw)
    {
        var exponent = (int)Math.Floor(Math.Log10(raw));
        foreach (var digit in (ReadOnlySpan<int>)[1, 2, 5])
            if (Decimal(digit, exponent) >= raw * (1 - 1e-9)) return (digit, exponent);
        return (1, exponent + 1);
    }

    // One power of ten for the whole axis, so that its labels can be compared at a glance.
    static string Scientific(double value, double largest, int stepExponent)
    {
        if (value == 0) return "0";
        var power = (int)Math.Floor(Math.Log10(largest) + 1e-12);
        var mantissa = value / Decimal(1, power);
        var decimals = Math.Max(0, power - stepExponent);
        var text = Plain(mantissa, decimals);
        return text switch
        {
            "1" => PowerOfTen(power),
            "−1" => "−" + PowerOfTen(power),
            _ => $"{text}×{PowerOfTen(power)}",
        };
    }
}
