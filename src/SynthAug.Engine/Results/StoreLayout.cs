namespace SynthAug.Engine.Results;

/// <summary>The tables of a run store and what is in them, results apart. Callers hold the store's lock.</summary>
internal static class StoreLayout
{
    /// <summary>"SYNR": tells a run store from any other SQLite file.</summary>
    private const int ApplicationId = 0x53594E52;

    private const int Version = 1;

    private const string Axis = "axis", Measure = "measure", TunedRule = "tuned_rule";

    /// <summary>True when the file is empty and may become a store. Writes nothing: the file may be somebody else's.</summary>
    public static bool Check(StoreConnection connection)
    {
        var id = connection.Number("PRAGMA application_id");
        if (id == 0 && connection.Number("SELECT COUNT(*) FROM sqlite_master") == 0) return true;
        if (id != ApplicationId)
            throw new RunStoreException($"{connection.Path}: this is a SQLite file but not a run store; use another --store.");
        var version = connection.Number("PRAGMA user_version");
        if (version != Version)
        {
            throw new RunStoreException(
                $"{connection.Path}: the run store has version {version}, this program reads version {Version}; update the program, or use another --store.");
        }

        var damage = connection.Query("PRAGMA quick_check(1)", static row => row.Text(0)!);
        if (damage is not ["ok"]) throw new RunStoreException($"{connection.Path}: the run store is damaged; restore a copy, or use another --store.");
        return false;
    }

