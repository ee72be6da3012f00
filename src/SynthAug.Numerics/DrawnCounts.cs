using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SynthAug.Numerics;

/// <summary>
/// How often each of n rows is among n drawn with replacement. Independent Poisson counts, given their total N, are N rows drawn with replacement: so nearly all are drawn as counts, with a
/// mean so far below one that N is hardly ever above n (then they are drawn anew), and the n − N that are missing one by one. A count takes sixteen random bits and no scattered store, a row
/// 64 and one.
/// </summary>
public sealed class DrawnCounts
{
    // Counts from here on are drawn apart, and so is what sixteen bits cannot tell of the smaller ones.
    private const int Apart = 8;

    // Poisson(1) puts 10⁻²⁵ on more.
    private const int Most = 24;

    private const int BitsPerCount = 16, Values = 1 << BitsPerCount;
    private const int Words = 768;
    private const int CountsPerWord = 64 / BitsPerCount;

    private readonly int _rows;
    private readonly bool _countsFirst;

    // Sixteen bits from _above[k] on are a count above k; from the last on one that is drawn apart, in shares of _apart.
    private readonly ushort[] _above = new ushort[Apart];
    private readonly double[] _apart = new double[Most + 1];

    /// <param name="rows">n ≥ 0.</param>
    public DrawnCounts(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        _rows = rows;

        // N has the standard error √n: it is above n once in 4,000 times.
        var mean = 1 - 3.5 / Math.Sqrt(rows);
        _countsFirst = mean > 0.5;
        if (!_countsFirst) return;
        var (term, sum) = (1.0, 1.0);
        for (var k = 1; k <= Most; k++) sum += term *= mean / k;
        var (part, from) = (Values / sum, 0);
        for (var k = 0; k <= Most; part *= mean / ++k)
        {
            var whole = k < Apart ? (int)part : 0;
            if (k < Apart) _above[k] = (ushort)(from += whole);
            _apart[k] = part - whole;
        }
    }

    /// <param name="counts">Length n; written. They sum to n.</param>
    /// <exception cref="OverflowException">A row was drawn more than 255 times, which no run will see.</exception>
    public void Draw(RandomStream random, Span<byte> counts)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.Length(counts.Length, _rows, nameof(counts));
        long drawn;
        do
        {
            if (_countsFirst) DrawCounts(random, counts);
            else counts.Clear();
            drawn = Kernels.Total(counts);
        }
        while (drawn > _rows);
        DrawRows(random, counts, _rows - (int)drawn);
    }

    [SkipLocalsInit]
    private void DrawCounts(RandomStream random, Span<byte> counts)
    {
        Span<double> words = stackalloc double[Words];
        Span<byte> last = stackalloc byte[Vector512<byte>.Count];
        var bits = MemoryMarshal.Cast<double, ushort>(words);
        for (var rest = counts; rest.Length > 0;)
        {
            var count = Math.Min(rest.Length, Words * CountsPerWord);
            var groups = (count + Vector512<byte>.Count - 1) / Vector512<byte>.Count;
            var whole = count / Vector512<byte>.Count * Vector512<byte>.Count;
            random.FillWords(words[..(groups * Vector512<byte>.Count / CountsPerWord)]);
            ToCounts(bits, rest[..whole]);
            if (whole < count)
            {
                ToCounts(bits[whole..], last);
                last[..(count - whole)].CopyTo(rest[whole..]);
            }

            rest = rest[count..];
        }

        for (var (at, next) = (0, 0); (next = counts[at..].IndexOf((byte)Apart)) >= 0; at += next + 1) counts[at + next] = DrawApart(random);
    }

    // Whole groups of 64.
    private unsafe void ToCounts(ReadOnlySpan<ushort> bits, Span<byte> counts)
    {
        Vector512<ushort> above0 = Vector512.Create(_above[0]), above1 = Vector512.Create(_above[1]), above2 = Vector512.Create(_above[2]), above3 = Vector512.Create(_above[3]);
        Vector512<ushort> above4 = Vector512.Create(_above[4]), above5 = Vector512.Create(_above[5]), above6 = Vector512.Create(_above[6]), above7 = Vector512.Create(_above[7]);
        fixed (ushort* from = bits)
        fixed (byte* to = counts)
        {
            for (var i = 0; i < counts.Length; i += Vector512<byte>.Count)
            {
                var low = Count(Vector512.Load(from + i), above0, above1, above2, above3, above4, above5, above6, above7);
                var high = Count(Vector512.Load(from + i + Vector512<ushort>.Count), above0, above1, above2, above3, above4, above5, above6, above7);
                Vector512.Narrow(low, high).Store(to + i);
            }
        }
    }

    // What a comparison finds true is −1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Count(
        Vector512<ushort> of, Vector512<ushort> above0, Vector512<ushort> above1, Vector512<ushort> above2, Vector512<ushort> above3,
        Vector512<ushort> above4, Vector512<ushort> above5, Vector512<ushort> above6, Vector512<ushort> above7) =>
        Vector512<ushort>.Zero
        - Vector512.GreaterThanOrEqual(of, above0) - Vector512.GreaterThanOrEqual(of, above1)
        - Vector512.GreaterThanOrEqual(of, above2) - Vector512.GreaterThanOrEqual(of, above3)
        - Vector512.GreaterThanOrEqual(of, above4) - Vector512.GreaterThanOrEqual(of, above5)
        - Vector512.GreaterThanOrEqual(of, above6) - Vector512.GreaterThanOrEqual(of, above7);

    private byte DrawApart(RandomStream random)
    {
        var at = random.NextUniform() * (Values - _above[^1]);
        byte count = 0;
        while (count < Most && (at -= _apart[count]) >= 0) count++;
        return count;
    }

    [SkipLocalsInit]
    private static void DrawRows(RandomStream random, Span<byte> counts, int missing)
    {
        Span<double> uniforms = stackalloc double[Words];
        Span<int> places = stackalloc int[Words];
        while (missing > 0)
        {
            var count = Math.Min(Words, missing);
            random.FillUniform(uniforms[..count]);
            Kernels.Places(uniforms[..count], counts.Length, places[..count]);
            checked
            {
                foreach (var place in places[..count]) counts[place]++;
            }

            missing -= count;
        }
    }
}
