namespace SynthAug.Engine.Data;

/// <summary>
/// From a table's units to what is fitted, learned from the real training rows of both classes and nothing else: missing values are filled,
/// categories become columns of 0 and 1, numbers are centred and scaled. Held-out and synthetic rows go through it; neither moves it.
/// </summary>
public sealed class Preparation
{
    // Rows that stay in the first-level cache while each column goes over them.
    private const int SnappedTogether = 64;

    private readonly PreparedColumn[] _parts;
    private readonly NumberSnap _numbers;

    private Preparation(PreparedColumn[] parts)
    {
        _parts = parts;
        Columns = [.. parts.SelectMany(part => part.Columns)];
        _numbers = new(parts.OfType<PreparedNumber>(), Columns.Count);
    }

    /// <summary>
    /// The prepared columns, d. Their number may differ between training parts: a category has the levels, and a number the indicator, that the part's rows need.
    /// Numbers are continuous whatever they were.
    /// </summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <param name="majority">Training rows, n0 × p.</param>
    /// <param name="minority">Training rows, n1 × p; with the majority at least one row.</param>
    /// <param name="columns">p.</param>
    public static Preparation Fit(TableRows majority, TableRows minority, IReadOnlyList<TableColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (majority.Count + minority.Count == 0) throw new ArgumentException("There is no row to prepare by.", nameof(majority));
        var fills = new double[columns.Count];
        for (var j = 0; j < fills.Length; j++)
            if (columns[j].Use != ColumnUse.Categorical && columns[j].MissingCount > 0) fills[j] = LowerMedian(majority, minority, j);
        var scales = ColumnScales.Of(majority, minority, fills);

        var parts = new PreparedColumn[columns.Count];
        for (var (j, first, block) = (0, 0, 0); j < parts.Length; j++)
        {
            parts[j] = columns[j].Use == ColumnUse.Categorical
                ? new PreparedCategory(columns[j], Counts(majority, minority, j, columns[j].Levels.Count), block) { First = first }
                : Number(j, first, block);
            first += parts[j].Columns.Count;
            if (parts[j].Columns.Any(column => column.Kind == ColumnKind.OneHot)) block++;
        }

        return new(parts);

        PreparedNumber Number(int j, int first, int block)
        {
            var own = RangeOf(minority, j);
            var (least, largest) = own.Count > 0 ? (own.Least, own.Largest) : (RangeOf(majority, j).Least, RangeOf(majority, j).Largest);
            if (least > largest) (least, largest) = (fills[j], fills[j]);
            var lacks = columns[j].MissingCount > 0 && own.Count + RangeOf(majority, j).Count < majority.Count + minority.Count;
            return new()
            {
                Column = columns[j],
                First = first,
                Scale = scales[j],
                Fill = fills[j],
                Block = lacks ? block : -1,
                Least = least,
                Largest = largest,
            };
        }
    }

