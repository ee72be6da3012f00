namespace SynthAug.Engine.Data;

/// <summary>
/// A category as columns of 0 and 1 over the levels of the training rows, "no value" being a level; a level they lack is all zeros. Two levels
/// need one column: the rarer one's, so that an unknown level counts as the more frequent.
/// </summary>
internal sealed class PreparedCategory : PreparedColumn
{
    private readonly TableColumn _column;
    private readonly int _block;
    private readonly int[] _levels;
    private readonly int[] _placeOf;

    /// <param name="column">Of the table.</param>
    /// <param name="counts">Training rows of every level; the last entry counts those without a value.</param>
    /// <param name="block">The block's number.</param>
    public PreparedCategory(TableColumn column, ReadOnlySpan<int> counts, int block)
    {
        _column = column;
        _block = block;
        var present = new List<int>();
        for (var level = 0; level < counts.Length; level++)
            if (counts[level] > 0) present.Add(level);
        _levels = present is [var first, var second] ? counts[second] <= counts[first] ? [first, second] : [second, first] : [.. present];
        _placeOf = new int[counts.Length];
        Array.Fill(_placeOf, -1);
        for (var place = 0; place < _levels.Length; place++) _placeOf[_levels[place]] = IsOneColumn ? place - 1 : place;
        Columns = [.. _levels.Skip(_levels.Length == 2 ? 1 : 0).Select(Named)];
    }

    public override IReadOnlyList<FeatureColumn> Columns { get; }

    private bool IsOneColumn => _levels.Length <= 2;

    public override void Write(double value, Span<double> row)
    {
        var own = row.Slice(First, Columns.Count);
        own.Clear();
        var level = double.IsNaN(value) ? _placeOf.Length - 1 : (int)value;
        if (level >= 0 && _placeOf[level] >= 0) own[_placeOf[level]] = 1;
    }

    public override void Snap(Rows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var place = PlaceIn(rows[i]);
            var own = rows[i].Slice(First, Columns.Count);
            own.Clear();
            if (place >= 0) own[place] = 1;
        }
    }

    public override double Restore(ReadOnlySpan<double> row)
    {
        var level = _levels[PlaceIn(row) + (IsOneColumn ? 1 : 0)];
        return level == _placeOf.Length - 1 ? double.NaN : level;
    }

    /// <summary>The first of the largest columns; of a single one, none below a half.</summary>
    private int PlaceIn(ReadOnlySpan<double> row)
    {
        var own = row.Slice(First, Columns.Count);
        if (IsOneColumn) return _levels.Length == 2 && own[0] >= 0.5 ? 0 : -1;
        var place = 0;
        for (var i = 1; i < own.Length; i++)
            if (own[i] > own[place]) place = i;
        return place;
    }

    private FeatureColumn Named(int level) =>
        new($"{_column.Name}={(level < _column.Levels.Count ? _column.Levels[level] : "(missing)")}", ColumnKind.OneHot) { Block = _block };
}
