using SynthAug.Engine.Data;
using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>Rows of a table; each fold's preparation is learned from its training rows, and synthetic rows are snapped to the table's types before they are fitted on.</summary>
public sealed class TableParts : IHeldOutParts
{
    private readonly TableRows _majority, _minority, _heldOutMajority, _heldOutMinority;
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly FoldLayout[] _layouts;
    private readonly bool _isCrossValidated;

    private TableParts(
        TableRows majority, TableRows minority, TableRows heldOutMajority, TableRows heldOutMinority, bool isCrossValidated,
        IReadOnlyList<TableColumn> columns, FoldLayout[] layouts, RowGroups? groups)
    {
        (_majority, _minority, _heldOutMajority, _heldOutMinority, _isCrossValidated) = (majority, minority, heldOutMajority, heldOutMinority, isCrossValidated);
        (_columns, _layouts, Groups) = (columns, layouts, groups);
        // A part has no level and no missing value that the whole has not.
        Dimension = Preparation.Fit(majority, minority, columns).Columns.Count;
    }

    public int MajorityCount => _heldOutMajority.Count;

    public int MinorityCount => _heldOutMinority.Count;

    public int Repeats => _layouts.Length;

    public int Folds => _layouts[0].Folds;

    public int WholeMajorityCount => _majority.Count;

    public int WholeMinorityCount => _minority.Count;

    public int Dimension { get; }

    public RowGroups? Groups { get; }

    /// <summary>Each row held out once a repeat.</summary>
    /// <param name="splits">One a repeat, of as many folds each.</param>
    public static TableParts CrossValidated(
        TableRows majority, TableRows minority, IReadOnlyList<TableColumn> columns, IReadOnlyList<StratifiedFolds> splits, RowGroups? groups = null) =>
        new(majority, minority, majority, minority, isCrossValidated: true, columns, [.. splits.Select(FoldLayout.Of)], groups);

    /// <summary>Fitted on some rows, held out others: a validation or a test part, of the same columns.</summary>
    public static TableParts HeldOut(
        TableRows majority, TableRows minority, TableRows heldOutMajority, TableRows heldOutMinority, IReadOnlyList<TableColumn> columns, RowGroups? groups = null) =>
        new(majority, minority, heldOutMajority, heldOutMinority, isCrossValidated: false, columns, [FoldLayout.Whole(heldOutMajority.Count, heldOutMinority.Count)], groups);

    public FoldLayout Layout(int repeat) => _layouts[repeat];

    public void Draw(int repeat, int fold, FoldDraw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var layout = _layouts[repeat];
        var (majority, minority) = _isCrossValidated
            ? (Outside(_majority, layout.Of(minority: false), fold), Outside(_minority, layout.Of(minority: true), fold))
            : (_majority, _minority);
        var preparation = Preparation.Fit(majority, minority, _columns);
        preparation.Apply(majority, draw.Training.Majority);
        preparation.Apply(minority, draw.Training.Minority);
        preparation.Apply(Some(_heldOutMajority, layout.Of(minority: false).HeldOutRows(fold)), draw.HeldOut.Majority);
        preparation.Apply(Some(_heldOutMinority, layout.Of(minority: true).HeldOutRows(fold)), draw.HeldOut.Minority);
        draw.Training.Columns = draw.HeldOut.Columns = preparation.Columns;
        draw.Preparation = preparation;
    }

    private static TableRows Some(TableRows all, ReadOnlySpan<int> rows)
    {
        var some = new int[rows.Length];
        for (var i = 0; i < some.Length; i++) some[i] = all.Rows[rows[i]];
        return all with { Rows = some };
    }

    private static TableRows Outside(TableRows all, FoldLayout.ClassLayout layout, int fold)
    {
        var (first, end) = (layout.HeldOut(fold).Start.Value, layout.HeldOut(fold).End.Value);
        return Some(all, [.. layout.Order[..first], .. layout.Order[end..]]);
    }
}