    /// <summary>Prepares rows into a matrix that is reshaped to hold them, m × d.</summary>
    public void Apply(TableRows rows, FeatureMatrix prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        prepared.Reshape(rows.Count, Columns.Count);
        var target = prepared.Writable;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < _parts.Length; j++) _parts[j].Write(row[j], target[i]);
        }
    }

    /// <summary>
    /// Synthetic rows as they are delivered, in place: values stay within those of the training minority, integers are whole, binaries one of two, categories
    /// one level; where the mark of a missing value is voted for, the value is the filled one. Row by row, so the prefix rule holds.
    /// </summary>
    public void Snap(Rows prepared)
    {
        for (var first = 0; first < prepared.Count; first += SnappedTogether)
        {
            var rows = prepared.Slice(first, Math.Min(SnappedTogether, prepared.Count - first));
            _numbers.Snap(rows);
            foreach (var part in _parts) part.Snap(rows);
        }
    }

    /// <summary>The same generator with every row snapped: what a fold evaluates is what is delivered.</summary>
    public ISyntheticGenerator Delivered(ISyntheticGenerator generator) => new DeliveredGenerator(generator, this);

    /// <summary>The same of one that is fitted already.</summary>
    public IFittedGenerator DeliveredFit(IFittedGenerator fitted) => fitted is ITracedGenerator traced ? new TracedDelivery(traced, this) : new Delivery(fitted, this);

    /// <summary>Snapped rows in the table's units, p columns.</summary>
    public FeatureMatrix Restore(ReadOnlyRows prepared)
    {
        var table = new FeatureMatrix(prepared.Count, _parts.Length);
        for (var i = 0; i < prepared.Count; i++)
            for (var j = 0; j < _parts.Length; j++) table.Writable[i][j] = _parts[j].Restore(prepared[i]);
        return table;
    }

    /// <summary>
    /// Snapped rows in the table's units, of which some are made from rows of a table: what is prepared to the same bits as a parent's is the parent's value. Many numbers are
    /// prepared to the same bits, and only one of them was measured.
    /// </summary>
    /// <param name="prepared">m × d.</param>
    /// <param name="parents">Length m, indices into the rows below.</param>
    /// <param name="rows">In the table's units.</param>
    /// <param name="preparedRows">The same rows, prepared.</param>
    public FeatureMatrix Restore(ReadOnlyRows prepared, ReadOnlySpan<RowParents> parents, TableRows rows, ReadOnlyRows preparedRows)
    {
        var table = Restore(prepared);
        for (var i = 0; i < parents.Length; i++)
        {
            foreach (var parent in (ReadOnlySpan<int>)[parents[i].B, parents[i].A])
            {
                if (parent < 0) continue;
                for (var j = 0; j < _parts.Length; j++)
                {
                    var (first, count) = (_parts[j].First, _parts[j].Columns.Count);
                    if (prepared[i].Slice(first, count).SequenceEqual(preparedRows[parent].Slice(first, count))) table.Writable[i][j] = rows[parent][j];
                }
            }
        }

        return table;
    }

    private static double LowerMedian(TableRows majority, TableRows minority, int column)
    {
        var values = new List<double>(majority.Count + minority.Count);
        foreach (var rows in (TableRows[])[majority, minority])
        {
            for (var i = 0; i < rows.Count; i++)
                if (!double.IsNaN(rows[i][column])) values.Add(rows[i][column]);
        }

        values.Sort();
        return values.Count == 0 ? 0 : values[(values.Count - 1) / 2];
    }

    private static int[] Counts(TableRows majority, TableRows minority, int column, int levels)
    {
        var counts = new int[levels + 1];
        foreach (var rows in (TableRows[])[majority, minority])
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var value = rows[i][column];
                if (double.IsNaN(value)) counts[levels]++;
                else if (value >= 0) counts[(int)value]++;
            }
        }

        return counts;
    }

    private static (double Least, double Largest, int Count) RangeOf(TableRows rows, int column)
    {
        var (least, largest, count) = (double.PositiveInfinity, double.NegativeInfinity, 0);
        for (var i = 0; i < rows.Count; i++)
        {
            var value = rows[i][column];
            if (double.IsNaN(value)) continue;
            (least, largest, count) = (Math.Min(least, value), Math.Max(largest, value), count + 1);
        }

        return (least, largest, count);
    }

    private sealed class DeliveredGenerator(ISyntheticGenerator generator, Preparation preparation) : ISyntheticGenerator
    {
        public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => preparation.DeliveredFit(generator.Fit(sample, context));
    }

    private class Delivery(IFittedGenerator fitted, Preparation preparation) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            fitted.Generate(destination, firstRow, context);
            preparation.Snap(destination);
        }
    }

    private sealed class TracedDelivery(ITracedGenerator fitted, Preparation preparation) : Delivery(fitted, preparation), ITracedGenerator
    {
        public void Trace(Span<RowParents> parents, long firstRow, PluginContext context) => fitted.Trace(parents, firstRow, context);
    }
}
