using System.Runtime.Intrinsics;
using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Rows as the logistic kernel reads them: blocks of eight rows, column by column, then the eight weights. A majority row is z = (1, x − m), a
/// minority row −(1, x − m), so both classes have the loss ln(1 + e^{zᵀθ}) and no label is read. m is the majority's mean (0 without an
/// intercept): the slopes do not notice, the Hessian keeps its digits. Each append starts a new block and fills its last with rows of weight 0.
/// </summary>
internal sealed unsafe partial class LogisticRows(bool intercept)
{
    public const int Lanes = 8;

    private readonly CacheLines _blocks = new(), _sample = new();
    private int _majorityBlocks, _markedBlocks;
    private double[] _origin = [], _largest = [], _markedLargest = [];

    public int Dimension { get; private set; }

    public bool HasIntercept => intercept;

    /// <summary>p: the intercept, first, and the columns.</summary>
    public int Parameters { get; private set; }

    /// <summary>Numbers a block.</summary>
    public int Stride => (Parameters + 1) * Lanes;

    public int BlockCount { get; private set; }

    public double MajorityWeight { get; private set; }

    public double MinorityWeight { get; private set; }

    /// <summary>max |z| of each parameter over all rows.</summary>
    public ReadOnlySpan<double> Largest => _largest.AsSpan(0, Parameters);

    /// <summary>m.</summary>
    public ReadOnlySpan<double> Origin => _origin.AsSpan(0, Dimension);

    public ReadOnlySpan<double> Blocks(int first, int count) => _blocks[first * Stride, count * Stride];

    /// <summary>Empties; rows to come are shifted by the mean of these.</summary>
    /// <param name="capacity">Rows to come, for which room is made at once: growing by halves would hold the memory of large data three times.</param>
    public void Reset(ReadOnlyRows majority, int capacity)
    {
        Dimension = majority.Dimension;
        Parameters = Dimension + (intercept ? 1 : 0);
        if (_origin.Length < Dimension) _origin = new double[Dimension];
        if (_largest.Length < Parameters) (_largest, _markedLargest) = (new double[Parameters], new double[Parameters]);
        var origin = _origin.AsSpan(0, Dimension);
        origin.Clear();
        if (intercept && majority.Count > 0)
        {
            Gram.AddMoment(majority, origin);
            for (var j = 0; j < origin.Length; j++) origin[j] /= majority.Count;
        }

        _largest.AsSpan(0, Parameters).Clear();
        BlockCount = _majorityBlocks = _narrowed = 0;
        MajorityWeight = MinorityWeight = 0;
        // One block more for each class.
        Reserve(capacity / Lanes + 3);
    }

    /// <summary>A few of the first blocks, as many of each class, evenly spaced and weighted for those between.</summary>
    /// <param name="ofClass">Blocks of a class; one with fewer has all.</param>
    public ReadOnlySpan<double> Sample(int blocks, int ofClass)
    {
        _sample.Reserve(2 * ofClass * Stride, 0);
        var majority = Math.Min(ofClass, _majorityBlocks);
        var minority = Math.Min(ofClass, blocks - _majorityBlocks);
        Sample(0, _majorityBlocks, _sample[0, majority * Stride]);
        Sample(_majorityBlocks, blocks - _majorityBlocks, _sample[majority * Stride, minority * Stride]);
        return _sample[0, (majority + minority) * Stride];
    }

    private void Sample(int first, int count, Span<double> sample)
    {
        var taken = sample.Length / Stride;
        for (var i = 0; i < taken; i++)
        {
            var block = sample.Slice(i * Stride, Stride);
            _blocks[(first + (int)((long)i * count / taken)) * Stride, Stride].CopyTo(block);
            foreach (ref var weight in block[^Lanes..]) weight *= (double)count / taken;
        }
    }

    /// <summary>Makes room for as many more rows in a number of appends.</summary>
    public void Expect(int rows, int appends) => Reserve(BlockCount + rows / Lanes + appends);

    /// <summary>New weights for rows that one append began at a block.</summary>
    /// <param name="weights">One a row, or empty for <paramref name="all"/> everywhere.</param>
    /// <returns>Their sum.</returns>
    public double Weigh(int firstBlock, int rows, double all, ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        var blocks = _blocks[firstBlock * Stride, (rows + Lanes - 1) / Lanes * Stride];
        for (var i = 0; i < rows; i++) total += blocks[i / Lanes * Stride + Parameters * Lanes + i % Lanes] = weights.IsEmpty ? all : weights[i];
        NarrowWeights(firstBlock, Math.Min(firstBlock + (rows + Lanes - 1) / Lanes, _narrowed));
        return total;
    }

    /// <summary>The rows so far are those that <see cref="Truncate"/> goes back to.</summary>
    public void Mark()
    {
        _markedBlocks = BlockCount;
        _largest.AsSpan(0, Parameters).CopyTo(_markedLargest);
    }

