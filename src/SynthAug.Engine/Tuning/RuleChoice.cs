using System.Buffers;
using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// A rule as a set of candidates: for each fold the one of least loss on the other folds of its repeat (cross-selection), so that a fold's rows have no
/// say in what is reported of them. The candidate of least loss over all rows is chosen by the rows that it reports, and is too good by about that
/// choice. The first of equals wins.
/// </summary>
public sealed class RuleChoice
{
    private readonly HeldOutShape _shape;
    private readonly CandidateView[] _chosen;
    private RowLosses? _rows;

    private RuleChoice(HeldOutShape shape, CandidateView[] chosen, CandidateView best, double bestLoss) =>
        (_shape, _chosen, Best, BestLoss) = (shape, chosen, best, bestLoss);

    /// <summary>Least loss over all rows: what a final fit takes.</summary>
    public CandidateView Best { get; }

    /// <summary>Its loss.</summary>
    public double BestLoss { get; }

    /// <summary>The candidate that this fold's rows are reported under.</summary>
    public CandidateView Chosen(int repeat, int fold) => _chosen[repeat * _shape.Folds + fold];

    /// <summary>Each row's mean loss over the repeats under its fold's candidate.</summary>
    public RowLosses Rows => _rows ??= RuleLosses.Mean(_shape, Chosen);

    /// <summary>Held-out log-odds of all rows in one repeat as the rule gives them, rows of a class in the parts' order.</summary>
    public void Scores(int repeat, bool minority, Span<double> scores) => Scores(repeat, minority, scores, atRho: false);

    /// <summary>The same, each model moved from the proportions that it was fitted under to ρ : 1−ρ where its rule leaves it there.</summary>
    public void ScoresAtRho(int repeat, bool minority, Span<double> scores) => Scores(repeat, minority, scores, atRho: true);

    /// <summary>Whether <see cref="ScoresAtRho"/> differ from <see cref="Scores(int, bool, Span{double})"/> in some fold.</summary>
    internal bool IsMovedToRho => Enumerable.Range(0, _shape.Trials).Select(t => Math.DivRem(t, _shape.Folds)).Any(t => Move(t.Quotient, t.Remainder) != 0);

    private double Move(int repeat, int fold) => Chosen(repeat, fold).ShiftToRho(repeat, fold) - Chosen(repeat, fold).Shift(repeat, fold);

    private void Scores(int repeat, bool minority, Span<double> scores, bool atRho)
    {
        var layout = _shape.Layout(repeat).Of(minority);
        var held = ArrayPool<double>.Shared.Rent(RuleLosses.LargestFold(_shape, minority));
        for (var fold = 0; fold < _shape.Folds; fold++)
        {
            var rows = layout.HeldOutRows(fold);
            var view = Chosen(repeat, fold);
            view.Scores(repeat, fold, minority, held.AsSpan(0, rows.Length));
            var move = atRho ? Move(repeat, fold) : 0;
            for (var i = 0; i < rows.Length; i++) scores[rows[i]] = held[i] + move;
        }

        ArrayPool<double>.Shared.Return(held);
    }

    /// <summary>Null when every candidate was refused.</summary>
    internal static RuleChoice? Of(IReadOnlyList<Candidate> candidates, HeldOutShape shape)
    {
        Candidate[] usable = [.. candidates.Where(c => c.Sums is not null)];
        if (usable.Length == 0) return null;
        var chosen = new CandidateView[shape.Trials];
        for (var t = 0; t < chosen.Length; t++)
        {
            var (repeat, fold) = Math.DivRem(t, shape.Folds);
            chosen[t] = Least(usable, c => c.Sums!.LossOutside(repeat, fold)).View;
        }

        var best = Least(usable, c => c.Sums!.Loss);
        return new(shape, chosen, best.View, best.Sums!.Loss);
    }

    private static Candidate Least(Candidate[] candidates, Func<Candidate, double> loss)
    {
        var (best, least) = (candidates[0], loss(candidates[0]));
        foreach (var candidate in candidates.AsSpan(1))
        {
            var value = loss(candidate);
            if (value < least) (best, least) = (candidate, value);
        }

        return best;
    }
}

/// <summary>A view with its sums; without them where it was refused.</summary>
internal sealed class Candidate(CandidateView view, HeldOutShape shape)
{
    private FoldSums? _sums;

    public CandidateView View => view;

    public FoldSums? Sums => view.Refusal is null ? _sums ??= new(view, shape) : null;

    /// <summary>NaN when refused.</summary>
    public double Loss => Sums?.Loss ?? double.NaN;

    /// <summary>Each row's mean loss over the repeats, of a candidate that was not refused.</summary>
    /// <param name="room">Losses of the same rows that are no longer needed, to be written over; null for fresh memory.</param>
    public RowLosses Rows(RowLosses? room)
    {
        if (_sums is not null) return view.Rows(room);
        (var rows, _sums) = RuleLosses.MeanAndSums(shape, view, room);
        return rows;
    }
}
