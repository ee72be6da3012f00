using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// One repeat's folds as an order of the rows in which each fold is contiguous: the scores of a fold are then one span, written by the one
/// trial that holds it out.
/// </summary>
public sealed class FoldLayout
{
    private readonly ClassLayout _majority, _minority;

    /// <param name="majority">The held-out majority rows of each fold; a row stands in one fold, and every row of the class in some.</param>
    /// <param name="minority">The same of the minority, as many folds.</param>
    public FoldLayout(IReadOnlyList<int[]> majority, IReadOnlyList<int[]> minority)
    {
        ArgumentNullException.ThrowIfNull(majority);
        ArgumentNullException.ThrowIfNull(minority);
        if (majority.Count != minority.Count) throw new ArgumentException($"{majority.Count} folds of the majority and {minority.Count} of the minority; give as many.");
        (_majority, _minority) = (new(majority), new(minority));
        Folds = majority.Count;
    }

    public int Folds { get; }

    public ClassLayout Of(bool minority) => minority ? _minority : _majority;

    public static FoldLayout Of(StratifiedFolds folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        var (majority, minority) = (new int[folds.Count][], new int[folds.Count][]);
        for (var fold = 0; fold < folds.Count; fold++) (majority[fold], minority[fold]) = (folds.MajorityIn(fold), folds.MinorityIn(fold));
        return new(majority, minority);
    }

    /// <summary>All rows in one part: a validation or a test table.</summary>
    public static FoldLayout Whole(int majority, int minority) => new([[.. Enumerable.Range(0, majority)]], [[.. Enumerable.Range(0, minority)]]);

    /// <summary>The rows of one class.</summary>
    public sealed class ClassLayout
    {
        private readonly int[] _order, _starts;

        internal ClassLayout(IReadOnlyList<int[]> folds)
        {
            _starts = new int[folds.Count + 1];
            for (var k = 0; k < folds.Count; k++) _starts[k + 1] = _starts[k] + folds[k].Length;
            _order = new int[_starts[^1]];
            for (var k = 0; k < folds.Count; k++) folds[k].CopyTo(_order, _starts[k]);
        }

        /// <summary>Row indices, fold after fold.</summary>
        public ReadOnlySpan<int> Order => _order;

        /// <summary>The held-out rows of a fold.</summary>
        public ReadOnlySpan<int> HeldOutRows(int fold) => _order.AsSpan(HeldOut(fold));

        /// <summary>Where a fold's held-out rows stand in <see cref="Order"/>.</summary>
        public Range HeldOut(int fold) => _starts[fold].._starts[fold + 1];

        public int HeldOutCount(int fold) => _starts[fold + 1] - _starts[fold];
    }
}
