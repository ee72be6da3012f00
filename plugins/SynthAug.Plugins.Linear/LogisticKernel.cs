using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// One pass over blocks of <see cref="LogisticRows"/>: margins → sigmoid → gradient and Hessian. Chunks are sized for the first-level cache and
/// go through short loops, each keeping its sums in registers; sums of eight rows stand in eight lanes and fold once, at the end.
/// </summary>
internal sealed unsafe class LogisticKernel
{
    private const int Lanes = LogisticRows.Lanes, MostBlocks = 64, ChunkBytes = 24 * 1024;

    private readonly CacheLines _chunk = new(), _sums = new();

    public LogisticKernel() => _chunk.Reserve(3 * MostBlocks * Lanes, 0);

    private Span<double> Margins => _chunk[0, MostBlocks * Lanes];

    private Span<double> Slopes => _chunk[MostBlocks * Lanes, MostBlocks * Lanes];

    private Span<double> Curvatures => _chunk[2 * MostBlocks * Lanes, MostBlocks * Lanes];

    /// <summary>gradient = Σ ωσ(u)z and hessian = Σ ωσ(u)(1 − σ(u))zzᵀ over the blocks, u = zᵀθ.</summary>
    /// <param name="blocks">Whole blocks of p + 1 columns.</param>
    /// <param name="theta">Length p.</param>
    /// <param name="gradient">Length p; written.</param>
    /// <param name="hessian">Packed lower triangle, length p(p+1)/2; written. Or empty: it is left out.</param>
    public void Evaluate(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta, Span<double> gradient, Span<double> hessian)
    {
        if (Lanes512.IsSupported) Evaluate<Lanes512>(blocks, theta, gradient, hessian);
        else if (Lanes256.IsSupported) Evaluate<Lanes256>(blocks, theta, gradient, hessian);
        else Evaluate<Lane>(blocks, theta, gradient, hessian);
    }

    /// <summary>gradient = Σ ωσ(u)z alone: at p = 31 about a fifth of the work, at p = 6 three fifths.</summary>
    /// <param name="gradient">Length p; written, with the bits of <see cref="Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>.</param>
    public void Gradient(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta, Span<double> gradient) => Evaluate(blocks, theta, gradient, []);

    /// <summary>Gradients at several θ, each over its own first blocks, in one pass: rows that do not fit a cache are read once for all.</summary>
    /// <param name="blockCounts">Of each θ; 0 leaves it out.</param>
    /// <param name="thetas">As many × p.</param>
    /// <param name="gradients">As many × p; written, with the bits of <see cref="Gradient"/>.</param>
    public void Gradients(ReadOnlySpan<double> blocks, ReadOnlySpan<int> blockCounts, int p, ReadOnlySpan<double> thetas, Span<double> gradients)
    {
        if (Lanes512.IsSupported) Gradients<Lanes512>(blocks, blockCounts, p, thetas, gradients);
        else if (Lanes256.IsSupported) Gradients<Lanes256>(blocks, blockCounts, p, thetas, gradients);
        else Gradients<Lane>(blocks, blockCounts, p, thetas, gradients);
    }

    /// <summary>Σ ω·ln(1 + e^u) over the blocks.</summary>
    public double Loss(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta)
    {
        if (Lanes512.IsSupported) return Loss<Lanes512>(blocks, theta);
        return Lanes256.IsSupported ? Loss<Lanes256>(blocks, theta) : Loss<Lane>(blocks, theta);
    }

    /// <summary>True when θ puts every row of positive weight strictly on its own side: then no finite θ is best without a penalty.</summary>
    public bool Separates(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta)
    {
        var stride = (theta.Length + 1) * Lanes;
        var chunk = ChunkOf(stride);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
            fixed (double* rows = part, at = theta, margins = Margins) LogisticLoops<Lane>.AllMargins(rows, part.Length / stride, at, theta.Length, margins);
            for (var i = 0; i < part.Length / stride * Lanes; i++)
            {
                if (!(Margins[i] < 0) && part[i / Lanes * stride + theta.Length * Lanes + i % Lanes] > 0) return false;
            }
        }

