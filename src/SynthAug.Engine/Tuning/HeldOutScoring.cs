using SynthAug.Engine.Measures;

namespace SynthAug.Engine.Tuning;

/// <summary>Writes the held-out scores of fitted models to their places. Belongs to one thread: it keeps its scratch.</summary>
internal sealed class HeldOutScoring
{
    // Rows stay in the cache while every candidate scores them. No part of the result: a row's score depends on the row alone.
    private const int BlockRows = 256;

    private double[] _scratch = [];

    /// <summary>Rows and place of one trial.</summary>
    public readonly record struct Place(SampleBuffer HeldOut, int Repeat, int Fold, int Trial);

    public static void Score(IModel model, Place place, FitScores scores)
    {
        try
        {
            RequireLogOdds(model.Scale);
            foreach (var minority in (ReadOnlySpan<bool>)[false, true])
            {
                var rows = Rows(place, minority);
                var values = scores.Writable(place.Repeat, place.Fold, minority);
                model.Score(rows, values);
                RequireFinite(values);
            }
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            // Whatever a plugin's model throws while it is scored is a reason in the panel, not the end of the run.
            scores.Refuse(place.Trial, Refusals.Reason(e));
        }
    }

    /// <summary>All candidates of a solved path.</summary>
    /// <param name="targets">Where the scores of candidate i go; several fits may be one candidate.</param>
    public void Score(CandidateFits fits, Place place, IReadOnlyList<(int Candidate, FitScores Scores)> targets)
    {
        if (fits.Path is not { } path)
        {
            foreach (var (candidate, scores) in targets)
            {
                if (fits.Model(candidate) is { } model) Score(model, place, scores);
                else scores.Refuse(place.Trial, fits.Refusal(candidate)!);
            }

            return;
        }

        try
        {
            RequireLogOdds(path[0].Scale);
            foreach (var minority in (ReadOnlySpan<bool>)[false, true]) ScoreAlong(path, fits.Count, place, minority, targets);
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            foreach (var (_, scores) in targets) scores.Refuse(place.Trial, Refusals.Reason(e));
        }
    }

    private void ScoreAlong(IPathSolver path, int candidates, Place place, bool minority, IReadOnlyList<(int Candidate, FitScores Scores)> targets)
    {
        if (_scratch.Length < candidates * BlockRows) _scratch = new double[candidates * BlockRows];
        var rows = Rows(place, minority);
        for (var first = 0; first < rows.Count; first += BlockRows)
        {
            var block = rows.Slice(first, Math.Min(BlockRows, rows.Count - first));
            var all = _scratch.AsSpan(0, candidates * block.Count);
            path.ScoreAll(block, all);
            foreach (var (candidate, scores) in targets)
                all.Slice(candidate * block.Count, block.Count).CopyTo(scores.Writable(place.Repeat, place.Fold, minority)[first..]);
        }

        foreach (var (_, scores) in targets)
        {
            try
            {
                RequireFinite(scores.Writable(place.Repeat, place.Fold, minority));
            }
            catch (RefusalException e)
            {
                scores.Refuse(place.Trial, e.Message);
            }
        }
    }

    private static ReadOnlyRows Rows(Place place, bool minority) => (minority ? place.HeldOut.Minority : place.HeldOut.Majority).Rows;

    // No scores: asks only whether the scale has a log-loss, in the one wording.
    private static void RequireLogOdds(ScoreScale scale) => RowLoss.FromScores([], scale, Loss.Log, minority: false);

    private static void RequireFinite(ReadOnlySpan<double> scores)
    {
        if (!Refuse.AreFinite(scores)) throw new RefusalException("The model's held-out scores are not finite numbers, so it has no log-loss.");
    }
}
