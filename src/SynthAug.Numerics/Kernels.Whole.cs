using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

// From numbers to whole ones and back: exact, so the width is no part of a result.
public static unsafe partial class Kernels
{
    /// <summary>⌊u·count⌋ of every u: a place among so many for a number uniform on [0, 1).</summary>
    /// <param name="uniforms">Length n, each in [0, 1).</param>
    /// <param name="places">Length n, written.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Places(ReadOnlySpan<double> uniforms, int count, Span<int> places)
    {
        Require.Length(places.Length, uniforms.Length, nameof(places));
        fixed (double* from = uniforms)
        fixed (int* to = places)
        {
            var i = 0;
            if (Lanes512.IsSupported)
            {
                for (var all = Vector512.Create((double)count); i <= places.Length - 8; i += 8)
                    Avx512F.ConvertToVector256Int32WithTruncation(Vector512.Load(from + i) * all).Store(to + i);
            }
            else if (Lanes256.IsSupported)
            {
                for (var all = Vector256.Create((double)count); i <= places.Length - 4; i += 4)
                    Avx.ConvertToVector128Int32WithTruncation(Vector256.Load(from + i) * all).Store(to + i);
            }

            for (; i < places.Length; i++) to[i] = (int)(from[i] * count);
        }
    }

    /// <summary>Σ countsᵢ.</summary>
    /// <param name="counts">Length n; n may be 0.</param>
    public static long Total(ReadOnlySpan<byte> counts)
    {
        // As many sums of two bytes as two bytes surely hold.
        const int Most = ushort.MaxValue / (2 * byte.MaxValue);
        var total = 0L;
        while (counts.Length >= Vector<byte>.Count)
        {
            var part = Math.Min(Most, counts.Length / Vector<byte>.Count) * Vector<byte>.Count;
            var sums = Vector<ushort>.Zero;
            for (var i = 0; i < part; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(counts[i..]), out var low, out var high);
                sums += low + high;
            }

            Vector.Widen(sums, out var few, out var others);
            total += Vector.Sum(few + others);
            counts = counts[part..];
        }

        foreach (var count in counts) total += count;
        return total;
    }

    /// <summary>Counts as numbers.</summary>
    /// <param name="counts">Length n.</param>
    /// <param name="numbers">Length n, written.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Widen(ReadOnlySpan<byte> counts, Span<double> numbers)
    {
        Require.Length(numbers.Length, counts.Length, nameof(numbers));
        fixed (byte* from = counts)
        fixed (double* to = numbers)
        {
            var i = 0;
            if (Lanes512.IsSupported)
            {
                for (; i <= numbers.Length - 8; i += 8) Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(from + i)).Store(to + i);
            }
            else if (Lanes256.IsSupported)
            {
                for (; i <= numbers.Length - 4; i += 4) Avx.ConvertToVector256Double(Sse41.ConvertToVector128Int32(from + i)).Store(to + i);
            }

            for (; i < numbers.Length; i++) to[i] = from[i];
        }
    }

    /// <summary>The same as floats.</summary>
    /// <inheritdoc cref="Widen(ReadOnlySpan{byte}, Span{double})"/>
    public static void Widen(ReadOnlySpan<byte> counts, Span<float> numbers)
    {
        Require.Length(numbers.Length, counts.Length, nameof(numbers));
        fixed (byte* from = counts)
        fixed (float* to = numbers)
        {
            var i = 0;
            if (Lanes512.IsSupported)
            {
                for (; i <= numbers.Length - 16; i += 16) Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load(from + i))).Store(to + i);
            }
            else if (Lanes256.IsSupported)
            {
                for (; i <= numbers.Length - 8; i += 8) Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(from + i)).Store(to + i);
            }

            for (; i < numbers.Length; i++) to[i] = from[i];
        }
    }

    /// <summary>x − y, rounded to floats.</summary>
    /// <param name="x">Length n; n may be 0.</param>
    /// <param name="y">Length n.</param>
    /// <param name="differences">Length n, written.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Differences(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<float> differences)
    {
        Require.SameLength(x.Length, y.Length);
        Require.Length(differences.Length, x.Length, nameof(differences));
        fixed (double* a = x, b = y)
        fixed (float* to = differences)
        {
            var i = 0;
            if (Lanes512.IsSupported)
            {
                for (; i <= x.Length - 8; i += 8) Avx512F.ConvertToVector256Single(Vector512.Load(a + i) - Vector512.Load(b + i)).Store(to + i);
            }
            else if (Lanes256.IsSupported)
            {
                for (; i <= x.Length - 4; i += 4) Avx.ConvertToVector128Single(Vector256.Load(a + i) - Vector256.Load(b + i)).Store(to + i);
            }

            for (; i < x.Length; i++) to[i] = (float)(a[i] - b[i]);
        }
    }
}
