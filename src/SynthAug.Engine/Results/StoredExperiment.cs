using System.Runtime.InteropServices;

namespace SynthAug.Engine.Results;

/// <summary>One experiment's trials in a <see cref="RunStore"/>. Valid until the store is closed or the experiment discarded. Any thread.</summary>
public sealed class StoredExperiment : ITrialSink
{
    private readonly StoreConnection _connection;
    private readonly Lock _gate;
    private readonly long _id;
    private readonly RowTable _table;
    private readonly long[] _cells;
    private readonly bool[] _done;
    private readonly StoreStatement _insertRow;
    private readonly StoreStatement _insertTrial;
    private bool _closed;

    internal StoredExperiment(StoreConnection connection, Lock gate, ResultSchema schema, long id)
    {
        _connection = connection;
        _gate = gate;
        _id = id;
        Schema = schema;
        _table = new RowTable(StoreLayout.ReadTable(connection, id), schema);
        _cells = [.. StoreLayout.ReadCellIds(connection, id)];
        _done = new bool[schema.TrialCount];
        _insertRow = connection.Statement(_table.InsertStatement);
        // A failed trial may be tried again; one that is done stays as it is.
        _insertTrial = connection.Statement(
            """
            INSERT INTO trials (experiment, cell, repetition, failure) VALUES ($0, $1, $2, $3)
            ON CONFLICT DO UPDATE SET failure = $3 WHERE failure IS NOT NULL
            """);
        _insertTrial.Bind(0, id);
        LoadDone();
    }

    public ResultSchema Schema { get; }

    /// <summary>Trials of the plan that have results. A failed trial has none: it is up for another attempt.</summary>
    public int DoneCount { get; private set; }

    public bool IsDone(int trial)
    {
        lock (_gate) return _done[trial];
    }

    /// <summary>
    /// Stores a trial and its rows, or neither. Doubles keep their bits, except that NaN is kept as "no value" and −0 as 0. Of a
    /// failed trial the failure is kept, until another attempt replaces it.
    /// </summary>
    /// <exception cref="RunStoreException">The trial is there already, or the file cannot be written.</exception>
    public void Append(TrialResult result) => AppendAll([result]);

