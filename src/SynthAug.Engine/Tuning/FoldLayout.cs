using SynthAug.Engine.Data;

namespace SynthAug.App.Tuning;

/// <summary>
/// One repeat's folds as an order of the rows in which each fold is contiguous: the losses of a fold are then one span, written by the one
/// trial that holds it out.
/// </summary>
internal sealed class FoldLayout(StratifiedFolds folds)
{
    private readonly ClassLayout _majority = new([.. Enumerable.Range(0, folds.Count).Select(folds.MajorityIn)]);
    private readonly ClassLayout _minority = new([.. Enumerable.Range(0, folds.Count).Select(folds.MinorityIn)]);

    public int Folds => folds.Count;

    public ClassLayout Of(bool minority) => minority ? _minority : _majority;

    /// <summary>The rows of one class.</summary>
    internal sealed class ClassLayout(int[][] folds)
    {
        /// <summary>Row indices, fold after fold, ascending within a fold.</summary>
        public IReadOnlyList<int> Order { get; } = [.. folds.SelectMany(rows => rows)];

        /// <summary>Where a fold's held-out rows stand in <see cref="Order"/>.</summary>
        public Range HeldOut(int fold)
        {
            var first = folds.Take(fold).Sum(rows => rows.Length);
            return first..(first + folds[fold].Length);
        }

        public int HeldOutCount(int fold) => folds[fold].Length;
    }
}
