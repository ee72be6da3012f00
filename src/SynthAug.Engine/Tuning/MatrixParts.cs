using SynthAug.Engine.Data;
using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>Two classes of rows in memory; columns are standardised by each fold's training rows.</summary>
public sealed class MatrixParts : IHeldOutParts
{
    private readonly FeatureMatrix _majority, _minority, _heldOutMajority, _heldOutMinority;
    private readonly FoldLayout[] _layouts;
    private readonly IReadOnlyList<FeatureColumn> _columns;

    private MatrixParts(
        FeatureMatrix majority, FeatureMatrix minority, FeatureMatrix heldOutMajority, FeatureMatrix heldOutMinority,
        FoldLayout[] layouts, IReadOnlyList<FeatureColumn>? columns, RowGroups? groups)
    {
        (_majority, _minority, _heldOutMajority, _heldOutMinority) = (majority, minority, heldOutMajority, heldOutMinority);
        (_layouts, _columns, Groups) = (layouts, columns ?? [], groups);
    }

    public int MajorityCount => _heldOutMajority.RowCount;

    public int MinorityCount => _heldOutMinority.RowCount;

    public int Repeats => _layouts.Length;

    public int Folds => _layouts[0].Folds;

    public int WholeMajorityCount => _majority.RowCount;

    public int WholeMinorityCount => _minority.RowCount;

    public int Dimension => _majority.Dimension;

    public RowGroups? Groups { get; }

    private bool IsCrossValidated => ReferenceEquals(_majority, _heldOutMajority);

    /// <summary>Stratified folds, one split a repeat from streams of the seed and the repeat alone: neither rules nor plugins move a row.</summary>
    /// <param name="majority">n0 × d; read, never written.</param>
    /// <param name="minority">n1 × d.</param>
    /// <exception cref="DataFileException">A class has fewer rows than folds.</exception>
    public static MatrixParts CrossValidated(
        FeatureMatrix majority, FeatureMatrix minority, int folds, int repeats, ulong seed, IReadOnlyList<FeatureColumn>? columns = null)
    {
        ArgumentNullException.ThrowIfNull(majority);
        ArgumentNullException.ThrowIfNull(minority);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return CrossValidated(majority, minority, Split(majority.RowCount, minority.RowCount, folds, repeats, seed), columns);
    }

    /// <summary>Folds of one's own making, such as ones that keep groups together.</summary>
    /// <param name="layouts">One a repeat, of as many folds each.</param>
    public static MatrixParts CrossValidated(
        FeatureMatrix majority, FeatureMatrix minority, IReadOnlyList<FoldLayout> layouts, IReadOnlyList<FeatureColumn>? columns = null, RowGroups? groups = null) =>
        new(majority, minority, majority, minority, [.. layouts], columns, groups);

    /// <summary>Fitted on one table, held out another: a validation or a test part.</summary>
    public static MatrixParts Validated(
        FeatureMatrix majority, FeatureMatrix minority, FeatureMatrix heldOutMajority, FeatureMatrix heldOutMinority,
        IReadOnlyList<FeatureColumn>? columns = null, RowGroups? groups = null)
    {
        ArgumentNullException.ThrowIfNull(heldOutMajority);
        ArgumentNullException.ThrowIfNull(heldOutMinority);
        return new(majority, minority, heldOutMajority, heldOutMinority, [FoldLayout.Whole(heldOutMajority.RowCount, heldOutMinority.RowCount)], columns, groups);
    }

    /// <summary>The layouts of <see cref="CrossValidated(FeatureMatrix, FeatureMatrix, int, int, ulong, IReadOnlyList{FeatureColumn}?)"/>.</summary>
    public static FoldLayout[] Split(int majority, int minority, int folds, int repeats, ulong seed) =>
        [.. Enumerable.Range(0, repeats).Select(r => FoldLayout.Of(StratifiedFolds.Split(majority, minority, folds, new RandomStream(FoldStreams.Split(seed, r)))))];

    public FoldLayout Layout(int repeat) => _layouts[repeat];

    public void Draw(int repeat, int fold, FoldDraw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var layout = _layouts[repeat];
        if (IsCrossValidated)
        {
            TakeOutside(_majority, layout.Of(minority: false), fold, draw.Training.Majority);
            TakeOutside(_minority, layout.Of(minority: true), fold, draw.Training.Minority);
        }
        else
        {
            TakeAll(_majority, draw.Training.Majority);
            TakeAll(_minority, draw.Training.Minority);
        }

        Take(_heldOutMajority, layout.Of(minority: false).HeldOutRows(fold), draw.HeldOut.Majority);
        Take(_heldOutMinority, layout.Of(minority: true).HeldOutRows(fold), draw.HeldOut.Minority);
        draw.Training.Columns = draw.HeldOut.Columns = _columns;
        var scales = ColumnScales.Of(TableRows.All(draw.Training.Majority), TableRows.All(draw.Training.Minority), new double[Dimension]);
        foreach (var rows in (FeatureMatrix[])[draw.Training.Majority, draw.Training.Minority, draw.HeldOut.Majority, draw.HeldOut.Minority])
            ColumnScales.Apply(scales, rows.Writable);
    }

    private static void TakeOutside(FeatureMatrix all, FoldLayout.ClassLayout layout, int fold, FeatureMatrix taken)
    {
        taken.Reshape(all.RowCount - layout.HeldOutCount(fold), all.Dimension);
        var (first, end) = (layout.HeldOut(fold).Start.Value, layout.HeldOut(fold).End.Value);
        var order = layout.Order;
        var next = 0;
        for (var i = 0; i < order.Length; i++)
            if (i < first || i >= end) all[order[i]].CopyTo(taken.Writable[next++]);
    }

    private static void Take(FeatureMatrix all, ReadOnlySpan<int> rows, FeatureMatrix taken)
    {
        taken.Reshape(rows.Length, all.Dimension);
        for (var i = 0; i < rows.Length; i++) all[rows[i]].CopyTo(taken.Writable[i]);
    }

    private static void TakeAll(FeatureMatrix all, FeatureMatrix taken)
    {
        taken.Reshape(all.RowCount, all.Dimension);
        all.Rows.Values.CopyTo(taken.Writable.Values);
    }
}