    /// <summary>Writes in any case: a log's head is then there.</summary>
    public static void Mark(StoreConnection connection, bool isNew)
    {
        connection.Script($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
        if (isNew) CreateTables(connection);
    }

    private static void CreateTables(StoreConnection connection) => connection.Script(
        """
        CREATE TABLE experiments (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, repetitions INTEGER NOT NULL, row_table TEXT NOT NULL
        ) STRICT;
        CREATE TABLE members (
            experiment INTEGER NOT NULL, role TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT,
            PRIMARY KEY (experiment, role, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE cells (
            id INTEGER PRIMARY KEY, experiment INTEGER NOT NULL, canonical_text TEXT NOT NULL, position INTEGER, grid_index INTEGER NOT NULL,
            stream_key INTEGER NOT NULL, UNIQUE (experiment, canonical_text)
        ) STRICT;
        CREATE TABLE trials (
            experiment INTEGER NOT NULL, cell INTEGER NOT NULL, repetition INTEGER NOT NULL, failure TEXT,
            PRIMARY KEY (experiment, cell, repetition)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE provenance (
            experiment INTEGER NOT NULL, session INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (experiment, session, key)
        ) STRICT, WITHOUT ROWID;
        """);

    public static long? Find(StoreConnection connection, string name)
    {
        var found = connection.Query("SELECT id FROM experiments WHERE name = $0", static row => row.Long(0), name);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Writes what an experiment is and where it runs; its results stay. Returns its id.</summary>
    public static long Record(StoreConnection connection, long? known, ResultSchema schema, IReadOnlyDictionary<string, string> environment)
    {
        if (known is not { } id)
        {
            id = 1 + connection.Number("SELECT MAX(id) FROM experiments");
            // SQLite's names know no case; Trial and trial may both be experiments.
            var table = $"{schema.Name}_rows";
            if (connection.Number("SELECT COUNT(*) FROM sqlite_master WHERE name = $0 COLLATE NOCASE", table) > 0) table = $"{table}_{id}";
            connection.Run(
                "INSERT INTO experiments (id, name, fingerprint, repetitions, row_table) VALUES ($0, $1, $2, $3, $4)",
                id, schema.Name, schema.Fingerprint, schema.Repetitions, table);
            connection.Run(new RowTable(table, schema).CreateStatement);
            WriteSession(connection, id, 0, schema.Inputs);
        }
        else
        {
            connection.Run("UPDATE experiments SET repetitions = $0 WHERE id = $1", schema.Repetitions, id);
        }

        WriteMembers(connection, id, schema);
        WriteCells(connection, id, schema.Cells);
        var sessions = ReadSessions(connection, id);
        if (sessions.Count == 0 || InputChange.Between(sessions[^1], environment).Count > 0)
            WriteSession(connection, id, sessions.Count + 1, environment);
        return id;
    }

    public sealed record State(string Fingerprint, long Trials);

    public static State ReadState(StoreConnection connection, long id) => connection.Query(
        "SELECT fingerprint, (SELECT COUNT(*) FROM trials WHERE experiment = $0) FROM experiments WHERE id = $0",
        static row => new State(row.Text(0)!, row.Long(1)), id)[0];

    public static string ReadTable(StoreConnection connection, long id) =>
        connection.Query("SELECT row_table FROM experiments WHERE id = $0", static row => row.Text(0)!, id)[0];

    public static ResultSchema ReadSchema(StoreConnection connection, long id, string name) => new()
    {
        Name = name,
        Axes = connection.Query(
            "SELECT name, type FROM members WHERE experiment = $0 AND role = $1 ORDER BY position",
            static row => new AxisDescriptor(row.Text(0)!, Enum.Parse<ColumnType>(row.Text(1)!)), id, Axis),
        Measures = ReadMembers(connection, id, Measure),
        TunedRules = ReadMembers(connection, id, TunedRule),
        Cells = connection.Query(
            "SELECT grid_index, stream_key, canonical_text FROM cells WHERE experiment = $0 AND position IS NOT NULL ORDER BY position",
            static row => new CellPlan(row.Whole(0), new(unchecked((ulong)row.Long(1))), row.Text(2)!, CanonicalText.Read(row.Text(2)!)),
            id),
        Repetitions = (int)connection.Number("SELECT repetitions FROM experiments WHERE id = $0", id),
        Fingerprint = ReadState(connection, id).Fingerprint,
        Inputs = ReadInputs(connection, id),
    };

    public static Dictionary<string, string> ReadInputs(StoreConnection connection, long id) =>
        ReadEntries(connection, id).Where(static entry => entry.Session == 0).ToDictionary(static entry => entry.Key, static entry => entry.Value);

    public static List<IReadOnlyDictionary<string, string>> ReadSessions(StoreConnection connection, long id)
    {
        var sessions = new List<IReadOnlyDictionary<string, string>>();
        var (last, entries) = (0, new Dictionary<string, string>());
        foreach (var entry in ReadEntries(connection, id))
        {
            // 0: the inputs.
            if (entry.Session == 0) continue;
            if (entry.Session != last) sessions.Add(entries = []);
            last = entry.Session;
            entries.Add(entry.Key, entry.Value);
        }

        return sessions;
    }

    /// <summary>Ids of the plan's cells, in plan order.</summary>
    public static List<long> ReadCellIds(StoreConnection connection, long id) => connection.Query(
        "SELECT id FROM cells WHERE experiment = $0 AND position IS NOT NULL ORDER BY position", static row => row.Long(0), id);

    public static void Discard(StoreConnection connection, long id)
    {
        connection.Run($"DROP TABLE {StoreConnection.Quote(ReadTable(connection, id))}");
        foreach (var table in new[] { "members", "cells", "trials", "provenance" }) connection.Run($"DELETE FROM {table} WHERE experiment = $0", id);
        connection.Run("DELETE FROM experiments WHERE id = $0", id);
    }

    private static List<string> ReadMembers(StoreConnection connection, long id, string role) => connection.Query(
        "SELECT name FROM members WHERE experiment = $0 AND role = $1 ORDER BY position", static row => row.Text(0)!, id, role);

    private sealed record Entry(int Session, string Key, string Value);

    private static List<Entry> ReadEntries(StoreConnection connection, long id) => connection.Query(
        "SELECT session, key, value FROM provenance WHERE experiment = $0 ORDER BY session, key",
        static row => new Entry(row.Whole(0), row.Text(1)!, row.Text(2)!), id);

    private static void WriteSession(StoreConnection connection, long id, int session, IReadOnlyDictionary<string, string> entries)
    {
        foreach (var (key, value) in entries)
            connection.Run("INSERT INTO provenance (experiment, session, key, value) VALUES ($0, $1, $2, $3)", id, session, key, value);
    }

    private static void WriteMembers(StoreConnection connection, long id, ResultSchema schema)
    {
        connection.Run("DELETE FROM members WHERE experiment = $0", id);
        for (var i = 0; i < schema.Axes.Count; i++) Write(Axis, i, schema.Axes[i].Name, schema.Axes[i].Type.ToString());
        for (var i = 0; i < schema.Measures.Count; i++) Write(Measure, i, schema.Measures[i], null);
        for (var i = 0; i < schema.TunedRules.Count; i++) Write(TunedRule, i, schema.TunedRules[i], null);

        void Write(string role, int position, string name, string? type) => connection.Run(
            "INSERT INTO members (experiment, role, position, name, type) VALUES ($0, $1, $2, $3, $4)", id, role, position, name, type);
    }

    private static void WriteCells(StoreConnection connection, long id, IReadOnlyList<CellPlan> cells)
    {
        connection.Run("UPDATE cells SET position = NULL WHERE experiment = $0", id);
        using var write = connection.Statement(
            """
            INSERT INTO cells (experiment, canonical_text, position, grid_index, stream_key) VALUES ($0, $1, $2, $3, $4)
            ON CONFLICT (experiment, canonical_text) DO UPDATE SET position = $2, grid_index = $3, stream_key = $4
            """);
        write.Bind(0, id);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var position = 0; position < cells.Count; position++)
        {
            var cell = cells[position];
            if (!seen.Add(cell.CanonicalText)) throw new ArgumentException($"Two cells are the same: {cell.CanonicalText}", nameof(cells));
            if (CanonicalText.Of(cell.Axes) != cell.CanonicalText)
                throw new ArgumentException($"The text of a cell does not give its axes: {cell.CanonicalText}", nameof(cells));
            write.Bind(1, cell.CanonicalText);
            write.Bind(2, position);
            write.Bind(3, cell.GridIndex);
            write.Bind(4, unchecked((long)cell.Key.Value));
            write.Execute();
        }
    }
}
