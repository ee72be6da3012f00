using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SynthAug.Engine.Results;

/// <summary>One SQLite connection, and what its errors mean to the person at the command line.</summary>
internal sealed class StoreConnection : IDisposable
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    private readonly sqlite3 _database;
    private readonly StoreStatement _begin;
    private readonly StoreStatement _commit;
    private readonly StoreStatement _rollback;

    // What Batteries_V2.Init does, from an assembly of its own.
    static StoreConnection() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    /// <param name="flags">SQLite's, for opening.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public StoreConnection(string path, int flags)
    {
        Path = path;
        // Callers hold the store's lock; SQLite's own would be taken for each value of each row.
        var code = raw.sqlite3_open_v2(path, out _database, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(code, _database);
            // How long to wait for another process before saying so.
            _ = StoreCalls.BusyTimeout(_database.DangerousGetHandle(), 1000);
            _begin = Statement("BEGIN IMMEDIATE");
            _commit = Statement("COMMIT");
            _rollback = Statement("ROLLBACK");
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <param name="sql">One statement; its parameters are $0, $1, … in this order of their first use.</param>
    public StoreStatement Statement(string sql) => new(_database, sql);

    /// <param name="sql">Any number of statements without parameters.</param>
    public unsafe void Script(string sql)
    {
        fixed (byte* start = Encoding.UTF8.GetBytes(sql + '\0')) Check(StoreCalls.Execute(_database.DangerousGetHandle(), start, 0, 0, 0), _database);
    }

    /// <param name="values">Of $0, $1, …: texts, whole numbers and nulls.</param>
    public void Run(string sql, params object?[] values)
    {
        using var statement = Filled(sql, values);
        statement.Execute();
    }

    /// <summary>0 where there is none.</summary>
    public long Number(string sql, params object?[] values)
    {
        using var statement = Filled(sql, values);
        return statement.Step() ? statement.Long(0) : 0;
    }

    public List<T> Query<T>(string sql, Func<StoreStatement, T> read, params object?[] values)
    {
        using var statement = Filled(sql, values);
        var found = new List<T>();
        while (statement.Step()) found.Add(read(statement));
        return found;
    }

    // Prepared once: a SqliteTransaction object would parse and allocate for each trial.
    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    public void Rollback()
    {
        try
        {
            _rollback.Execute();
        }
        catch (ExternalException)
        {
            // SQLite already rolled back by itself (disk full); the error that led here is the one to report.
        }
    }

    public void InTransaction(Action work)
    {
        Begin();
        try
        {
            work();
            Commit();
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <exception cref="SqliteException">The code is not OK.</exception>
    public static void Check(int code, sqlite3 database)
    {
        // Asked here, too: the library that throws, and System.Data under it, are loaded for an error only.
        if (code != raw.SQLITE_OK) Throw(code, database);

        static void Throw(int code, sqlite3 database) => SqliteException.ThrowExceptionForRC(code, database);
    }

    public RunStoreException Explain(ExternalException error) => Explain(Path, error);

    /// <param name="error">A <see cref="SqliteException"/>: those who catch it name what it derives from, or they would load its library as they are entered.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static RunStoreException Explain(string path, ExternalException error) => new(
        (error as SqliteException)?.SqliteErrorCode switch
        {
            Busy or Locked => $"{path}: the run store is in use by another process; wait for it to end, or use another --store.",
            ReadOnly => $"{path}: the run store cannot be written; check its permissions, or use another --store.",
            InputOutput => $"{path}: reading or writing failed ({Refusals.OneLine(error.Message)}); check the disk.",
            Corrupt => $"{path}: the run store is damaged; restore a copy, or use another --store.",
            Full => $"{path}: the disk is full; what was stored so far is safe, free some space and run again.",
            CannotOpen => $"{path}: the file cannot be opened; check that it is a file, its folder and its permissions.",
            NotADatabase => $"{path}: this is not a run store; use another --store.",
            _ => $"{path}: the run store failed ({Refusals.OneLine(error.Message)}).",
        },
        error);

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _database.Dispose();
    }

    private StoreStatement Filled(string sql, object?[] values)
    {
        var statement = Statement(sql);
        for (var i = 0; i < values.Length; i++) statement.Bind(i, values[i]);
        return statement;
    }
}
