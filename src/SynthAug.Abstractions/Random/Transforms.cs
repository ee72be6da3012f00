using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug;

/// <summary>Turns raw words into numbers of a distribution.</summary>
internal unsafe interface ITransform
{
    /// <summary>Numbers that a word makes.</summary>
    static abstract int PerWord { get; }

    /// <param name="words">May be the end of the room for the numbers.</param>
    /// <param name="count">Words, a multiple of eight.</param>
    /// <param name="numbers">Eight words make <see cref="PerWord"/> times eight numbers.</param>
    static abstract void Apply(double* words, int count, double* numbers);
}

/// <summary>[0, 1): the upper 52 bits of a word.</summary>
internal readonly unsafe struct Uniform<T> : ITransform where T : struct, ILanes<T>
{
    public static int PerWord
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static void Apply(double* words, int count, double* numbers)
    {
        for (var i = 0; i < count; i += T.Count) (FromOneToTwo(T.Load(words + i)) - T.All(1)).Store(numbers + i);
    }

    /// <summary>1 + the uniform: the word's upper 52 bits as a mantissa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromOneToTwo(T word) => (word >>> 12) | T.All(1);
}

/// <summary>
/// Box–Muller without quadrants: φ is drawn from [−π/4, π/4], and √(−ln u)·(cos φ ∓ sin φ) = √(−2 ln u)·cos, sin of (φ + π/4), both ≥ 0; the
/// signs come from the words' lowest bits. Word h of a pair is number h: the two halves of a block make its two halves.
/// </summary>
internal readonly unsafe struct Normal<T> : ITransform where T : struct, ILanes<T>
{
    private const double HalfPi = 1.5707963267948966;

    public static int PerWord
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static void Apply(double* words, int count, double* numbers)
    {
        for (var i = 0; i < count; i += CounterBlocks.BlockLength)
        {
            for (var l = 0; l < 8; l += T.Count) Transform(words + i + l, numbers + i + l);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(double* from, double* to)
    {
        T word0 = T.Load(from), word1 = T.Load(from + 8);
        // First, so that the next block's does not wait behind the long chain of the radius.
        Elementary.SinCos((Uniform<T>.FromOneToTwo(word1) - T.All(1.5)) * T.All(HalfPi), out var sine, out var cosine);
        // 2 − (1 + f) lies in (0, 1]: the logarithm is finite.
        var log = Elementary.LogOfNormal(T.All(2) - Uniform<T>.FromOneToTwo(word0));
        var radius = T.Sqrt(Elementary.Negate(log));
        (radius * (cosine - sine) ^ (word0 << 63)).Store(to);
        (radius * (cosine + sine) ^ (word1 << 63)).Store(to + 8);
    }
}

/// <summary>
/// The same of one word for both: u has its upper 52 bits, φ and the two signs the lower 32. The 20 bits that both read are the last of u: beyond radius 6.6, one pair of 4·10⁹,
/// the angle says how far. Lane l of eight words makes numbers l and 8 + l.
/// </summary>
internal readonly unsafe struct NormalPair<T> : ITransform where T : struct, ILanes<T>
{
    // Whole numbers below 2³², less their middle, as angles.
    private const double Middle = (1L << 52) + (1L << 31), Step = 1.5707963267948966 / (1L << 32);

    public static int PerWord
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    public static void Apply(double* words, int count, double* numbers)
    {
        for (var i = 0; i < count; i += 8)
        {
            for (var l = 0; l < 8; l += T.Count) Transform(T.Load(words + i + l), numbers + 2 * i + l);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(T word, double* to)
    {
        // The signs' bits give way to the middle of the four angles.
        var angle = (word & T.AllBits(0xFFFF_FFFC)) | T.AllBits(0x4330_0000_0000_0002);
        Elementary.ShortSinCos((angle - T.All(Middle)) * T.All(Step), out var sine, out var cosine);
        var radius = T.Sqrt(Elementary.Negate(Elementary.ShortLog(T.All(2) - Uniform<T>.FromOneToTwo(word))));
        (radius * (cosine - sine) ^ (word << 63)).Store(to);
        (radius * (cosine + sine) ^ ((word << 62) & T.All(-0.0))).Store(to + 8);
    }
}