    /// <summary>Keeps the rows of the last <see cref="Mark"/>.</summary>
    public void Truncate(double majorityWeight, double minorityWeight)
    {
        (BlockCount, MajorityWeight, MinorityWeight, _narrowed) = (_markedBlocks, majorityWeight, minorityWeight, Math.Min(_markedBlocks, _narrowed));
        _markedLargest.AsSpan(0, Parameters).CopyTo(_largest);
    }

    /// <summary>The majority's rows come first.</summary>
    /// <param name="weights">One a row, or empty for 1 everywhere.</param>
    public void Append(ReadOnlyRows rows, ReadOnlySpan<double> weights, bool minority)
    {
        if (rows.Count == 0) return;
        var blocks = (rows.Count + Lanes - 1) / Lanes;
        Reserve(BlockCount + blocks);
        var target = _blocks[BlockCount * Stride, blocks * Stride];
        target[^Stride..].Clear();
        var sign = minority ? -1.0 : 1;
        fixed (double* to = target, from = rows.Values, origin = _origin, largest = _largest)
        {
            // As many as a first-level cache holds: their largest are looked for while they are there.
            const int Together = 16;
            for (var block = 0; block < blocks; block += Together)
            {
                double* part = to + block * Stride, row = from + block * Lanes * Dimension;
                var full = Math.Min(Together, rows.Count / Lanes - block);
                for (var i = 0; i < full; i++) Stand(row + i * Lanes * Dimension, origin, sign, part + i * Stride);
                for (var i = full * Lanes; i < Math.Min(Together * Lanes, rows.Count - block * Lanes); i++)
                    StandOne(row + i * Dimension, origin, sign, part + i / Lanes * Stride + i % Lanes);
                for (var j = 0; j < Parameters; j++) largest[j] = Math.Max(largest[j], LargestOf(part + j * Lanes, Math.Min(Together, blocks - block), Stride));
            }
        }

        double total = rows.Count;
        if (weights.IsEmpty)
        {
            for (var block = 0; block < blocks; block++) target.Slice((block + 1) * Stride - Lanes, Math.Min(Lanes, rows.Count - block * Lanes)).Fill(1);
        }
        else
        {
            total = 0;
            for (var i = 0; i < rows.Count; i++) total += target[i / Lanes * Stride + Parameters * Lanes + i % Lanes] = weights[i];
        }

        BlockCount += blocks;
        if (minority) MinorityWeight += total;
        else (MajorityWeight, _majorityBlocks) = (MajorityWeight + total, BlockCount);
    }

    // A path copies every pool row that it takes: eight at a time, turned in squares.
    private void Stand(double* rows, double* origin, double sign, double* to)
    {
        if (!Lanes256.IsSupported)
        {
            for (var i = 0; i < Lanes; i++) StandOne(rows + i * Dimension, origin, sign, to + i);
            return;
        }

        var signs = Lanes256.All(sign);
        if (intercept)
        {
            signs.Store(to);
            signs.Store(to + 4);
            to += Lanes;
        }

        var j = 0;
        for (; j + 4 <= Dimension; j += 4)
        {
            Lanes256.Transpose(rows + j, Dimension, to + j * Lanes, Lanes);
            Lanes256.Transpose(rows + 4 * Dimension + j, Dimension, to + j * Lanes + 4, Lanes);
        }

        for (; j < Dimension; j++)
        {
            for (var i = 0; i < Lanes; i++) to[j * Lanes + i] = rows[i * Dimension + j];
        }

        for (j = 0; j < Dimension; j++, to += Lanes)
        {
            var shift = Lanes256.AllAt(origin + j);
            (signs * (Lanes256.Load(to) - shift)).Store(to);
            (signs * (Lanes256.Load(to + 4) - shift)).Store(to + 4);
        }
    }

    private void StandOne(double* row, double* origin, double sign, double* to)
    {
        if (intercept)
        {
            *to = sign;
            to += Lanes;
        }

        for (var j = 0; j < Dimension; j++, to += Lanes) *to = sign * (row[j] - origin[j]);
    }

    // The values are finite, so the largest does not depend on the order in which they are compared.
    private static double LargestOf(double* column, int blocks, int stride)
    {
        Vector256<double> a = Vector256<double>.Zero, b = a;
        for (var block = 0; block < blocks; block++, column += stride)
        {
            a = Vector256.MaxNative(a, Vector256.Abs(Vector256.Load(column)));
            b = Vector256.MaxNative(b, Vector256.Abs(Vector256.Load(column + 4)));
        }

        a = Vector256.MaxNative(a, b);
        return Math.Max(Math.Max(a[0], a[1]), Math.Max(a[2], a[3]));
    }

    private void Reserve(int blocks) => _blocks.Reserve(checked(blocks * Stride), BlockCount * Stride);
}
