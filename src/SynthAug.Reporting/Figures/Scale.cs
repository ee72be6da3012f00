namespace SynthAug.Reporting.Figures;

/// <summary>The range of an axis.</summary>
internal sealed record Domain(double Min, double Max, bool Log)
{
    // Beyond these a margin would overflow; nobody reads such a number off an axis.
    const double Largest = 1e300, Smallest = 1e-300;

    // Relative width under which a range is one value to a double's eye.
    const double OneValue = 1e-10;

    /// <summary>Whether a value has a place on an axis of this kind at all.</summary>
    public static bool CanShow(double value, bool log) => Math.Abs(value) <= Largest && (!log || value >= Smallest);

    public bool Holds(double value) => value >= Min && value <= Max;

    /// <summary>Where the range ends, for a band edge that may lie anywhere; NaN stays NaN.</summary>
    public double Clamp(double value) => Math.Clamp(value, Min, Max);

    /// <summary>
    /// The range of the values that can be shown, widened by <paramref name="margin"/> of itself on either side. One value gets room around
    /// it, none gives 0 … 1 or 1 … 10. Fixed ends of <paramref name="axis"/> win and get no margin.
    /// </summary>
    /// <exception cref="ArgumentException">The fixed ends are reversed, not finite, or not positive on a log axis.</exception>
    public static Domain Of(IEnumerable<double> values, FigureAxis axis, double margin)
    {
        // What lies beyond a fixed end has no say in where the other one is.
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (CanShow(value, axis.Log) && !(value > axis.Max) && !(value < axis.Min)) (min, max) = (Math.Min(min, value), Math.Max(max, value));
        if (min > max) (min, max) = axis.Log ? (1, 10) : (0, 1);
        (min, max) = axis.Log ? WidenLog(min, max, margin) : WidenLinear(min, max, margin);
        if (axis.Min is { } low && axis.Max is null && max <= low) max = axis.Log ? low * 10 : low + 1;
        if (axis.Max is { } high && axis.Min is null && min >= high) min = axis.Log ? high / 10 : high - 1;
        var domain = new Domain(axis.Min ?? min, axis.Max ?? max, axis.Log);
        return CanShow(domain.Min, axis.Log) && CanShow(domain.Max, axis.Log) && domain.Min < domain.Max
            ? domain
            : throw new ArgumentException($"The axis '{axis.Label}' cannot run from {domain.Min} to {domain.Max}.", nameof(axis));
    }

    public static Domain Union(IReadOnlyList<Domain> domains) =>
        new(domains.Min(domain => domain.Min), domains.Max(domain => domain.Max), domains[0].Log);

    static (double Min, double Max) WidenLinear(double min, double max, double margin)
    {
        var span = max - min;
        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        var room = span > largest * OneValue ? span * margin : largest > 0 ? largest * 0.1 : 1;
        return (min - room, max + room);
    }

    static (double Min, double Max) WidenLog(double min, double max, double margin)
    {
        // A difference of logarithms: the ratio itself may overflow.
        var decades = Math.Log10(max) - Math.Log10(min);
        var ratio = decades > OneValue ? Math.Pow(10, decades * margin) : Math.Sqrt(10);
        // The ends of doubles have no decade to spare.
        return (Math.Max(min / ratio, Smallest), Math.Min(max * ratio, Largest));
    }
}

/// <summary>From values to px.</summary>
/// <param name="From">Where the range begins; on a vertical axis that is the lower edge, so From &gt; To.</param>
internal sealed record Scale(Domain Domain, double From, double To)
{
    /// <summary>Only for values that <see cref="Domain.CanShow"/>; those outside the range land outside the axis.</summary>
    public double At(double value) => From + (To - From) * (Domain.Log
        ? (Math.Log10(value) - Math.Log10(Domain.Min)) / (Math.Log10(Domain.Max) - Math.Log10(Domain.Min))
        : (value - Domain.Min) / (Domain.Max - Domain.Min));
}
