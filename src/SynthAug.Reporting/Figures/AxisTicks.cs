namespace SynthAug.Reporting.Figures;

/// <summary>Chooses as many labels as fit side by side without touching.</summary>
internal static class AxisTicks
{
    // Free px between two labels.
    const double Gap = 7;

    const double MinorSpacing = 2.5;

    public static IReadOnlyList<Tick> Horizontal(Scale scale, bool integers = false, AxisTwin? twin = null) =>
        Fit(scale, tick => Width(tick, twin), Gap, 10, integers);

    public static IReadOnlyList<Tick> Vertical(Scale scale, bool integers = false) => Fit(scale, _ => Ink.TickSize, Gap, 7, integers);

    /// <summary>Of the label, or of its twin when that is wider.</summary>
    public static double Width(Tick tick, AxisTwin? twin) =>
        Math.Max(TextMetrics.Width(tick.Label, Ink.TickSize), twin is null ? 0 : TextMetrics.Width(twin.Text(tick.Value), Ink.TickSize));

    static IReadOnlyList<Tick> Fit(Scale scale, Func<Tick, double> extent, double gap, int most, bool integers)
    {
        var ticks = Choose(scale, extent, gap, most, integers);
        // Marks closer than this run together into a bar.
        return ticks.Count * MinorSpacing > Math.Abs(scale.To - scale.From) ? [.. ticks.Where(tick => !tick.IsMinor)] : ticks;
    }

    static IReadOnlyList<Tick> Choose(Scale scale, Func<Tick, double> extent, double gap, int most, bool integers)
    {
        var log = scale.Domain.Log;
        IReadOnlyList<Tick>? densest = null;
        foreach (var ticks in log ? LogCandidates(scale.Domain) : LinearCandidates(scale.Domain, most, integers))
        {
            var labels = ticks.Count(tick => !tick.IsMinor);
            if (labels >= 2 && Collisions(ticks, scale, extent, gap).Count == 0) return ticks;
            if (labels > 0) densest ??= ticks;
        }

        // Nothing fits whole: keep the marks, drop the labels that touch the one before.
        if (densest is null) return [];
        var dropped = Collisions(densest, scale, extent, gap);
        return [.. densest.Select((tick, i) => dropped.Contains(i) ? tick with { Label = "" } : tick)];
    }

    // Three decades can stand alone; with fewer the steps between them are worth a label.
    static IEnumerable<IReadOnlyList<Tick>> LogCandidates(Domain domain)
    {
        var decades = Math.Floor(Math.Log10(domain.Max)) - Math.Ceiling(Math.Log10(domain.Min)) + 1;
        for (var level = decades < 3 ? 0 : 2; level <= LogTicks.Sparsest; level++) yield return LogTicks.Between(domain.Min, domain.Max, level);
    }

    static IEnumerable<IReadOnlyList<Tick>> LinearCandidates(Domain domain, int most, bool integers)
    {
        for (var target = most; target > 0; target--) yield return LinearTicks.Between(domain.Min, domain.Max, target, integers);
    }

    static HashSet<int> Collisions(IReadOnlyList<Tick> ticks, Scale scale, Func<Tick, double> extent, double gap)
    {
        var result = new HashSet<int>();
        (double Low, double High)? previous = null;
        for (var i = 0; i < ticks.Count; i++)
        {
            if (ticks[i].IsMinor) continue;
            var (at, half) = (scale.At(ticks[i].Value), extent(ticks[i]) / 2);
            if (previous is { } taken && at - half < taken.High + gap && at + half > taken.Low - gap) result.Add(i);
            else previous = (at - half, at + half);
        }

        return result;
    }
}
