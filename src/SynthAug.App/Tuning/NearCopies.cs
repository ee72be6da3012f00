using SynthAug.Engine.Measures;
using SynthAug.Numerics;

namespace SynthAug.App.Tuning;

/// <summary>
/// Synthetic rows that repeat a real minority row. Near is a hundredth of the median distance between a minority row and its nearest other one; rows are prepared ones.
/// </summary>
internal static class NearCopies
{
    // Multiply-adds: some tenths of a second. All pairs of a large file would take longer than the study.
    private const double MostPairs = 2e9, MostLooks = 2e8;

    private const int LeastLooked = 200;

    // Up to here the neighbour search has a tree and needs no bound.
    private const int FewColumns = 5;

    /// <summary>How many of those looked at, from all over the synthetic rows; none when they are less than a tenth, which nobody is told.</summary>
    /// <param name="synthetic">ñ × d.</param>
    /// <param name="parents">Length ñ; null when they are not known.</param>
    /// <param name="minority">n1 × d.</param>
    /// <param name="threads">At most so many.</param>
    public static (int Copies, int Looked) Of(FeatureMatrix synthetic, RowParents[]? parents, FeatureMatrix minority, int threads)
    {
        var (n1, d) = (minority.RowCount, minority.Dimension);
        if (synthetic.RowCount == 0 || n1 < 2) return (0, 0);
        var looked = (int)Math.Clamp(MostLooks / ((double)n1 * d), Math.Min(LeastLooked, synthetic.RowCount), synthetic.RowCount);
        var typical = d <= FewColumns ? minority : Spread(minority, (int)Math.Sqrt(MostPairs / d));
        var line = new Line(minority);
        // More gap finds more copies. Neighbours are looked for only when a gap that is surely too large finds enough: it takes hardly any time.
        if (10 * Copies(typical == minority ? line.MedianGapBound(parents) : new Line(typical).MedianGapBound(null)) < looked) return (0, looked);
        var copies = Copies(MedianGap(typical, threads));
        return 10 * copies < looked ? (0, looked) : (copies, looked);

        int Copies(double medianGap)
        {
            // Squared, as the gaps are.
            var near = 1e-4 * medianGap;
            var copies = 0;
            for (var i = 0; i < looked; i++)
                if (line.AnyWithin(synthetic[(int)((long)i * synthetic.RowCount / looked)], near)) copies++;
            return copies;
        }
    }

    private static double MedianGap(FeatureMatrix rows, int threads)
    {
        var nearest = new int[rows.RowCount];
        NearestNeighbours.Find(rows.Rows, 1, nearest, threads);
        var gaps = new double[nearest.Length];
        for (var i = 0; i < gaps.Length; i++) gaps[i] = Kernels.SquaredDistance(rows[i], rows[nearest[i]]);
        return Median(gaps);
    }

    private static double Median(double[] gaps)
    {
        RadixSort.Ascending(gaps);
        return gaps[gaps.Length / 2];
    }

    /// <summary>At most so many rows, from all over the file: the first ones may be of one kind.</summary>
    private static FeatureMatrix Spread(FeatureMatrix rows, int most)
    {
        if (rows.RowCount <= most) return rows;
        var spread = new FeatureMatrix(most, rows.Dimension);
        for (var i = 0; i < most; i++) rows[(int)((long)i * rows.RowCount / most)].CopyTo(spread.Writable[i]);
        return spread;
    }

    /// <summary>Rows in the order of their shadows on the diagonal of space: rows that are near have near shadows, and few rows that are not.</summary>
    private sealed class Line
    {
        // Neighbours on the line, on one side, of which one may be near in space.
        private const int Beside = 4;

        private readonly FeatureMatrix _rows;
        private readonly double[] _shadows;
        private readonly int[] _order;
        private readonly double _rounding;

        public Line(FeatureMatrix rows)
        {
            _rows = rows;
            (_shadows, _order) = (new double[rows.RowCount], new int[rows.RowCount]);
            for (var i = 0; i < _order.Length; i++)
            {
                (_shadows[i], _order[i]) = (Shadow(rows[i]), i);
                foreach (var value in rows[i]) _rounding = Math.Max(_rounding, 1e-12 * rows.Dimension * Math.Abs(value));
            }

            RadixSort.Ascending(_shadows, _order);
        }

        /// <summary>No less than the median squared distance between a row and its nearest other one: to some others that may be near, and those that rows were made with.</summary>
        public double MedianGapBound(RowParents[]? parents)
        {
            var gaps = new double[_order.Length];
            Array.Fill(gaps, double.PositiveInfinity);
            for (var i = 0; i < gaps.Length; i++)
                for (var j = i + 1; j <= Math.Min(i + Beside, gaps.Length - 1); j++) Note(_order[i], _order[j]);
            foreach (var (a, b) in parents ?? [])
                if (a >= 0 && b >= 0 && a != b) Note(a, b);
            return Median(gaps);

            void Note(int a, int b)
            {
                var gap = Kernels.SquaredDistance(_rows[a], _rows[b]);
                (gaps[a], gaps[b]) = (Math.Min(gaps[a], gap), Math.Min(gaps[b], gap));
            }
        }

        /// <summary>Whether a squared distance to some row is at most this.</summary>
        public bool AnyWithin(ReadOnlySpan<double> row, double most)
        {
            // Cauchy and Schwarz: a shadow is no longer than what throws it.
            var (shadow, reach) = (Shadow(row), 1.000001 * Math.Sqrt(most) + _rounding);
            for (var i = FirstFrom(shadow - reach); i < _shadows.Length && _shadows[i] <= shadow + reach; i++)
                if (Kernels.SquaredDistance(row, _rows[_order[i]]) <= most) return true;
            return false;
        }

        // Place of the first shadow that is no less.
        private int FirstFrom(double shadow)
        {
            var (from, to) = (0, _shadows.Length);
            while (from < to)
            {
                var middle = (from + to) / 2;
                if (_shadows[middle] < shadow) from = middle + 1;
                else to = middle;
            }

            return from;
        }

        private static double Shadow(ReadOnlySpan<double> row)
        {
            double sum = 0;
            foreach (var value in row) sum += value;
            return sum / Math.Sqrt(row.Length);
        }
    }
}
