using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// The median heuristic: the median of the distances between all pairs of rows (for an even number of pairs the mean of the middle two). Beyond
/// <see cref="MostRows"/> rows it is that of rows ⌊i·n/512⌋, i = 0 … 511: no stream is drawn from, and sorted data are still covered evenly.
/// </summary>
internal sealed class MedianDistance
{
    public const int MostRows = 512;

    private double[] _rows = [], _squares = [];

    /// <param name="rows">n × d: the real rows of both classes.</param>
    /// <exception cref="RefusalException">Fewer than two rows, a median of 0 (most rows are alike), an overflow.</exception>
    public double Of(ReadOnlyRows rows)
    {
        int taken = Math.Min(rows.Count, MostRows), pairs = taken * (taken - 1) / 2;
        if (pairs == 0) throw new RefusalException($"{KernelLogistic.Id} needs two real rows for a median distance; pass a bandwidth.");
        if (_rows.Length < taken * rows.Dimension) _rows = new double[taken * rows.Dimension];
        if (_squares.Length < pairs) _squares = new double[pairs];
        for (var i = 0; i < taken; i++) rows[(int)((long)i * rows.Count / taken)].CopyTo(_rows.AsSpan(i * rows.Dimension));

        var sample = new ReadOnlyRows(_rows.AsSpan(0, taken * rows.Dimension), rows.Dimension);
        for (int i = 1, at = 0; i < taken; at += i++) Kernels.SquaredDistances(sample[i], sample.Prefix(i), _squares.AsSpan(at, i));
        var squares = _squares.AsSpan(0, pairs);
        var median = Math.Sqrt(Select(squares, pairs / 2));
        if (pairs % 2 == 0)
        {
            var below = 0.0;
            foreach (var square in squares[..(pairs / 2)]) below = Math.Max(below, square);
            median = 0.5 * (Math.Sqrt(below) + median);
        }

        if (!double.IsFinite(median))
            throw new RefusalException($"{KernelLogistic.Id} overflows: squared distances do not fit a double; rescale the columns.");
        if (median == 0) throw new RefusalException($"{KernelLogistic.Id}: the median distance is 0, most real rows are alike; pass a bandwidth.");
        return median;
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
