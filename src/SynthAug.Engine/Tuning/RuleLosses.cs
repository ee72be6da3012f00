using System.Buffers;
using SynthAug.Engine.Inference;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tuning;

/// <summary>Sums of one candidate's held-out losses, fold by fold: all that choosing needs.</summary>
internal sealed class FoldSums
{
    private readonly HeldOutShape _shape;
    private readonly double[] _majority, _minority;

    public FoldSums(CandidateView view, HeldOutShape shape) : this(shape, Of(view, shape, minority: false), Of(view, shape, minority: true))
    {
    }

    /// <param name="majority">Of every trial.</param>
    /// <param name="minority">Of every trial.</param>
    public FoldSums(HeldOutShape shape, double[] majority, double[] minority)
    {
        (_shape, _majority, _minority) = (shape, majority, minority);
        Loss = shape.Rho * (Total(_majority) / shape.Repeats / shape.MajorityCount) + (1 - shape.Rho) * (Total(_minority) / shape.Repeats / shape.MinorityCount);
    }

    /// <summary>Over all rows and repeats.</summary>
    public double Loss { get; }

    /// <summary>Over the other folds of the repeat.</summary>
    public double LossOutside(int repeat, int fold) =>
        _shape.Rho * MeanOutside(_majority, repeat, fold, minority: false) + (1 - _shape.Rho) * MeanOutside(_minority, repeat, fold, minority: true);

    /// <summary>Over all rows in one repeat.</summary>
    public double LossIn(int repeat)
    {
        var folds = repeat * _shape.Folds;
        return _shape.Rho * (Total(_majority.AsSpan(folds, _shape.Folds)) / _shape.MajorityCount) + (1 - _shape.Rho) * (Total(_minority.AsSpan(folds, _shape.Folds)) / _shape.MinorityCount);
    }

    private double MeanOutside(double[] sums, int repeat, int fold, bool minority)
    {
        var layout = _shape.Layout(repeat).Of(minority);
        var (sum, count) = (0.0, 0);
        for (var k = 0; k < _shape.Folds; k++)
            if (k != fold || _shape.Folds == 1) (sum, count) = (sum + sums[repeat * _shape.Folds + k], count + layout.HeldOutCount(k));
        return sum / count;
    }

    private static double Total(ReadOnlySpan<double> sums)
    {
        var total = 0.0;
        foreach (var sum in sums) total += sum;
        return total;
    }

    private static double[] Of(CandidateView view, HeldOutShape shape, bool minority)
    {
        var sums = new double[shape.Trials];
        var losses = ArrayPool<double>.Shared.Rent(RuleLosses.LargestFold(shape, minority));
        for (var t = 0; t < sums.Length; t++)
        {
            var (repeat, fold) = Math.DivRem(t, shape.Folds);
            var held = losses.AsSpan(0, shape.Layout(repeat).Of(minority).HeldOutCount(fold));
            view.Losses(repeat, fold, minority, held);
            sums[t] = Kernels.Sum(held);
        }

        ArrayPool<double>.Shared.Return(losses);
        return sums;
    }
}

/// <summary>Row by row means over the repeats, where each fold may take its losses from a candidate of its own.</summary>
internal static class RuleLosses
{
    /// <param name="room">Losses of the same rows that are no longer needed, to be written over; null for fresh memory.</param>
    public static RowLosses Mean(HeldOutShape shape, Func<int, int, CandidateView> candidate, RowLosses? room = null) => Mean(shape, candidate, 0, shape.Repeats, room, [], []);

    /// <summary>Both from one walk: most of either is to take the losses.</summary>
    public static (RowLosses Rows, FoldSums Sums) MeanAndSums(HeldOutShape shape, CandidateView candidate, RowLosses? room)
    {
        double[] majority = new double[shape.Trials], minority = new double[shape.Trials];
        var rows = Mean(shape, (_, _) => candidate, 0, shape.Repeats, room, majority, minority);
        return (rows, new(shape, majority, minority));
    }

    public static RowLosses InRepeat(HeldOutShape shape, CandidateView candidate, int repeat) => Mean(shape, (_, _) => candidate, repeat, 1, null, [], []);

    public static int LargestFold(HeldOutShape shape, bool minority)
    {
        var largest = 0;
        for (var r = 0; r < shape.Repeats; r++)
            for (var k = 0; k < shape.Folds; k++) largest = Math.Max(largest, shape.Layout(r).Of(minority).HeldOutCount(k));
        return largest;
    }

    private static RowLosses Mean(HeldOutShape shape, Func<int, int, CandidateView> candidate, int firstRepeat, int repeats, RowLosses? room, double[] majority, double[] minority)
    {
        var mean = room ?? new(new double[shape.MajorityCount], new double[shape.MinorityCount]);
        Mean(shape, candidate, minority: false, firstRepeat, repeats, mean.Majority, majority);
        Mean(shape, candidate, minority: true, firstRepeat, repeats, mean.Minority, minority);
        return mean;
    }

    // The sums of the folds too where there is room for them.
    private static void Mean(HeldOutShape shape, Func<int, int, CandidateView> candidate, bool minority, int firstRepeat, int repeats, double[] mean, double[] sums)
    {
        var losses = ArrayPool<double>.Shared.Rent(LargestFold(shape, minority));
        for (var repeat = firstRepeat; repeat < firstRepeat + repeats; repeat++)
        {
            for (var fold = 0; fold < shape.Folds; fold++)
            {
                var rows = shape.Layout(repeat).Of(minority).HeldOutRows(fold);
                var held = losses.AsSpan(0, rows.Length);
                candidate(repeat, fold).Losses(repeat, fold, minority, held);
                if (sums.Length > 0) sums[repeat * shape.Folds + fold] = Kernels.Sum(held);
                // A repeat holds every row out once, so the first one writes and the last one divides.
                var (isFirst, isLast) = (repeat == firstRepeat, repeat == firstRepeat + repeats - 1);
                for (var i = 0; i < rows.Length; i++)
                {
                    ref var row = ref mean[rows[i]];
                    var sum = isFirst ? held[i] : row + held[i];
                    row = isLast ? sum / repeats : sum;
                }
            }
        }

        ArrayPool<double>.Shared.Return(losses);
    }
}
