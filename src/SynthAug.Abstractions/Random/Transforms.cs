using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug;

/// <summary>Turns raw words, in whole blocks of sixteen, into numbers of a distribution, in place.</summary>
internal interface ITransform
{
    static abstract void Apply(Span<double> words);
}

/// <summary>[0, 1): the upper 52 bits of a word.</summary>
internal readonly unsafe struct Uniform<T> : ITransform where T : struct, ILanes<T>
{
    public static void Apply(Span<double> words)
    {
        fixed (double* first = words)
        {
            for (var at = first; at < first + words.Length; at += T.Count) (FromOneToTwo(T.Load(at)) - T.All(1)).Store(at);
        }
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

    public static void Apply(Span<double> words)
    {
        fixed (double* first = words)
        {
            for (var i = 0; i < words.Length; i += CounterBlocks.BlockLength)
            {
                for (var l = 0; l < 8; l += T.Count) Transform(first + i + l, first + i + l + 8);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(double* a, double* b)
    {
        T word0 = T.Load(a), word1 = T.Load(b);
        // 2 − (1 + f) lies in (0, 1]: the logarithm is finite.
        var log = Elementary.LogOfNormal(T.All(2) - Uniform<T>.FromOneToTwo(word0));
        var radius = T.Sqrt(Elementary.Negate(log));
        Elementary.SinCos((Uniform<T>.FromOneToTwo(word1) - T.All(1.5)) * T.All(HalfPi), out var sine, out var cosine);
        (radius * (cosine - sine) ^ (word0 << 63)).Store(a);
        (radius * (cosine + sine) ^ (word1 << 63)).Store(b);
    }
}
