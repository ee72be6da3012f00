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

    private readonly double[] _margins = new double[MostBlocks * Lanes];
    private readonly double[] _slopes = new double[MostBlocks * Lanes];
    private readonly double[] _curvatures = new double[MostBlocks * Lanes];
    private double[] _gradientLanes = [], _hessianLanes = [], _groupLanes = [];

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

    /// <summary>gradient = Σ ωσ(u)z alone: at p = 31 about a fifth of the work.</summary>
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

    private void Gradients<TLanes>(ReadOnlySpan<double> blocks, ReadOnlySpan<int> blockCounts, int p, ReadOnlySpan<double> thetas, Span<double> gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        if (_groupLanes.Length < gradients.Length * Lanes) _groupLanes = new double[gradients.Length * Lanes];
        _groupLanes.AsSpan(0, gradients.Length * Lanes).Clear();
        var stride = (p + 1) * Lanes;
        var chunk = ChunkOf(stride);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            for (var k = 0; k < blockCounts.Length; k++)
            {
                var length = Math.Min(chunk, blockCounts[k] * stride - start);
                if (length <= 0) continue;
                var count = length / stride;
                var theta = thetas.Slice(k * p, p);
                fixed (double* rows = blocks.Slice(start, length), at = theta, margins = _margins, slopes = _slopes, curvatures = _curvatures, sums = _groupLanes)
                {
                    for (var lane = 0; lane < Lanes; lane += TLanes.Count) LogisticLoops<TLanes>.Margins(rows + lane, count, at, p, margins + lane);
                    ExactMath.Sigmoid(_margins.AsSpan(0, count * Lanes), _slopes.AsSpan(0, count * Lanes));
                    for (var lane = 0; lane < Lanes; lane += TLanes.Count)
                    {
                        LogisticLoops<TLanes>.Weigh(rows + lane + p * Lanes, count, stride, slopes + lane, curvatures + lane);
                        LogisticLoops<TLanes>.Gradient(rows + lane, count, p, slopes + lane, sums + k * p * Lanes + lane);
                    }
                }
            }
        }

        for (var j = 0; j < gradients.Length; j++) gradients[j] = Fold(_groupLanes.AsSpan(j * Lanes, Lanes));
    }

    /// <summary>Σ ω·ln(1 + e^u) over the blocks.</summary>
    public double Loss(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta)
    {
        Span<double> sums = stackalloc double[Lanes];
        sums.Clear();
        var stride = (theta.Length + 1) * Lanes;
        var chunk = ChunkOf(stride);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
            var losses = Margins(part, theta);
            ExactMath.Softplus(losses, losses);
            for (var i = 0; i < losses.Length; i++)
            {
                ref var sum = ref sums[i % Lanes];
                sum = Math.FusedMultiplyAdd(part[i / Lanes * stride + theta.Length * Lanes + i % Lanes], losses[i], sum);
            }
        }

        return Fold(sums);
    }

    /// <summary>True when θ puts every row of positive weight strictly on its own side: then no finite θ is best without a penalty.</summary>
    public bool Separates(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta)
    {
        var stride = (theta.Length + 1) * Lanes;
        var chunk = ChunkOf(stride);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
            var margins = Margins(part, theta);
            for (var i = 0; i < margins.Length; i++)
            {
                if (!(margins[i] < 0) && part[i / Lanes * stride + theta.Length * Lanes + i % Lanes] > 0) return false;
            }
        }

        return true;
    }

    internal void Evaluate<TLanes>(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta, Span<double> gradient, Span<double> hessian)
        where TLanes : struct, ILanes<TLanes>
    {
        var p = theta.Length;
        if (_gradientLanes.Length < p * Lanes)
        {
            _gradientLanes = new double[p * Lanes];
            _hessianLanes = new double[Gram.PackedLength(p) * Lanes];
        }

        _gradientLanes.AsSpan(0, p * Lanes).Clear();
        _hessianLanes.AsSpan(0, hessian.Length * Lanes).Clear();
        var stride = (p + 1) * Lanes;
        var chunk = ChunkOf(stride);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
            var count = part.Length / stride;
            fixed (double* rows = part, margins = _margins, slopes = _slopes, curvatures = _curvatures, first = _gradientLanes, second = _hessianLanes, at = theta)
            {
                for (var lane = 0; lane < Lanes; lane += TLanes.Count) LogisticLoops<TLanes>.Margins(rows + lane, count, at, p, margins + lane);
                ExactMath.Sigmoid(_margins.AsSpan(0, count * Lanes), _slopes.AsSpan(0, count * Lanes));
                for (var lane = 0; lane < Lanes; lane += TLanes.Count)
                {
                    LogisticLoops<TLanes>.Weigh(rows + lane + p * Lanes, count, stride, slopes + lane, curvatures + lane);
                    LogisticLoops<TLanes>.Gradient(rows + lane, count, p, slopes + lane, first + lane);
                    if (hessian.Length > 0) LogisticLoops<TLanes>.Hessian(rows + lane, count, p, curvatures + lane, second + lane);
                }
            }
        }

        for (var j = 0; j < p; j++) gradient[j] = Fold(_gradientLanes.AsSpan(j * Lanes, Lanes));
        for (var j = 0; j < hessian.Length; j++) hessian[j] = Fold(_hessianLanes.AsSpan(j * Lanes, Lanes));
    }

    // Margins of all eight lanes; the caller may overwrite them.
    private Span<double> Margins(ReadOnlySpan<double> part, ReadOnlySpan<double> theta)
    {
        if (Lanes512.IsSupported) return Margins<Lanes512>(part, theta);
        return Lanes256.IsSupported ? Margins<Lanes256>(part, theta) : Margins<Lane>(part, theta);
    }

    private Span<double> Margins<TLanes>(ReadOnlySpan<double> part, ReadOnlySpan<double> theta)
        where TLanes : struct, ILanes<TLanes>
    {
        var count = part.Length / ((theta.Length + 1) * Lanes);
        fixed (double* rows = part, margins = _margins, at = theta)
        {
            for (var lane = 0; lane < Lanes; lane += TLanes.Count) LogisticLoops<TLanes>.Margins(rows + lane, count, at, theta.Length, margins + lane);
        }

        return _margins.AsSpan(0, count * Lanes);
    }

    private static int ChunkOf(int stride) => stride * Math.Clamp(ChunkBytes / (sizeof(double) * stride), 1, MostBlocks);

    private static double Fold(ReadOnlySpan<double> l) => ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
}
