using Microsoft.Data.Sqlite;

namespace SynthAug.Engine.Results;

/// <summary>One SQLite connection, and what its errors mean to the person at the command line.</summary>
internal sealed class StoreConnection : IDisposable
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;

    public StoreConnection(string path, SqliteOpenMode mode)
    {
        Path = path;
        // A pooled connection would go on holding its lock after it was closed. The timeout is how long to wait for another
        // process before saying so; 0 would be for ever.
        var options = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 1 };
        _connection = new SqliteConnection(options.ToString());
        try
        {
            _connection.Open();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        _begin = Command("BEGIN IMMEDIATE");
        _commit = Command("COMMIT");
        _rollback = Command("ROLLBACK");
    }

    public string Path { get; }

    /// <param name="sql">Parameters are called $0, $1, …</param>
    /// <param name="types">Of the parameters.</param>
    public SqliteCommand Command(string sql, params ReadOnlySpan<SqliteType> types)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < types.Length; i++) command.Parameters.Add($"${i}", types[i]);
        return command;
    }

    /// <param name="sql">One statement; parameters are numbered in their order.</param>
    public StoreStatement Statement(string sql) => new(_connection.Handle!, sql);

    public void Run(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Filled(sql, values);
        command.ExecuteNonQuery();
    }

    public long Number(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Filled(sql, values);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = Filled(sql, values);
        using var reader = command.ExecuteReader();
        var found = new List<T>();
        while (reader.Read()) found.Add(read(reader));
        return found;
    }

    // Plain statements, prepared once: a SqliteTransaction object would parse and allocate for each trial.
    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void Rollback()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
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

    public RunStoreException Explain(SqliteException error) => Explain(Path, error);

    public static RunStoreException Explain(string path, SqliteException error) => new(
        error.SqliteErrorCode switch
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
        _connection.Dispose();
    }

    private SqliteCommand Filled(string sql, ReadOnlySpan<object?> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
        return command;
    }
}
