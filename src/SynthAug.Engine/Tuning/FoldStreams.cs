namespace SynthAug.Engine.Tuning;

/// <summary>
/// The streams of folds, known by seed and place alone: one more rule, generator or cell moves no row, and <c>tune</c> and a declared experiment over the same
/// table split and draw alike.
/// </summary>
internal static class FoldStreams
{
    /// <summary>What splits a repeat.</summary>
    public static StreamKey Split(ulong seed, int repeat) => StreamKey.FromSeed(seed).Fork("folds").Fork((ulong)repeat);

    /// <summary>Root of all that is drawn in one fold.</summary>
    public static StreamKey Trial(ulong seed, int repeat, int fold) => StreamKey.FromSeed(seed).Fork("tune").Fork((ulong)repeat).Fork((ulong)fold);
}
