using System.Runtime.InteropServices;
using SQLitePCL;

namespace SynthAug.Engine.Results;

/// <param name="Name">Of the experiment.</param>
/// <param name="Fingerprint">Of its inputs.</param>
/// <param name="Done">Trials with results, those of an earlier and larger plan included.</param>
/// <param name="Failed">Trials whose last attempt failed.</param>
public sealed record StoredRun(string Name, string Fingerprint, int Done, int Failed);

/// <param name="Inputs">What results depend on; the same in every session, or the store would have refused it.</param>
/// <param name="Sessions">Where and how it ran, one entry for each time it was continued in a different environment.</param>
public sealed record StoredProvenance(IReadOnlyDictionary<string, string> Inputs, IReadOnlyList<IReadOnlyDictionary<string, string>> Sessions);

/// <summary>
/// The results of one run: a SQLite file with a typed table for each experiment, <c>trials</c> and <c>provenance</c>. A trial's rows
/// and its mark are one transaction, so a killed run leaves whole trials only, and running again does the rest. One process at a
/// time; within it, experiments may be appended to from any thread.
/// </summary>
public sealed class RunStore : IDisposable
{
    private readonly StoreConnection _connection;
    private readonly Lock _gate = new();
    private readonly List<StoredExperiment> _open = [];
    private readonly bool _writable;
    private bool _disposed;

    private RunStore(StoreConnection connection, bool writable)
    {
        _connection = connection;
        _writable = writable;
    }

    public string Path => _connection.Path;

