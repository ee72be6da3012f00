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
    private readonly TableNeighbours? _neighbours;

    // By trial: learned once, by whichever thread comes first.
    private readonly Preparation?[] _learned;

    private TableParts(
        TableRows majority, TableRows minority, TableRows heldOutMajority, TableRows heldOutMinority, bool isCrossValidated,
        IReadOnlyList<TableColumn> columns, FoldLayout[] layouts, RowGroups? groups)
    {
        (_majority, _minority, _isCrossValidated) = (InArray(majority), InArray(minority), isCrossValidated);
        (_heldOutMajority, _heldOutMinority) = isCrossValidated ? (_majority, _minority) : (InArray(heldOutMajority), InArray(heldOutMinority));
        (_columns, _layouts, Groups) = (columns, layouts, groups);
        // A part has no level and no missing value that the whole has not.
        Whole = Preparation.Fit(majority, minority, columns);
        _learned = new Preparation[layouts.Length * layouts[0].Folds];
        _neighbours = isCrossValidated ? TableNeighbours.Of(majority, minority, Whole, this) : null;
    }

    public int MajorityCount => _heldOutMajority.Count;

    public int MinorityCount => _heldOutMinority.Count;

    public int Repeats => _layouts.Length;

    public int Folds => _layouts[0].Folds;

    public int WholeMajorityCount => _majority.Count;

    public int WholeMinorityCount => _minority.Count;

    public int Dimension => Whole.Columns.Count;

    public RowGroups? Groups { get; }

    /// <summary>Learned from all rows that may be fitted on, as a final fit needs it.</summary>
    public Preparation Whole { get; }

    /// <summary>Each row held out once a repeat.</summary>
    /// <param name="splits">One a repeat, of as many folds each.</param>
    public static TableParts CrossValidated(
        TableRows majority, TableRows minority, IReadOnlyList<TableColumn> columns, IReadOnlyList<StratifiedFolds> splits, RowGroups? groups = null) =>
        new(majority, minority, majority, minority, isCrossValidated: true, columns, [.. splits.Select(FoldLayout.Of)], groups);

    /// <summary>The split of a seed: stratified folds, one split a repeat from streams of the seed and the repeat alone; whole groups where the table has them.</summary>
    /// <param name="table">Gives the columns and the groups.</param>
    /// <param name="majority">Some of its rows.</param>
    /// <param name="minority">Some of its rows.</param>
    /// <exception cref="DataFileException">A fold would lack a class.</exception>
    public static TableParts CrossValidated(CsvTable table, TableRows majority, TableRows minority, int folds, int repeats, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (groups0, groups1) = (table.GroupsOf(majority.Rows), table.GroupsOf(minority.Rows));
        var groups = groups0 is null || groups1 is null ? null : new RowGroups(groups0, groups1);
        var splits = new StratifiedFolds[repeats];
        for (var repeat = 0; repeat < repeats; repeat++) splits[repeat] = Split(repeat);
        return CrossValidated(majority, minority, table.Columns, splits, groups);

        StratifiedFolds Split(int repeat)
        {
            var random = new RandomStream(FoldStreams.Split(seed, repeat));
            return groups is null
                ? StratifiedFolds.Split(majority.Count, minority.Count, folds, random)
                : StratifiedFolds.Split(groups.Majority, groups.Minority, folds, random);
        }
    }

    /// <summary>Fitted on some rows, held out others: a validation or a test part, of the same columns.</summary>
    public static TableParts HeldOut(
        TableRows majority, TableRows minority, TableRows heldOutMajority, TableRows heldOutMinority, IReadOnlyList<TableColumn> columns, RowGroups? groups = null) =>
        new(majority, minority, heldOutMajority, heldOutMinority, isCrossValidated: false, columns, [FoldLayout.Whole(heldOutMajority.Count, heldOutMinority.Count)], groups);

    public FoldLayout Layout(int repeat) => _layouts[repeat];

    public void Draw(int repeat, int fold, FoldDraw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var layout = _layouts[repeat];
        var (majority, minority) = (Outside(layout, fold, minority: false), Outside(layout, fold, minority: true));
        var (majorityRows, minorityRows) = (Some(_majority, majority), Some(_minority, minority));
        var preparation = Learned(repeat, fold, majorityRows, minorityRows);
        Prepare(preparation, majorityRows, minorityRows, layout, fold, draw);
        draw.Neighbours = _neighbours?.Of(minority, preparation, draw.Training.Minority);
    }

    /// <summary>What every fold's training rows say.</summary>
    internal IEnumerable<Preparation> Learned()
    {
        for (var trial = 0; trial < _learned.Length; trial++)
        {
            var (repeat, fold) = Math.DivRem(trial, Folds);
            var layout = _layouts[repeat];
            yield return Learned(repeat, fold, Some(_majority, Outside(layout, fold, minority: false)), Some(_minority, Outside(layout, fold, minority: true)));
        }
    }

    /// <summary>Neighbours among all minority rows that may be fitted on; null where they are to be searched.</summary>
    /// <param name="prepared">The rows by <see cref="Whole"/>.</param>
    public IMinorityNeighbours? NeighboursAmong(FeatureMatrix prepared) => _neighbours?.Of((int[])TableRows.All(prepared).Rows, Whole, prepared);

    /// <summary>The same fold with a part of its training rows taken out to choose on: neither fitted on nor prepared by.</summary>
    /// <param name="share">Of either class, in (0, 1).</param>
    /// <param name="random">What takes them out.</param>
    /// <param name="validation">Filled with the part, prepared.</param>
    /// <exception cref="DataFileException">A class has too few rows to part.</exception>
    public void Draw(int repeat, int fold, FoldDraw draw, double share, RandomStream random, SampleBuffer validation)
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentNullException.ThrowIfNull(validation);
        var layout = _layouts[repeat];
        var (majority, minority) = (Outside(layout, fold, minority: false), Outside(layout, fold, minority: true));
        var part = Groups is null
            ? HoldOutPart.Of(majority.Length, minority.Length, share, random)
            : HoldOutPart.Of([.. majority.Select(row => Groups.Majority[row])], [.. minority.Select(row => Groups.Minority[row])], share, random);
        var (majorityRows, minorityRows) = (Some(_majority, Without(majority, part.Majority)), Some(_minority, Without(minority, part.Minority)));
        var preparation = Preparation.Fit(majorityRows, minorityRows, _columns);
        Prepare(preparation, majorityRows, minorityRows, layout, fold, draw);
        preparation.Apply(Some(_majority, [.. part.Majority.Select(i => majority[i])]), validation.Majority);
        preparation.Apply(Some(_minority, [.. part.Minority.Select(i => minority[i])]), validation.Minority);
        validation.Columns = preparation.Columns;

        static int[] Without(int[] rows, int[] places)
        {
            var taken = places.ToHashSet();
            return [.. rows.Where((_, place) => !taken.Contains(place))];
        }
    }

    private Preparation Learned(int repeat, int fold, TableRows majority, TableRows minority) =>
        _learned[repeat * Folds + fold] ??= Preparation.Fit(majority, minority, _columns);

    private void Prepare(Preparation preparation, TableRows majority, TableRows minority, FoldLayout layout, int fold, FoldDraw draw)
    {
        preparation.Apply(majority, draw.Training.Majority);
        preparation.Apply(minority, draw.Training.Minority);
        preparation.Apply(Some(_heldOutMajority, layout.Of(minority: false).HeldOutRows(fold)), draw.HeldOut.Majority);
        preparation.Apply(Some(_heldOutMinority, layout.Of(minority: true).HeldOutRows(fold)), draw.HeldOut.Minority);
        draw.Training.Columns = draw.HeldOut.Columns = preparation.Columns;
        draw.Preparation = preparation;
        draw.Neighbours = null;
    }

    private static TableRows Some(TableRows all, ReadOnlySpan<int> rows)
    {
        var places = all.Places;
        var some = new int[rows.Length];
        for (var i = 0; i < some.Length; i++) some[i] = places[rows[i]];
        return all with { Rows = some };
    }

    // Asked for by every fold: without a call for each row.
    private static TableRows InArray(TableRows rows) => rows with { Rows = rows.Rows as int[] ?? [.. rows.Rows] };

    // Places within the class, fold after fold.
    private int[] Outside(FoldLayout layout, int fold, bool minority)
    {
        if (!_isCrossValidated) return [.. Enumerable.Range(0, (minority ? _minority : _majority).Count)];
        var of = layout.Of(minority);
        var (first, end) = (of.HeldOut(fold).Start.Value, of.HeldOut(fold).End.Value);
        return [.. of.Order[..first], .. of.Order[end..]];
    }
}
