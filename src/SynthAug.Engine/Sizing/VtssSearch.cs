using SynthAug.Engine.Measures;

namespace SynthAug.Engine.Sizing;

/// <summary>What a tuned rule came to: a γ, or why there is none.</summary>
internal readonly record struct VtssChoice(double Gamma, string? Refusal)
{
    public static VtssChoice Refused(string? reason) => new(double.NaN, reason ?? "No candidate has a finite validation loss.");
}

/// <summary>Algorithm 1 of the paper over held-out rows: candidates in ascending order, the first minimiser wins.</summary>
internal sealed class VtssSearch(Objective objective, SyntheticPool pool, HeldOutLoss loss, PluginContext context)
{
    private readonly CandidateSizes _more = new();
    private double[] _losses = new double[64];

    /// <summary>Chooses among solved candidates, and solves more while a widening rule's minimum is on the upper edge.</summary>
    /// <param name="solved">The sizes that <see cref="GeneratorTask.Fits"/> holds.</param>
    /// <param name="widened">True when other sizes were solved meanwhile.</param>
    public VtssChoice Choose(VtssRule rule, in GeneratorTask task, double target, StreamKey key, CandidateSizes solved, out bool widened)
    {
        widened = false;
        var losses = LossesOf(task, solved.Count, out var reason);
        var (best, bestLoss) = (double.NaN, double.PositiveInfinity);
        Improve(rule.Grid, solved, losses, target, ref best, ref bestLoss);
        var grid = rule.Grid;
        while (rule.Widening && best == grid.To && grid.To < VtssRule.WideningCap && target > 0)
        {
            grid = Widen(rule, grid);
            _more.Clear();
            _more.Add(grid, target);
            task.Fits.Solve(pool.Take(_more.Largest, context), _more.Values, key, context);
            widened = true;
            losses = LossesOf(task, _more.Count, out var late);
            reason ??= late;
            Improve(grid, _more, losses, target, ref best, ref bestLoss);
        }

        return double.IsNaN(best) ? VtssChoice.Refused(reason) : new(best, null);
    }

    // Half as many new candidates as the rule started with, at each doubling: the step doubles with the reach.
    private static SizeGrid Widen(VtssRule rule, SizeGrid grid)
    {
        var count = Math.Max(1, (rule.Grid.Count - 1) / 2);
        return new(grid.To + grid.To / count, 2 * grid.To, count);
    }

    /// <summary>Each candidate on a draw of its own. Leaves the chosen model as the only candidate of <see cref="GeneratorTask.Fits"/>.</summary>
    /// <param name="rule">A VTSS rule with fresh draws, or a best of draws.</param>
    public VtssChoice ChooseFresh(SizeRule rule, in GeneratorTask task, IFittedGenerator generator, SyntheticPool fresh, double target, StreamKey key)
    {
        var search = new FreshSearch { Fits = task.Fits, Generator = generator, Pool = fresh, Dimension = task.Data.Training.Dimension, Target = target, Key = key };
        if (rule is VtssRule vtss)
        {
            var grid = vtss.Grid;
            TryAll(grid, task, ref search);
            while (vtss.Widening && search.Best.Gamma == grid.To && grid.To < VtssRule.WideningCap && target > 0)
            {
                grid = Widen(vtss, grid);
                TryAll(grid, task, ref search);
            }
        }
        else
        {
            var (gamma, count) = rule is BestOfDrawsRule redraw ? (redraw.Gamma, redraw.Count) : throw new ArgumentException($"{rule} draws nothing anew.", nameof(rule));
            for (var draw = 0; draw < count; draw++) Try(new FreshDraw(gamma, PoolKey(task, gamma).Fork((ulong)draw)), task, ref search);
        }

        if (double.IsPositiveInfinity(search.BestLoss)) return VtssChoice.Refused(search.Reason);
        Solve(search.Best, search);
        return new(search.Best.Gamma, null);
    }

    private void TryAll(SizeGrid grid, in GeneratorTask task, ref FreshSearch search)
    {
        for (var i = 0; i < grid.Count; i++) Try(new FreshDraw(grid[i], PoolKey(task, grid[i])), task, ref search);
    }

    private void Try(FreshDraw draw, in GeneratorTask task, ref FreshSearch search)
    {
        Solve(draw, search);
        var value = LossesOf(task, 1, out var why)[0];
        search.Reason ??= why;
        if (value < search.BestLoss) (search.Best, search.BestLoss) = (draw, value);
    }

    private void Solve(FreshDraw draw, in FreshSearch search)
    {
        search.Pool.Start(search.Generator, draw.Pool, search.Dimension);
        var size = SyntheticTarget.Size(draw.Gamma, search.Target);
        search.Fits.Stream(search.Pool, [size], search.Key, context);
    }

    // A VTSS draw is known by its γ, so two grids that share a γ share its draw; redraws at one γ are counted.
    private static StreamKey PoolKey(in GeneratorTask task, double gamma) =>
        task.TrialKey.Fork((ulong)StreamRole.FreshPool).Fork(task.Generator.StreamName).Fork(BitConverter.DoubleToUInt64Bits(gamma));

    private Span<double> LossesOf(in GeneratorTask task, int count, out string? reason)
    {
        if (_losses.Length < count) _losses = new double[2 * count];
        var losses = _losses.AsSpan(0, count);
        task.Fits.Losses(loss, task.Data.Validation!, objective, losses, out reason);
        return losses;
    }

    private static void Improve(SizeGrid grid, CandidateSizes sizes, ReadOnlySpan<double> losses, double target, ref double best, ref double bestLoss)
    {
        // Both ascend, and every size of the grid is among the sizes.
        var at = 0;
        var values = sizes.Values;
        for (var i = 0; i < grid.Count; i++)
        {
            for (var size = SyntheticTarget.Size(grid[i], target); values[at] < size;) at++;
            var value = losses[at];
            if (value < bestLoss) (best, bestLoss) = (grid[i], value);
        }
    }

    private readonly record struct FreshDraw(double Gamma, StreamKey Pool);

    private struct FreshSearch()
    {
        public required CandidateFits Fits { get; init; }

        public required IFittedGenerator Generator { get; init; }

        public required SyntheticPool Pool { get; init; }

        public required int Dimension { get; init; }

        public required double Target { get; init; }

        public required StreamKey Key { get; init; }

        public FreshDraw Best { get; set; }

        public double BestLoss { get; set; } = double.PositiveInfinity;

        public string? Reason { get; set; }
    }
}
