using SynthAug.Numerics;

namespace SynthAug.Engine.Measures;

/// <summary>
/// ρ·mean loss of the majority + (1−ρ)·mean loss of the minority over held-out rows (paper, eq. 1, Remark 1). One belongs to one thread: it keeps its scratch.
/// </summary>
public sealed class HeldOutLoss
{
    // Part of the result: losses are summed within blocks of this many rows, then block by block.
    private const int BlockRows = 256;

    private double[] _scores = [], _sums = [];

    /// <summary>Loss of one model.</summary>
    /// <exception cref="RefusalException">The loss is not defined on the model's scale.</exception>
    public double Of(IModel model, LabelledSample sample, Objective objective)
    {
        Reserve(1);
        return objective.Rho * Mean(model, sample.Majority.Rows, objective.Loss, minority: false)
            + (1 - objective.Rho) * Mean(model, sample.Minority.Rows, objective.Loss, minority: true);
    }

    /// <summary>Losses of one model by several objectives, each what <see cref="Of(IModel, LabelledSample, Objective)"/> gives; the rows are scored once.</summary>
    /// <param name="losses">Length: the number of objectives.</param>
    /// <exception cref="RefusalException">One of the losses is not defined on the model's scale.</exception>
    public void Of(IModel model, LabelledSample sample, ReadOnlySpan<Objective> objectives, Span<double> losses)
    {
        losses.Clear();
        Reserve(2);
        AddMeans(model, sample.Majority.Rows, objectives, minority: false, losses);
        AddMeans(model, sample.Minority.Rows, objectives, minority: true, losses);
    }

    /// <summary>Losses of all candidates of a path; equal to <see cref="Of(IModel, LabelledSample, Objective)"/> on each.</summary>
    /// <param name="losses">Length: the number of candidates.</param>
    /// <exception cref="RefusalException">The loss is not defined on the models' scale.</exception>
    public void Along(IPathSolver path, LabelledSample sample, Objective objective, Span<double> losses)
    {
        losses.Clear();
        Reserve(losses.Length);
        AddAlong(path, sample.Majority.Rows, objective.Rho, objective.Loss, minority: false, losses);
        AddAlong(path, sample.Minority.Rows, 1 - objective.Rho, objective.Loss, minority: true, losses);
    }

    private double Mean(IModel model, ReadOnlyRows rows, Loss loss, bool minority)
    {
        var sum = 0.0;
        for (var first = 0; first < rows.Count; first += BlockRows)
        {
            var block = rows.Slice(first, Math.Min(BlockRows, rows.Count - first));
            var scores = _scores.AsSpan(0, block.Count);
            model.Score(block, scores);
            sum += Sum(scores, model.Scale, loss, minority);
        }

        return sum / rows.Count;
    }

    private void AddMeans(IModel model, ReadOnlyRows rows, ReadOnlySpan<Objective> objectives, bool minority, Span<double> losses)
    {
        var sums = CleanSums(losses.Length);
        for (var first = 0; first < rows.Count; first += BlockRows)
        {
            var block = rows.Slice(first, Math.Min(BlockRows, rows.Count - first));
            Span<double> scores = _scores.AsSpan(0, block.Count), scratch = _scores.AsSpan(BlockRows, block.Count);
            model.Score(block, scores);
            for (var i = 0; i < sums.Length; i++)
            {
                scores.CopyTo(scratch);
                sums[i] += Sum(scratch, model.Scale, objectives[i].Loss, minority);
            }
        }

        for (var i = 0; i < sums.Length; i++) losses[i] += (minority ? 1 - objectives[i].Rho : objectives[i].Rho) * (sums[i] / rows.Count);
    }

    private void AddAlong(IPathSolver path, ReadOnlyRows rows, double weight, Loss loss, bool minority, Span<double> losses)
    {
        var scale = path[0].Scale;
        var sums = CleanSums(losses.Length);
        for (var first = 0; first < rows.Count; first += BlockRows)
        {
            var block = rows.Slice(first, Math.Min(BlockRows, rows.Count - first));
            var scores = _scores.AsSpan(0, block.Count * losses.Length);
            path.ScoreAll(block, scores);
            for (var c = 0; c < losses.Length; c++) sums[c] += Sum(scores.Slice(c * block.Count, block.Count), scale, loss, minority);
        }

        for (var c = 0; c < losses.Length; c++) losses[c] += weight * (sums[c] / rows.Count);
    }

    // The scores are overwritten.
    private static double Sum(Span<double> scores, ScoreScale scale, Loss loss, bool minority)
    {
        if (loss == Loss.Log && scale == ScoreScale.LogOdds) return ExactMath.SumOfSoftplus(scores, negated: minority);
        RowLoss.FromScores(scores, scale, loss, minority);
        return Kernels.Sum(scores);
    }

    private Span<double> CleanSums(int count)
    {
        if (_sums.Length < count) _sums = new double[count];
        var sums = _sums.AsSpan(0, count);
        sums.Clear();
        return sums;
    }

    private void Reserve(int candidates)
    {
        if (_scores.Length < candidates * BlockRows) _scores = new double[candidates * BlockRows];
    }
}
