namespace SynthAug.Reporting.Figures;

/// <summary>Ticks of a base-10 logarithmic axis, from many labels to few.</summary>
public static class LogTicks
{
    /// <summary>How many labels a <see cref="Between"/> call may offer, from 0 (most) up to this.</summary>
    public const int Sparsest = 9;

    static readonly int[] s_strides = [1, 1, 1, 2, 3, 5, 10, 20, 50, 100];

    /// <summary>
    /// Level 0 labels 1, 2 and 5 of each decade, level 1 labels 1 and 3, level 2 the decades, the levels above every second, third, fifth,
    /// tenth and so on. What is not labelled is a minor tick, down to the ninths of a decade while there are at most six decades.
    /// A range so narrow that level 0 has fewer than three labels gets the ticks of a linear axis at their logarithmic places.
    /// </summary>
    /// <param name="min">Lower end, positive.</param>
    /// <param name="max">Upper end, above <paramref name="min"/> by more than 1e-10 of it.</param>
    /// <exception cref="ArgumentException">The range is reversed, empty, not finite or not positive.</exception>
    public static IReadOnlyList<Tick> Between(double min, double max, int level = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Sparsest);
        if (!(min > 0) || !double.IsFinite(max) || !(max > min))
            throw new ArgumentException($"No log ticks between {min} and {max}: the range must be positive, finite and run upwards.", nameof(max));

        int[] labelled = level switch { 0 => [1, 2, 5], 1 => [1, 3], _ => [1] };
        var first = (int)Math.Floor(Math.Log10(min)) - 1;
        var last = (int)Math.Ceiling(Math.Log10(max)) + 1;
        var hasNinths = Math.Log10(max) - Math.Log10(min) <= 6;
        var marks = new List<Mark>();
        for (var exponent = first; exponent <= last; exponent++)
        {
            // Exponents divisible by the stride, so that 10⁰ stays when labels thin out.
            var isMajor = exponent % s_strides[level] == 0;
            for (var digit = 1; digit <= (hasNinths ? 9 : 1); digit++)
            {
                var value = LinearTicks.Decimal(digit, exponent);
                // A relative slack for ends that are themselves ticks.
                if (value >= min * (1 - 1e-12) && value <= max * (1 + 1e-12))
                    marks.Add(new(digit, exponent, Math.Clamp(value, min, max), isMajor && labelled.Contains(digit)));
            }
        }

        var majors = marks.Where(mark => mark.IsMajor).ToArray();
        if (level == 0 && majors.Length < 3) return LinearTicks.Between(min, max, 6);
        // All labels in one notation: plain while the axis is everyday, powers once any label is not.
        var isPlain = majors.All(mark => mark.Value is >= 0.000999 and < 100_001);
        return [.. marks.Select(mark => new Tick(mark.Value, mark.IsMajor ? Label(mark.Digit, mark.Exponent, isPlain) : ""))];
    }

    sealed record Mark(int Digit, int Exponent, double Value, bool IsMajor);

    static string Label(int digit, int exponent, bool isPlain) =>
        isPlain ? LinearTicks.Plain(LinearTicks.Decimal(digit, exponent), Math.Max(0, -exponent))
        : digit == 1 ? LinearTicks.PowerOfTen(exponent)
        : $"{digit}×{LinearTicks.PowerOfTen(exponent)}";
}
