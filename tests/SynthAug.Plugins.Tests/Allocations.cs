namespace SynthAug.Plugins.Tests;

internal static class Allocations
{
    /// <summary>
    /// Bytes that a round allocates once warm: the least of a few, for a collection that another test sets off in the middle is booked on this
    /// thread. What the code itself allocates is there in every round.
    /// </summary>
    public static long WarmBytes(Action round)
    {
        round();
        var least = long.MaxValue;
        for (var i = 0; i < 6 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