        return true;
    }

    internal void Evaluate<TLanes>(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta, Span<double> gradient, Span<double> hessian)
        where TLanes : struct, ILanes<TLanes>
    {
        var p = theta.Length;
        var width = GradientLanes(p);
        var sums = CleanSums(width + hessian.Length * Lanes);
        var stride = (p + 1) * Lanes;
        var chunk = ChunkOf(stride);
        fixed (double* at = theta, to = sums)
        {
            for (var start = 0; start < blocks.Length; start += chunk)
                Pass<TLanes>(blocks.Slice(start, Math.Min(chunk, blocks.Length - start)), at, p, to, hessian.Length > 0 ? to + width : null);
        }

        Fold(sums, gradient);
        Fold(sums[width..], hessian);
    }

    private void Gradients<TLanes>(ReadOnlySpan<double> blocks, ReadOnlySpan<int> blockCounts, int p, ReadOnlySpan<double> thetas, Span<double> gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        var width = GradientLanes(p);
        var sums = CleanSums(width * blockCounts.Length);
        var stride = (p + 1) * Lanes;
        var chunk = ChunkOf(stride);
        fixed (double* at = thetas, to = sums)
        {
            for (var start = 0; start < blocks.Length; start += chunk)
            {
                for (var k = 0; k < blockCounts.Length; k++)
                {
                    var length = Math.Min(chunk, blockCounts[k] * stride - start);
                    if (length > 0) Pass<TLanes>(blocks.Slice(start, length), at + k * p, p, to + k * width, null);
                }
            }
        }

        for (var k = 0; k < blockCounts.Length; k++) Fold(sums[(k * width)..], gradients.Slice(k * p, p));
    }

    private void Pass<TLanes>(ReadOnlySpan<double> part, double* theta, int p, double* gradient, double* hessian)
        where TLanes : struct, ILanes<TLanes>
    {
        var stride = (p + 1) * Lanes;
        var count = part.Length / stride;
        fixed (double* rows = part, margins = Margins, slopes = Slopes, curvatures = Curvatures)
        {
            LogisticLoops<TLanes>.AllMargins(rows, count, theta, p, margins);
            for (var lane = 0; lane < Lanes; lane += TLanes.Count)
            {
                LogisticLoops<TLanes>.Slopes(margins + lane, rows + lane + p * Lanes, count, stride, slopes + lane, curvatures + lane);
                LogisticLoops<TLanes>.Gradient(rows + lane, count, p, slopes + lane, gradient + lane);
                if (hessian != null) LogisticLoops<TLanes>.Hessian(rows + lane, count, p, curvatures + lane, hessian + lane);
            }
        }
    }

    private double Loss<TLanes>(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = CleanSums(Lanes);
        var stride = (theta.Length + 1) * Lanes;
        var chunk = ChunkOf(stride);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
            var count = part.Length / stride;
            fixed (double* rows = part, at = theta, losses = Margins, to = sums)
            {
                LogisticLoops<TLanes>.AllMargins(rows, count, at, theta.Length, losses);
                ExactMath.Softplus(new(losses, count * Lanes), new(losses, count * Lanes));
                for (var lane = 0; lane < Lanes; lane += TLanes.Count)
                    LogisticLoops<TLanes>.Losses(losses + lane, rows + lane + theta.Length * Lanes, count, stride, to + lane);
            }
        }

        return Fold(sums);
    }

    private Span<double> CleanSums(int length)
    {
        _sums.Reserve(length, 0);
        var sums = _sums[0, length];
        sums.Clear();
        return sums;
    }

    // Sums go by eight columns.
    private static int GradientLanes(int p) => (p + 7) / 8 * 8 * Lanes;

    // Margins go by eight blocks.
    private static int ChunkOf(int stride)
    {
        var blocks = Math.Clamp(ChunkBytes / (sizeof(double) * stride), 1, MostBlocks);
        return stride * (blocks < 6 ? blocks : (blocks + 4) / 8 * 8);
    }

    private static void Fold(ReadOnlySpan<double> lanes, Span<double> sums)
    {
        for (var j = 0; j < sums.Length; j++) sums[j] = Fold(lanes.Slice(j * Lanes, Lanes));
    }

    private static double Fold(ReadOnlySpan<double> l) => ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
}
