using System.Numerics;
using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// The median heuristic: the median of the distances between all pairs of rows (for an even number of pairs the mean of the middle two). Beyond
/// <see cref="MostRows"/> rows it is that of rows ⌊i·n/512⌋, i = 0 … 511: no stream is drawn from, and sorted data are still covered evenly.
/// </summary>
internal sealed unsafe class MedianDistance
{
    public const int MostRows = 512;

    // Pairs of a sample that brackets the median, and how many of it away the bracket ends.
    private const int SamplePairs = 1024, SampleMargin = 64;

    private readonly double[] _sample = new double[SamplePairs];
    private double[] _rows = [], _turned = [], _squares = [], _inside = [];

    /// <param name="rows">n × d: the real rows of both classes.</param>
    /// <exception cref="RefusalException">Fewer than two rows, a median of 0 (most rows are alike), an overflow.</exception>
    public double Of(ReadOnlyRows rows)
    {
        int taken = Math.Min(rows.Count, MostRows), pairs = taken * (taken - 1) / 2, d = rows.Dimension, stride = Columns.Padded(taken);
        if (pairs == 0) throw new RefusalException($"{KernelLogistic.Id} needs two real rows for a median distance; pass a bandwidth.");
        if (_rows.Length < taken * d) (_rows, _turned) = (new double[taken * d], new double[stride * d]);
        if (_squares.Length < pairs) _squares = new double[pairs];
        for (var i = 0; i < taken; i++) rows[(int)((long)i * rows.Count / taken)].CopyTo(_rows.AsSpan(i * d));

        var sample = new ReadOnlyRows(_rows.AsSpan(0, taken * d), d);
        Columns.Transpose(sample, _turned, stride);
        for (int i = 1, at = 0; i < taken; at += i++) Columns.SquaredDistances(_turned, stride, i, sample.Slice(i, 1), _squares.AsSpan(at, i), i);
        var (below, square) = Middle(_squares.AsSpan(0, pairs));
        var median = Math.Sqrt(square);
        if (pairs % 2 == 0) median = 0.5 * (Math.Sqrt(below) + median);

        if (!double.IsFinite(median))
            throw new RefusalException($"{KernelLogistic.Id} overflows: squared distances do not fit a double; rescale the columns.");
        if (median == 0) throw new RefusalException($"{KernelLogistic.Id}: the median distance is 0, most real rows are alike; pass a bandwidth.");
        return median;
    }

    // The values that sorting would put at n/2 − 1 (0 for a single one) and at n/2. Of many, those between two values of a sample are taken out
    // first: one pass in lanes, and some tenth of the numbers left to select from.
    private (double Below, double At) Middle(Span<double> squares)
    {
        var index = squares.Length / 2;
        if (squares.Length >= 16 * SamplePairs && Narrow(squares, ref index) is var count and > 0) squares = _inside.AsSpan(0, count);
        var at = Select(squares, index);
        var below = 0.0;
        foreach (var square in squares[..index]) below = Math.Max(below, square);
        return (below, at);
    }

    // How many are in the bracket, and the index among them; 0 with the index as it was when the bracket misses it or its neighbour below.
    private int Narrow(ReadOnlySpan<double> squares, ref int index)
    {
        for (var i = 0; i < SamplePairs; i++) _sample[i] = squares[(int)((long)i * squares.Length / SamplePairs)];
        double low = Select(_sample, SamplePairs / 2 - SampleMargin), high = Select(_sample, SamplePairs / 2 + SampleMargin);
        if (_inside.Length < squares.Length) _inside = new double[squares.Length];
        var (lower, inside) = Sieve(squares, low, high, _inside);
        if (index <= lower || index >= lower + inside) return 0;
        index -= lower;
        return inside;
    }

    // How many are below the bracket and how many within: these are taken out, in their order.
    private static (int Lower, int Inside) Sieve(ReadOnlySpan<double> squares, double low, double high, Span<double> taken)
    {
        fixed (double* x = squares, to = taken[..squares.Length])
        {
            return Lanes512.IsSupported ? Sieve<Lanes512>(x, squares.Length, low, high, to)
                : Lanes256.IsSupported ? Sieve<Lanes256>(x, squares.Length, low, high, to)
                : Sieve<Lane>(x, squares.Length, low, high, to);
        }
    }

    private static (int Lower, int Inside) Sieve<T>(double* x, int count, double low, double high, double* taken) where T : struct, ILanes<T>
    {
        T from = T.All(low), to = T.All(high);
        int lower = 0, inside = 0;
        for (var i = 0; i < count; i += T.Count)
        {
            // What is beyond the end counts as above.
            var mask = T.FirstLanes(count - i);
            var squares = T.Select(mask, T.LoadMasked(x + i, mask), T.All(double.PositiveInfinity));
            var below = T.TopBits(T.LessThan(squares, from));
            lower += BitOperations.PopCount(below);
            var within = T.TopBits((T.LessThan(squares, to) | T.Equal(squares, to)) & mask) & ~below;
            // Every number is put down and some are kept: which ones, no branch can guess.
            for (var lane = 0; lane < T.Count && i + lane < count; lane++, within >>= 1)
            {
                taken[inside] = x[i + lane];
                inside += (int)(within & 1);
            }
        }

        return (lower, inside);
    }

    /// <summary>Hoare's selection: the value that sorting would put at the index; smaller ones end before it.</summary>
    internal static double Select(Span<double> values, int index)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            double a = values[low], b = values[(low + high) / 2], c = values[high];
            var pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            int i = low, j = high;
            do
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            while (i <= j);

            if (index <= j) high = j;
            else if (index >= i) low = i;
            else break;
        }

        return values[index];
    }
}
