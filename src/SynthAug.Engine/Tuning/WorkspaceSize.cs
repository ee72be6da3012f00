namespace SynthAug.Engine.Tuning;

/// <summary>How many trials at a time fit the memory. Only the time of a run depends on it.</summary>
internal static class WorkspaceSize
{
    // Numbers: half a gigabyte.
    private const double MostKept = 1L << 26;

    /// <summary>As many of the threads as half of the memory has room for, at least one.</summary>
    public static int Threads(int threads, IHeldOutParts parts, IEnumerable<FitId> fits, double target) =>
        Threads(threads, Bytes(parts, fits, target), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    public static int Threads(int threads, double bytes, double room) => (int)Math.Clamp(room / bytes, 1, threads);

    /// <summary>
    /// Of one thread: its fold and its largest pool, each a second time as a classifier packs them, and the control's redraw; where a plug-in size is asked for, every row's gradient and
    /// the halves that generators are fitted on.
    /// </summary>
    public static double Bytes(IHeldOutParts parts, IEnumerable<FitId> fits, double target)
    {
        var asked = fits.ToArray();
        var rows = Rows(parts);
        var plugIn = asked.Any(f => f.Kind == FitKind.PlugIn) ? 2 * rows : 0;
        return sizeof(double) * (double)parts.Dimension * (2 * rows + 2 * LargestGamma(asked) * target + target + plugIn);
    }

    /// <summary>
    /// Whether every trial may keep its fitted generators from one pass to the next: as if each kept all the rows it saw and made. A fixed room, as widening asks for more: on any machine the same
    /// trials are made anew.
    /// </summary>
    public static bool KeepsTrials(IHeldOutParts parts, int generators, IEnumerable<FitId> fits, double target) =>
        (double)parts.Repeats * parts.Folds * parts.Dimension * (Rows(parts) + generators * LargestGamma(fits) * target) <= MostKept;

    private static double Rows(IHeldOutParts parts) => (double)parts.WholeMajorityCount + parts.WholeMinorityCount;

    private static double LargestGamma(IEnumerable<FitId> fits)
    {
        var largest = 0.0;
        foreach (var fit in fits)
            if (fit.AddsRows) largest = Math.Max(largest, fit.Kind == FitKind.Path ? fit.Value : 1);
        return largest;
    }
}
