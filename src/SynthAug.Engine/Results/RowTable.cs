namespace SynthAug.Engine.Results;

/// <summary>The columns of an experiment's table: key, axes, what was fitted, measures.</summary>
internal sealed class RowTable
{
    private const string Whole = "INTEGER NOT NULL", Text = "TEXT NOT NULL", Real = "REAL";

    private readonly string _table;
    private sealed record TableColumn(string Name, string Type);

    private readonly List<TableColumn> _columns = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public RowTable(string table, ResultSchema schema)
    {
        _table = StoreConnection.Quote(table);
        Add("cell", Whole);
        Add(Column.Repetition, Whole);
        Add("ordinal", Whole);
        FirstAxis = _columns.Count;
        foreach (var axis in schema.Axes) Add(axis.Name, axis.Type switch { ColumnType.Whole => Whole, ColumnType.Real => Real, _ => Text });
        FirstFitted = _columns.Count;
        Add(Column.Generator, Text);
        Add(Column.Classifier, Text);
        Add(Column.Rule, Text);
        Add(Column.Gamma, Real);
        Add(Column.SyntheticSize, Whole);
        Add(Column.Refusal, "TEXT");
        FirstMeasure = _columns.Count;
        foreach (var measure in schema.Measures) Add(measure, Real);
    }

    public int FirstAxis { get; }

    public int FirstFitted { get; }

    public int FirstMeasure { get; }

    // Clustered by the key: rows come back in plan order whatever the order in which threads finished.
    public string CreateStatement =>
        $"CREATE TABLE {_table} ({string.Join(", ", _columns.Select(static column => $"{StoreConnection.Quote(column.Name)} {column.Type}"))}, " +
        "PRIMARY KEY (cell, repetition, ordinal)) STRICT, WITHOUT ROWID";

    public string InsertStatement => $"INSERT INTO {_table} VALUES ({string.Join(", ", _columns.Select(static (_, i) => $"${i}"))})";

    /// <summary>$0: cell, $1: repetitions. Gives repetition, then the columns from generator on.</summary>
    public string SelectStatement =>
        $"SELECT repetition, {string.Join(", ", _columns.Skip(FirstFitted).Select(static column => StoreConnection.Quote(column.Name)))} " +
        $"FROM {_table} WHERE cell = $0 AND repetition < $1 ORDER BY repetition, ordinal";

    // SQLite's names know no case, C#'s do: N and n are two axes.
    private void Add(string name, string type)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++) unique = $"{name}_{i}";
        _columns.Add(new(unique, type));
    }
}
