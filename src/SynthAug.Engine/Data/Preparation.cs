namespace SynthAug.Engine.Data;

/// <summary>
/// From a table's units to what is fitted, learned from the real training rows of both classes and nothing else: missing values are filled,
/// categories become columns of 0 and 1, numbers are centred and scaled. Held-out and synthetic rows go through it; neither moves it.
/// </summary>
public sealed class Preparation
{
    // Rows that stay in the first-level cache while each column goes over them.
    private const int RowsTogether = 64;

    private readonly PreparedColumn[] _parts, _snapped;
    private readonly NumberSnap _numbers;
    private readonly NumberRun[] _runs;
    private readonly int[] _others;

    private Preparation(PreparedColumn[] parts)
    {
        _parts = parts;
        Columns = [.. parts.SelectMany(part => part.Columns)];
        _numbers = new(parts.OfType<PreparedNumber>(), Columns.Count);
        (_runs, _others) = Runs(parts);
        _snapped = [.. parts.Where(part => part is not PreparedNumber { Block: < 0 })];
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

        var own = Ranges(minority, columns.Count);
        // Asked for only where the minority does not tell.
        (double Least, double Largest, int Count)[]? ofMajority = null;

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
            var (least, largest, count) = own[j];
            if (count == 0) (least, largest, _) = OfMajority()[j];
            if (least > largest) (least, largest) = (fills[j], fills[j]);
            var lacks = columns[j].MissingCount > 0 && count + OfMajority()[j].Count < majority.Count + minority.Count;
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

        (double Least, double Largest, int Count)[] OfMajority() => ofMajority ??= Ranges(majority, columns.Count);
    }

    /// <summary>Prepares rows into a matrix that is reshaped to hold them, m × d.</summary>
    public void Apply(TableRows rows, FeatureMatrix prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        prepared.Reshape(rows.Count, Columns.Count);
        var table = rows.Table.Rows;
        var places = rows.Places;
        // Rows are read once where one run holds all columns; otherwise they are still in the cache when the next part asks for them.
        var together = _runs.Length + _others.Length == 1 ? places.Length : RowsTogether;
        for (var first = 0; first < places.Length; first += together)
        {
            var some = places.Slice(first, Math.Min(together, places.Length - first));
            var target = prepared.Writable.Slice(first, some.Length);
            foreach (var run in _runs) run.Write(table, some, target);
            foreach (var j in _others)
                for (var i = 0; i < some.Length; i++) _parts[j].Write(table[some[i]][j], target[i]);
        }
    }

    /// <summary>
    /// Synthetic rows as they are delivered, in place: values stay within those of the training minority, integers are whole, binaries one of two, categories
    /// one level; where the mark of a missing value is voted for, the value is the filled one. Row by row, so the prefix rule holds.
    /// </summary>
    public void Snap(Rows prepared)
    {
        for (var first = 0; first < prepared.Count; first += RowsTogether)
        {
            var rows = prepared.Slice(first, Math.Min(RowsTogether, prepared.Count - first));
            _numbers.Snap(rows);
            foreach (var part in _snapped) part.Snap(rows);
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
        var restored = table.Writable;
        for (var i = 0; i < prepared.Count; i++)
        {
            var from = prepared[i];
            var to = restored[i];
            for (var j = 0; j < _parts.Length; j++) to[j] = _parts[j].Restore(from);
        }

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
        if (parents.IsEmpty) return Restore(prepared);
        var table = new FeatureMatrix(prepared.Count, _parts.Length);
        var restored = table.Writable;
        // Where each part's columns begin, and at the end how many there are.
        int[] starts = [.. _parts.Select(part => part.First), Columns.Count];
        for (var i = 0; i < prepared.Count; i++)
        {
            var (a, b) = (parents[i].A, parents[i].B);
            var own = prepared[i];
            var to = restored[i];
            var preparedA = a < 0 ? default : preparedRows[a];
            var preparedB = b < 0 ? default : preparedRows[b];
            var valuesA = a < 0 ? default : rows[a];
            var valuesB = b < 0 ? default : rows[b];
            for (var j = 0; j < to.Length; j++)
            {
                var (first, end) = (starts[j], starts[j + 1]);
                to[j] = AreSame(own, preparedA, first, end) ? valuesA[j] : AreSame(own, preparedB, first, end) ? valuesB[j] : _parts[j].Restore(own);
            }
        }

        return table;

        static bool AreSame(ReadOnlySpan<double> own, ReadOnlySpan<double> parent, int first, int end)
        {
            if (parent.IsEmpty) return false;
            for (var j = first; j < end; j++)
                if (!own[j].Equals(parent[j])) return false;
            return true;
        }
    }

    /// <summary>What each column is divided by, length p; null where a column is a category or lacks values: two parts of a table then differ by more than the scale of their columns.</summary>
    internal double[]? Deviations
    {
        get
        {
            var deviations = new double[_parts.Length];
            for (var j = 0; j < deviations.Length; j++)
            {
                if (_parts[j] is not PreparedNumber { Column.MissingCount: 0 } number) return null;
                deviations[j] = number.Scale.Deviation;
            }

            return deviations;
        }
    }

    /// <summary>Numbers without an indicator that stand side by side, and the places of all other columns.</summary>
    private static (NumberRun[] Runs, int[] Others) Runs(PreparedColumn[] parts)
    {
        var (runs, others) = (new List<NumberRun>(), new List<int>());
        for (var j = 0; j < parts.Length;)
        {
            var numbers = new List<PreparedNumber>();
            while (j + numbers.Count < parts.Length && parts[j + numbers.Count] is PreparedNumber { Block: < 0 } number) numbers.Add(number);
            if (numbers.Count > 0) runs.Add(new(j, numbers));
            else others.Add(j);
            j += Math.Max(1, numbers.Count);
        }

        return ([.. runs], [.. others]);
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

    private static (double Least, double Largest, int Count)[] Ranges(TableRows rows, int columns)
    {
        var ranges = new (double Least, double Largest, int Count)[columns];
        Array.Fill(ranges, (double.PositiveInfinity, double.NegativeInfinity, 0));
        var table = rows.Table.Rows;
        var places = rows.Places;
        for (var i = 0; i < places.Length; i++)
        {
            TableRows.Prefetch(table, places, i);
            var row = table[places[i]];
            for (var j = 0; j < ranges.Length; j++)
            {
                if (double.IsNaN(row[j])) continue;
                ref var range = ref ranges[j];
                range = (Math.Min(range.Least, row[j]), Math.Max(range.Largest, row[j]), range.Count + 1);
            }
        }

        return ranges;
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
