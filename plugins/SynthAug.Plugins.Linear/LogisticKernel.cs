using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// One pass over blocks of <see cref="LogisticRows"/>: margins → sigmoid → gradient and Hessian. Chunks are sized for the first-level cache and
/// go through short loops, each keeping its sums in registers; sums of eight rows stand in eight lanes and fold once, at the end.
/// </summary>
internal sealed unsafe class LogisticKernel
{
    private const int Lanes = LogisticRows.Lanes, MostBlocks = 64, ChunkBytes = 24 * 1024, HessianStretch = 64;

    private readonly CacheLines _chunk = new(), _sums = new(), _scratch = new(), _thetas = new();

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
        if (Lanes512.IsSupported) Evaluate<Lanes512, double>(new(blocks), theta, gradient, hessian);
        else if (Lanes256.IsSupported) Evaluate<Lanes256, double>(new(blocks), theta, gradient, hessian);
        else Evaluate<Lane, double>(new(blocks), theta, gradient, hessian);
    }

    /// <summary>The same to some seven digits: products and margins are floats, sums of more than a chunk doubles.</summary>
    public void Evaluate(RowBlocks<float> blocks, ReadOnlySpan<float> theta, Span<double> gradient, Span<double> hessian)
    {
        if (Floats512.IsSupported) Evaluate<Floats512, float>(blocks, theta, gradient, hessian);
        else if (Floats256.IsSupported) Evaluate<Floats256, float>(blocks, theta, gradient, hessian);
        else Evaluate<FloatLane, float>(blocks, theta, gradient, hessian);
    }

    /// <summary>gradient = Σ ωσ(u)z alone: at p = 31 about a fifth of the work, at p = 6 three fifths.</summary>
    /// <param name="gradient">Length p; written, with the bits of <see cref="Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>.</param>
    public void Gradient(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta, Span<double> gradient) => Evaluate(blocks, theta, gradient, []);

    /// <summary>Gradients at several θ, each over its own first rows, in one pass: rows that do not fit a cache are read once for all.</summary>
    /// <param name="eights">Of each θ: how many times eight rows, as many as a block of doubles has; 0 leaves it out.</param>
    /// <param name="thetas">As many × p.</param>
    /// <param name="gradients">As many × p; written, with the bits of <see cref="Gradient"/>, but for those left out.</param>
    public void Gradients(ReadOnlySpan<double> blocks, ReadOnlySpan<int> eights, int p, ReadOnlySpan<double> thetas, Span<double> gradients)
    {
        if (Lanes512.IsSupported) Gradients<Lanes512, double>(blocks, eights, p, thetas, gradients);
        else if (Lanes256.IsSupported) Gradients<Lanes256, double>(blocks, eights, p, thetas, gradients);
        else Gradients<Lane, double>(blocks, eights, p, thetas, gradients);
    }

    /// <summary>The same to some seven digits.</summary>
    public void Gradients(ReadOnlySpan<float> blocks, ReadOnlySpan<int> eights, int p, ReadOnlySpan<float> thetas, Span<double> gradients)
    {
        if (Floats512.IsSupported) Gradients<Floats512, float>(blocks, eights, p, thetas, gradients);
        else if (Floats256.IsSupported) Gradients<Floats256, float>(blocks, eights, p, thetas, gradients);
        else Gradients<FloatLane, float>(blocks, eights, p, thetas, gradients);
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
        var chunk = ChunkOf<double>(theta.Length);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
            fixed (double* rows = part, at = theta, margins = Margins) LogisticLoops<Lane, double>.AllMargins(rows, part.Length / stride, at, theta.Length, margins);
            for (var i = 0; i < part.Length / stride * Lanes; i++)
            {
                if (!(Margins[i] < 0) && part[i / Lanes * stride + theta.Length * Lanes + i % Lanes] > 0) return false;
            }
        }

        return true;
    }

    internal void Evaluate<TLanes, TNumber>(RowBlocks<TNumber> rows, ReadOnlySpan<TNumber> theta, Span<double> gradient, Span<double> hessian)
        where TLanes : struct, INumberLanes<TLanes, TNumber>
        where TNumber : unmanaged
    {
        var p = theta.Length;
        var blocks = rows.Numbers;
        var columns = GradientColumns(p);
        var sums = CleanSums(columns + hessian.Length);
        var chunk = ChunkOf<TNumber>(p);
        fixed (TNumber* at = theta)
        fixed (double* totals = sums, scratch = ScratchFor<TNumber>(columns + hessian.Length))
        {
            var ofGradient = typeof(TNumber) == typeof(double) ? (TNumber*)totals : (TNumber*)scratch;
            var ofHessian = hessian.Length > 0 ? ofGradient + columns * RowBlocks<TNumber>.Rows : null;
            var chunks = 0;
            for (var start = 0; start < blocks.Length; start += chunk)
            {
                var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
                var isLast = start + part.Length == blocks.Length;
                Pass<TLanes, TNumber>(part, rows.LacksFirst && start == 0, rows.LacksLast && isLast, at, p, totals, ofGradient, ofHessian);
                if (typeof(TNumber) != typeof(double) && (++chunks % HessianStretch == 0 || isLast))
                    Move<TLanes, TNumber>(ofHessian, hessian.Length, totals + columns * Lanes);
            }
        }

        Fold(sums, gradient);
        Fold(sums[(columns * Lanes)..], hessian);
    }

    internal void Gradients<TLanes, TNumber>(
        ReadOnlySpan<TNumber> blocks, ReadOnlySpan<int> eights, int p, ReadOnlySpan<TNumber> thetas, Span<double> gradients)
        where TLanes : struct, INumberLanes<TLanes, TNumber>
        where TNumber : unmanaged
    {
        Span<int> wanted = stackalloc int[eights.Length], ends = stackalloc int[eights.Length];
        var columns = GradientColumns(p);
        var chunk = ChunkOf<TNumber>(p);
        var stride = (p + 1) * RowBlocks<TNumber>.Rows;
        var eightsOfBlock = RowBlocks<TNumber>.Rows / Lanes;
        var (count, longest) = (0, 0);
        for (var k = 0; k < eights.Length; k++)
        {
            if (eights[k] == 0) continue;
            (wanted[count], ends[count]) = (k, (eights[k] + eightsOfBlock - 1) / eightsOfBlock * stride);
            longest = Math.Max(longest, ends[count++]);
        }

        var sums = CleanSums(columns * count);
        fixed (TNumber* at = Together(thetas, wanted[..count], p))
        fixed (double* totals = sums, scratch = ScratchFor<TNumber>(columns))
        {
            for (var start = 0; start < longest; start += chunk)
            {
                var ahead = 0;
                for (var k = count; k > 0; k--)
                {
                    // Floats' sums would have to be moved for each of the four; few sizes are solved so.
                    if (typeof(TNumber) == typeof(double) && k >= 4 && LeastOfFour(ends.Slice(k - 4, 4)) >= start + chunk)
                    {
                        k -= 3;
                        PassOfFour<TLanes, TNumber>(blocks.Slice(start, chunk), at + (k - 1) * p, p, totals + (k - 1) * columns * Lanes, columns * Lanes, ahead++);
                        continue;
                    }

                    var member = k - 1;
                    var length = Math.Min(chunk, ends[member] - start);
                    if (length <= 0) continue;
                    var total = totals + member * columns * Lanes;
                    var gradient = typeof(TNumber) == typeof(double) ? (TNumber*)total : (TNumber*)scratch;
                    var lacksLast = start + length == ends[member] && eights[wanted[member]] % eightsOfBlock != 0;
                    Pass<TLanes, TNumber>(blocks.Slice(start, length), false, lacksLast, at + member * p, p, total, gradient, null);
                }
            }
        }

        for (var k = 0; k < count; k++) Fold(sums[(k * columns * Lanes)..], gradients.Slice(wanted[k] * p, p));
    }

    private static int LeastOfFour(ReadOnlySpan<int> four) => Math.Min(Math.Min(four[0], four[1]), Math.Min(four[2], four[3]));

    // Those wanted, one behind the other.
    private Span<TNumber> Together<TNumber>(ReadOnlySpan<TNumber> thetas, ReadOnlySpan<int> wanted, int p) where TNumber : unmanaged
    {
        _thetas.Reserve(wanted.Length * p, 0);
        var together = MemoryMarshal.Cast<double, TNumber>(_thetas[0, wanted.Length * p]);
        for (var k = 0; k < wanted.Length; k++) thetas.Slice(wanted[k] * p, p).CopyTo(together[(k * p)..]);
        return together;
    }

    /// <param name="sums">Of the first θ; each next one's are <paramref name="room"/> further.</param>
    /// <param name="ahead">How often this chunk has been gone through: each time another part of the next one is fetched meanwhile.</param>
    private void PassOfFour<TLanes, TNumber>(ReadOnlySpan<TNumber> part, TNumber* thetas, int p, double* sums, int room, int ahead)
        where TLanes : struct, INumberLanes<TLanes, TNumber>
        where TNumber : unmanaged
    {
        var stride = (p + 1) * Lanes;
        var count = part.Length / stride;
        var apart = (count + 3) / 4 * 4 * Lanes;
        _chunk.Reserve(4 * apart, 0);
        fixed (TNumber* rows = part)
        fixed (double* margins = _chunk[0, 4 * apart])
        {
            LogisticFours<TLanes, TNumber>.Margins(rows, count, thetas, p, (TNumber*)margins, apart, (byte*)(rows + part.Length) + ahead * ((count + 3) / 4) * p * CacheLines.Bytes);
            for (var k = 0; k < 4; k++) LogisticFours<TLanes, TNumber>.Slopes((TNumber*)margins + k * apart, rows + p * Lanes, count, stride);
            LogisticFours<TLanes, TNumber>.Gradients(rows, count, p, (TNumber*)margins, apart, (TNumber*)sums, room);
        }
    }

    // Short stretches of float sums, each begun at zero, keep their digits. The gradient's terms cancel in the end: its stretches are the shorter.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Move<TLanes, TNumber>(TNumber* from, int sums, double* to)
        where TLanes : struct, INumberLanes<TLanes, TNumber>
        where TNumber : unmanaged
    {
        for (var sum = 0; sum < sums; sum++, to += Lanes)
        {
            for (var lane = 0; lane < RowBlocks<TNumber>.Rows; lane += TLanes.Count, from += TLanes.Count)
            {
                TLanes.Load(from).AddTo(to + lane % Lanes);
                TLanes.All(0).Store(from);
            }
        }
    }

    // Sums of floats begin and end at zero, the Hessian's but for the stretch they are in.
    private void Pass<TLanes, TNumber>(
        ReadOnlySpan<TNumber> part, bool lacksFirst, bool lacksLast, TNumber* theta, int p, double* totals, TNumber* gradient, TNumber* hessian)
        where TLanes : struct, INumberLanes<TLanes, TNumber>
        where TNumber : unmanaged
    {
        var width = RowBlocks<TNumber>.Rows;
        var stride = (p + 1) * width;
        var count = part.Length / stride;
        fixed (TNumber* rows = part)
        fixed (double* marginsAt = Margins, slopesAt = Slopes, curvaturesAt = Curvatures)
        {
            TNumber* margins = (TNumber*)marginsAt, slopes = (TNumber*)slopesAt, curvatures = (TNumber*)curvaturesAt;
            LogisticLoops<TLanes, TNumber>.AllMargins(rows, count, theta, p, margins);
            for (var lane = 0; lane < width; lane += TLanes.Count)
            {
                LogisticLoops<TLanes, TNumber>.Slopes(margins + lane, rows + lane + p * width, count, stride, slopes + lane, curvatures + lane);
                if (lacksFirst) Clear(slopes, curvatures, 0);
                if (lacksLast) Clear(slopes, curvatures, count * width - Lanes);
                if (hessian != null) LogisticLoops<TLanes, TNumber>.Hessian(rows + lane, count, p, curvatures + lane, hessian + lane, (byte*)(rows + part.Length));
            }

            var together = typeof(TNumber) == typeof(double) ? count : StretchOf(p);
            for (var first = 0; first < count; first += together)
            {
                var blocks = Math.Min(together, count - first);
                for (var lane = 0; lane < width; lane += TLanes.Count)
                    LogisticLoops<TLanes, TNumber>.Gradient(rows + first * stride + lane, blocks, p, slopes + first * width + lane, gradient + lane);
                if (typeof(TNumber) != typeof(double)) Move<TLanes, TNumber>(gradient, GradientColumns(p), totals);
            }
        }

        static void Clear(TNumber* slopes, TNumber* curvatures, int first)
        {
            new Span<TNumber>(slopes + first, Lanes).Clear();
            new Span<TNumber>(curvatures + first, Lanes).Clear();
        }
    }

    private double Loss<TLanes>(ReadOnlySpan<double> blocks, ReadOnlySpan<double> theta)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = CleanSums(1);
        var stride = (theta.Length + 1) * Lanes;
        var chunk = ChunkOf<double>(theta.Length);
        for (var start = 0; start < blocks.Length; start += chunk)
        {
            var part = blocks.Slice(start, Math.Min(chunk, blocks.Length - start));
            var count = part.Length / stride;
            fixed (double* rows = part, at = theta, losses = Margins, to = sums)
            {
                LogisticLoops<TLanes, double>.AllMargins(rows, count, at, theta.Length, losses);
                ExactMath.Softplus(new(losses, count * Lanes), new(losses, count * Lanes));
                for (var lane = 0; lane < Lanes; lane += TLanes.Count)
                    LogisticLoops<TLanes, double>.Losses(losses + lane, rows + lane + theta.Length * Lanes, count, stride, to + lane);
            }
        }

        return Fold(sums);
    }

    private Span<double> CleanSums(int count) => Clean(_sums, count);

    // Doubles need none: they go on in the sums.
    private Span<double> ScratchFor<TNumber>(int count) => Clean(_scratch, typeof(TNumber) == typeof(double) ? 0 : count);

    private static Span<double> Clean(CacheLines memory, int lines)
    {
        memory.Reserve(lines * Lanes, 0);
        var sums = memory[0, lines * Lanes];
        sums.Clear();
        return sums;
    }

    // Blocks between two moves. Sums of at most eight columns are moved in no time, and half the noise often saves a pass.
    private static int StretchOf(int p) => p <= 8 ? 4 : 16;

    // Sums go by eight columns.
    private static int GradientColumns(int p) => (p + 7) / 8 * 8;

    // Margins go by eight blocks, which are as many bytes of floats as of doubles.
    private static int ChunkOf<TNumber>(int p) where TNumber : unmanaged
    {
        var blocks = Math.Clamp(ChunkBytes / ((p + 1) * Lanes * sizeof(double)), 1, MostBlocks);
        return (p + 1) * RowBlocks<TNumber>.Rows * (blocks < 6 ? blocks : (blocks + 4) / 8 * 8);
    }

    private static void Fold(ReadOnlySpan<double> lanes, Span<double> sums)
    {
        for (var j = 0; j < sums.Length; j++) sums[j] = Fold(lanes.Slice(j * Lanes, Lanes));
    }

    private static double Fold(ReadOnlySpan<double> l) => ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
}
