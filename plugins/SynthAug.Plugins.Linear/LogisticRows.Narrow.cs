using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// The rows once more as floats: half the bytes and twice the lanes, for passes whose last digits do not matter. Columns are scaled by powers of 2, which changes
/// no digit, so that their units are of no account.
/// </summary>
internal sealed unsafe partial class LogisticRows
{
    // Beyond these a float in a product might not hold.
    private const double MostRatio = 1e12, LeastWeight = 1e-6, MostWeight = 1e15;

    // Fewer rows are read in no time.
    private const int LeastBlocks = 32;

    private readonly CacheLines _narrow = new();
    private double[] _scales = [], _inverses = [];
    private int _narrowed;

    /// <summary>What a column is multiplied by in floats; the weights are not.</summary>
    public ReadOnlySpan<double> Scales => _scales.AsSpan(0, Parameters);

    /// <summary>1 / scale.</summary>
    public ReadOnlySpan<double> Inverses => _inverses.AsSpan(0, Parameters);

    private int NarrowStride => 2 * Stride;

    /// <summary>Makes the floats of rows that have none.</summary>
    /// <returns>False where floats do not hold the rows, or are not worth it: those there are must not be read.</returns>
    public bool TryNarrow()
    {
        if (BlockCount < LeastBlocks) return false;
        if (!(Math.Min(MajorityWeight, MinorityWeight) >= LeastWeight && Math.Max(MajorityWeight, MinorityWeight) <= MostWeight)) return false;
        if (_narrowed == 0 && !TryScale()) return false;
        for (var j = 0; j < Parameters; j++)
        {
            if (!(_largest[j] * _scales[j] <= MostRatio)) return false;
        }

        // For as many rows as there is room for in doubles: it will not grow more often.
        _narrow.Reserve(_blocks.Whole.Length / 2 + Stride, (_narrowed + 1) / 2 * Stride);
        fixed (double* rows = _blocks.Whole, scales = _scales)
        fixed (float* to = Narrowed)
        {
            for (var block = _narrowed; block < BlockCount; block++) Narrow(rows + block * Stride, scales, to + block / 2 * NarrowStride + block % 2 * Lanes);
            if (BlockCount % 2 == 1 && _narrowed < BlockCount)
            {
                for (var j = 0; j <= Parameters; j++) new Span<float>(to + BlockCount / 2 * NarrowStride + (2 * j + 1) * Lanes, Lanes).Clear();
            }
        }

        _narrowed = BlockCount;
        return true;
    }

    /// <summary>Floats of these blocks; without scales of the columns they mean nothing.</summary>
    public RowBlocks<float> NarrowBlocks(int first, int count)
    {
        var end = first + count;
        return new(Narrowed[(first / 2 * NarrowStride)..((end + 1) / 2 * NarrowStride)], lacksFirst: first % 2 == 1, lacksLast: end % 2 == 1);
    }

    private Span<float> Narrowed => MemoryMarshal.Cast<double, float>(_narrow.Whole);

    private bool TryScale()
    {
        if (_scales.Length <= Parameters) (_scales, _inverses) = (new double[Parameters + 1], new double[Parameters + 1]);
        for (var j = 0; j < Parameters; j++)
        {
            const int Bias = 1023, Most = 1000;
            var exponent = _largest[j] == 0 ? 0 : (int)(BitConverter.DoubleToUInt64Bits(_largest[j]) >> 52) - Bias;
            if (Math.Abs(exponent) > Most) return false;
            _scales[j] = BitConverter.UInt64BitsToDouble((ulong)(Bias - exponent) << 52);
            _inverses[j] = BitConverter.UInt64BitsToDouble((ulong)(Bias + exponent) << 52);
        }

        _scales[Parameters] = 1;
        return true;
    }

    // Columns of sixteen: eight rows are a half of each.
    private void Narrow(double* rows, double* scales, float* to)
    {
        for (var j = 0; j <= Parameters; j++, rows += Lanes, to += 2 * Lanes)
        {
            var scale = Vector256.Create(scales[j]);
            Vector256.Narrow(Vector256.Load(rows) * scale, Vector256.Load(rows + 4) * scale).Store(to);
        }
    }

    private void NarrowWeights(int first, int end)
    {
        for (var block = first; block < end; block++)
        {
            var weights = _blocks[(block + 1) * Stride - Lanes, Lanes];
            var to = Narrowed.Slice(block / 2 * NarrowStride + Parameters * 2 * Lanes + block % 2 * Lanes, Lanes);
            for (var i = 0; i < Lanes; i++) to[i] = (float)weights[i];
        }
    }
}