    /// <summary>Continues a store or creates one, with its folder, for this process alone.</summary>
    /// <exception cref="RunStoreException">In use, damaged, of a newer version, or some other file.</exception>
    public static RunStore Open(string path)
    {
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new RunStoreException($"{path}: its folder cannot be made ({Refusals.OneLine(error.Message)}).", error);
            }
        }

        return Connect(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, connection =>
        {
            // Held from here to the end. WAL in this mode needs no shared memory, so network drives will do.
            connection.Run("PRAGMA locking_mode = EXCLUSIVE");
            var isNew = StoreLayout.Check(connection);
            // The switch takes the exclusive lock: a second process stops here. It is a note in the file's first sector, right either way, and what a new log
            // begins with is whole or no log at all: nothing to wait for the disk for.
            connection.Run("PRAGMA synchronous = OFF");
            connection.Run("PRAGMA journal_mode = WAL");
            connection.InTransaction(() => StoreLayout.Mark(connection, isNew));
            connection.Run("PRAGMA synchronous = NORMAL");
            return new RunStore(connection, writable: true);
        });
    }

    /// <summary>Opens an existing store to look at; several processes may.</summary>
    /// <exception cref="RunStoreException">Absent, in use, damaged, of a newer version, or some other file.</exception>
    public static RunStore OpenRead(string path)
    {
        if (!File.Exists(path)) throw new RunStoreException($"{path}: there is no such run store.");
        return Connect(path, raw.SQLITE_OPEN_READWRITE, connection =>
        {
            if (StoreLayout.Check(connection)) throw new RunStoreException($"{path}: the run store is empty; nothing was run into it yet.");
            connection.Run("PRAGMA query_only = 1");
            return new RunStore(connection, writable: false);
        });
    }

    /// <summary>A store that lives as long as this object.</summary>
    public static RunStore InMemory() => Connect(":memory:", raw.SQLITE_OPEN_READWRITE, connection =>
    {
        StoreLayout.Mark(connection, isNew: true);
        return new RunStore(connection, writable: true);
    });

    /// <summary>In the order in which they were begun.</summary>
    public IReadOnlyList<StoredRun> Experiments() => Locked(() => _connection.Query(
        """
        SELECT name, fingerprint,
            (SELECT COUNT(*) FROM trials WHERE experiment = id AND failure IS NULL),
            (SELECT COUNT(*) FROM trials WHERE experiment = id AND failure IS NOT NULL)
        FROM experiments ORDER BY id
        """,
        static row => new StoredRun(row.Text(0)!, row.Text(1)!, row.Whole(2), row.Whole(3))));

    /// <summary>Starts an experiment or continues it; a larger or smaller plan of the same inputs shares what it has in common.</summary>
    /// <param name="schema">The plan, as the store sees it.</param>
    /// <param name="environment">Where and how it runs: recorded, not compared.</param>
    /// <exception cref="RunStoreException">The store holds results of other inputs under this name.</exception>
    public StoredExperiment Begin(ResultSchema schema, IReadOnlyDictionary<string, string> environment) => Locked(() =>
    {
        StoredExperiment? begun = null;
        _connection.InTransaction(() =>
        {
            var id = StoreLayout.Find(_connection, schema.Name);
            if (id is { } known) RefuseOtherInputs(known, schema);
            begun = Track(new(_connection, _gate, schema, StoreLayout.Record(_connection, id, schema, environment)));
        });
        return begun!;
    });

    /// <summary>An experiment as it was last begun, for reading, without the program that declared it.</summary>
    /// <exception cref="RunStoreException">The store has no experiment of this name.</exception>
    public StoredExperiment Read(string name) => Locked(() =>
    {
        var id = Id(name);
        return Track(new(_connection, _gate, StoreLayout.ReadSchema(_connection, id, name), id));
    });

    /// <exception cref="RunStoreException">The store has no experiment of this name.</exception>
    public StoredProvenance ReadProvenance(string name) => Locked(() =>
    {
        var id = Id(name);
        var sessions = StoreLayout.ReadSessions(_connection, id);
        return new StoredProvenance(StoreLayout.ReadInputs(_connection, id), sessions);
    });

    /// <summary>Forgets an experiment and all its trials. False when there was none.</summary>
    public bool Discard(string name) => Locked(() =>
    {
        if (StoreLayout.Find(_connection, name) is not { } id) return false;
        foreach (var experiment in _open) experiment.Close(id);
        _connection.InTransaction(() => StoreLayout.Discard(_connection, id));
        return true;
    });

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (var experiment in _open) experiment.Dispose();
            try
            {
                if (_writable) LeaveOneFile();
            }
            catch (ExternalException)
            {
                // Everything is committed; the next one to open it tidies up.
            }

            _connection.Dispose();
        }
    }

    // That can be copied, and read from a folder that cannot be written. The results are on the disk before the log goes; the switch itself need not be.
    private void LeaveOneFile()
    {
        if (_connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0) _connection.Run("PRAGMA synchronous = OFF");
        _connection.Run("PRAGMA journal_mode = DELETE");
    }

    private static RunStore Connect(string path, int flags, Func<StoreConnection, RunStore> prepare)
    {
        StoreConnection? connection = null;
        try
        {
            connection = new StoreConnection(path, flags);
            return prepare(connection);
        }
        catch (Exception error)
        {
            connection?.Dispose();
            if (error is ExternalException sqlite) throw StoreConnection.Explain(path, sqlite);
            throw;
        }
    }

    private void RefuseOtherInputs(long id, ResultSchema schema)
    {
        var (fingerprint, trials) = StoreLayout.ReadState(_connection, id);
        if (fingerprint == schema.Fingerprint) return;
        var changes = InputChange.Between(StoreLayout.ReadInputs(_connection, id), schema.Inputs);
        throw new RunStoreException(
            $"{Path}: '{schema.Name}' was run with other inputs ({InputChange.Describe(changes)}); " +
            $"use another --store, or --fresh to discard its {trials} trials.");
    }

    private long Id(string name) => StoreLayout.Find(_connection, name)
        ?? throw new RunStoreException($"{Path}: the run store has no experiment '{name}'; it has {Names()}.");

    private string Names()
    {
        var names = _connection.Query("SELECT name FROM experiments ORDER BY id", static row => row.Text(0)!);
        return names.Count == 0 ? "none" : string.Join(", ", names);
    }

    private StoredExperiment Track(StoredExperiment experiment)
    {
        _open.Add(experiment);
        return experiment;
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                return work();
            }
            catch (ExternalException error)
            {
                throw _connection.Explain(error);
            }
        }
    }
}
