using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SynthAug.Engine.Results;

/// <summary>
/// A prepared statement by SQLite's own interface: a SqliteCommand looks every parameter up by its name and boxes every value each time, and the machinery under it takes longer
/// to start than a small experiment to run. Parameters and columns count from 0. A text that is bound already stays bound, and a column's text that repeats is the same string. Callers hold the store's lock.
/// </summary>
internal sealed class StoreStatement : IDisposable
{
    private readonly sqlite3 _database;
    private nint _bare;
    private readonly string?[] _bound;
    private readonly (byte[] Bytes, string Text)[] _read;

    /// <exception cref="SqliteException">It does not compile.</exception>
    public unsafe StoreStatement(sqlite3 database, string sql)
    {
        _database = database;
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* start = text) Check(StoreCalls.Prepare(database.DangerousGetHandle(), start, text.Length, out _bare, out _));
        _bound = new string?[StoreCalls.ParameterCount(_bare)];
        _read = new (byte[], string)[StoreCalls.ColumnCount(_bare)];
        Array.Fill(_read, ([], ""));
    }

    public void Bind(int parameter, long value) => Check(StoreCalls.BindLong(_bare, parameter + 1, value));

    public void Bind(int parameter, object? value)
    {
        if (value is string or null) Bind(parameter, (string?)value);
        else Bind(parameter, Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    /// <summary>NaN is bound as "no value".</summary>
    public void Bind(int parameter, double value) => Check(double.IsNaN(value)
        ? StoreCalls.BindNull(_bare, parameter + 1)
        : StoreCalls.BindReal(_bare, parameter + 1, value));

    public void Bind(int parameter, string? value)
    {
        if (value is not null && ReferenceEquals(_bound[parameter], value)) return;
        // A new statement's parameters are null.
        if (value is null && _bound[parameter] is null) return;
        Check(value is null ? StoreCalls.BindNull(_bare, parameter + 1) : BindText(parameter, Encoding.UTF8.GetBytes(value)));
        _bound[parameter] = value;
    }

    /// <summary>Runs it to its end, whatever rows it gives.</summary>
    public void Execute()
    {
        while (Step())
        {
        }
    }

    /// <summary>True when there is another row; false at the end, and then it may be run again.</summary>
    public bool Step()
    {
        var code = StoreCalls.Step(_bare);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        Reset();
        return false;
    }

    /// <summary>Lets the statement run from its start; what is bound stays. Its answer is the last step's again.</summary>
    public void Reset() => _ = StoreCalls.Reset(_bare);

    /// <summary>Rows that the last statement run on this database inserted, updated or deleted.</summary>
    public int Changed => StoreCalls.Changes(_database.DangerousGetHandle());

    public int Whole(int column) => (int)Long(column);

    /// <summary>0 where there is no value.</summary>
    public long Long(int column) => StoreCalls.Long(_bare, column);

    /// <summary>NaN where there is no value.</summary>
    public double Real(int column)
    {
        var value = StoreCalls.Real(_bare, column);
        // SQLite's answer to no value is 0.
        return value == 0 && StoreCalls.Type(_bare, column) == raw.SQLITE_NULL ? double.NaN : value;
    }

    public unsafe string? Text(int column)
    {
        var start = StoreCalls.Bytes(_bare, column);
        // An empty text has no bytes either.
        if (start is null && StoreCalls.Type(_bare, column) == raw.SQLITE_NULL) return null;
        var bytes = new ReadOnlySpan<byte>(start, StoreCalls.Length(_bare, column));
        ref var last = ref _read[column];
        if (!bytes.SequenceEqual(last.Bytes)) last = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        return last.Text;
    }

    public void Dispose()
    {
        if (_bare != 0) _ = StoreCalls.Finish(_bare);
        _bare = 0;
    }

    private unsafe int BindText(int parameter, byte[] value)
    {
        byte none = 0;
        fixed (byte* start = value) return StoreCalls.BindText(_bare, parameter + 1, start is null ? &none : start, value.Length, -1);
    }

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK) return;
        if (_bare != 0) Reset();
        StoreConnection.Check(code, _database);
    }
}
