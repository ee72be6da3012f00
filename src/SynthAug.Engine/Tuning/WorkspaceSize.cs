namespace SynthAug.Engine.Tuning;

/// <summary>How many trials at a time fit the memory. Only the time of a run depends on it.</summary>
internal static class WorkspaceSize
{
    /// <summary>As many of the threads as half of the memory has room for, at least one.</summary>
    public static int Threads(int threads, IHeldOutParts parts, IEnumerable<FitId> fits, double target) =>
        Threads(threads, Bytes(parts, fits, target), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    public static int Threads(int threads, double bytes, double room) => (int)Math.Clamp(room / bytes, 1, threads);

    /// <summary>Of one thread: its fold and its largest pool, each a second time as a classifier packs them, and the control's redraw.</summary>
    public static double Bytes(IHeldOutParts parts, IEnumerable<FitId> fits, double target)
    {
        var gamma = fits.Where(f => f.AddsRows).Select(f => f.Kind == FitKind.Path ? f.Value : 1).DefaultIfEmpty(0).Max();
        var rows = (double)parts.WholeMajorityCount + parts.WholeMinorityCount;
        return sizeof(double) * (double)parts.Dimension * (2 * rows + 2 * gamma * target + target);
    }
}