    /// <summary>The same of several trials: all of them are stored, or none. A transaction costs more than a small trial's rows.</summary>
    /// <exception cref="RunStoreException">A trial is there already, or the file cannot be written.</exception>
    public void AppendAll(IReadOnlyList<TrialResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            foreach (var result in results)
                if (_done[result.Trial]) throw Twice(result.Trial);
            try
            {
                _connection.Begin();
                try
                {
                    foreach (var result in results)
                    {
                        InsertTrial(result);
                        InsertRows(result);
                    }

                    _connection.Commit();
                }
                catch
                {
                    _connection.Rollback();
                    throw;
                }
            }
            catch (ExternalException error)
            {
                throw _connection.Explain(error);
            }

            foreach (var result in results)
            {
                if (result.Failure is not null) continue;
                _done[result.Trial] = true;
                DoneCount++;
            }
        }
    }

    /// <summary>The plan's trials that have results or failed, in plan order, rows in theirs; those yet to run are missing.</summary>
    public IEnumerable<TrialResult> ReadTrials()
    {
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            foreach (var trial in ReadCell(cell)) yield return trial;
        }
    }

    internal void Close(long id)
    {
        if (id == _id) Dispose();
    }

    internal void Dispose()
    {
        _closed = true;
        _insertRow.Dispose();
        _insertTrial.Dispose();
    }

    private void LoadDone()
    {
        var indices = new Dictionary<long, int>();
        for (var i = 0; i < _cells.Length; i++) indices.Add(_cells[i], i);
        using var select = _connection.Statement("SELECT cell, repetition FROM trials WHERE experiment = $0 AND failure IS NULL AND repetition < $1");
        select.Bind(0, _id);
        select.Bind(1, Schema.Repetitions);
        while (select.Step())
        {
            if (!indices.TryGetValue(select.Long(0), out var cell)) continue;
            _done[cell * Schema.Repetitions + select.Whole(1)] = true;
            DoneCount++;
        }
    }

    private void InsertTrial(TrialResult result)
    {
        _insertTrial.Bind(1, _cells[Schema.CellOf(result.Trial)]);
        _insertTrial.Bind(2, Schema.RepetitionOf(result.Trial));
        _insertTrial.Bind(3, result.Failure);
        _insertTrial.Execute();
        if (_insertTrial.Changed == 0) throw Twice(result.Trial);
    }

    private void InsertRows(TrialResult result)
    {
        var (cell, repetition) = (Schema.CellOf(result.Trial), Schema.RepetitionOf(result.Trial));
        _insertRow.Bind(0, _cells[cell]);
        _insertRow.Bind(1, repetition);
        for (var i = 0; i < Schema.Axes.Count; i++)
        {
            var axis = Schema.Cells[cell].Axes[i];
            var parameter = _table.FirstAxis + i;
            if (axis.Type == ColumnType.Whole) _insertRow.Bind(parameter, axis.Whole);
            else if (axis.Type == ColumnType.Real) _insertRow.Bind(parameter, axis.Real);
            else _insertRow.Bind(parameter, axis.Text);
        }

        for (var ordinal = 0; ordinal < result.Rows.Count; ordinal++)
        {
            var row = result.Rows[ordinal];
            if (row.Repetition != repetition || row.Measures.Length != Schema.Measures.Count)
                throw new ArgumentException($"Row {ordinal} does not belong to trial {result.Trial}, or has other measures.", nameof(result));
            _insertRow.Bind(2, ordinal);
            var parameter = _table.FirstFitted;
            _insertRow.Bind(parameter++, row.Generator);
            _insertRow.Bind(parameter++, row.Classifier);
            _insertRow.Bind(parameter++, row.Rule);
            _insertRow.Bind(parameter++, row.Gamma);
            _insertRow.Bind(parameter++, row.SyntheticSize);
            _insertRow.Bind(parameter, row.Refusal);
            for (var i = 0; i < row.Measures.Length; i++) _insertRow.Bind(_table.FirstMeasure + i, row.Measures[i]);
            _insertRow.Execute();
        }
    }

    private List<TrialResult> ReadCell(int cell)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                var trials = _connection.Query(
                    "SELECT repetition, failure FROM trials WHERE experiment = $0 AND cell = $1 AND repetition < $2 ORDER BY repetition",
                    row => new TrialResult(cell * Schema.Repetitions + row.Whole(0), new List<ResultRow>(), row.Text(1)),
                    _id, _cells[cell], Schema.Repetitions);
                ReadRows(cell, trials);
                return trials;
            }
            catch (ExternalException error)
            {
                throw _connection.Explain(error);
            }
        }
    }

    // Both come in the order of repetitions.
    private void ReadRows(int cell, List<TrialResult> trials)
    {
        using var select = _connection.Statement(_table.SelectStatement);
        select.Bind(0, _cells[cell]);
        select.Bind(1, Schema.Repetitions);
        var (at, before) = (0, 0);
        while (select.Step())
        {
            var repetition = select.Whole(0);
            while (at < trials.Count && Schema.RepetitionOf(trials[at].Trial) < repetition) before = Math.Max(before, trials[at++].Rows.Count);
            if (at == trials.Count || Schema.RepetitionOf(trials[at].Trial) != repetition) continue;
            var rows = (List<ResultRow>)trials[at].Rows;
            // Trials of a cell have as many rows as each other, but for one that ran into a mistake.
            if (rows.Count == 0) rows.Capacity = before;
            rows.Add(ReadRow(select, repetition));
        }
    }

    private ResultRow ReadRow(StoreStatement row, int repetition)
    {
        var measures = new double[Schema.Measures.Count];
        for (var i = 0; i < measures.Length; i++) measures[i] = row.Real(7 + i);
        return new()
        {
            Repetition = repetition,
            Generator = row.Text(1)!,
            Classifier = row.Text(2)!,
            Rule = row.Text(3)!,
            Gamma = row.Real(4),
            SyntheticSize = row.Whole(5),
            Refusal = row.Text(6),
            Measures = measures,
        };
    }

    private RunStoreException Twice(int trial) => new(
        $"{_connection.Path}: '{Schema.Name}' already has repetition {Schema.RepetitionOf(trial)} of cell {Schema.CellOf(trial)}; a trial is stored once.");
}
