using System.Collections.Concurrent;
using SynthAug.Engine.Data;

namespace RealData;

/// <summary>A table, read once a process.</summary>
internal static class Table
{
    private static readonly ConcurrentDictionary<string, Lazy<CsvTable>> Read = new();

    public static CsvTable Of(string name) =>
        Read.GetOrAdd(name, _ => new(() => CsvTable.Read(Path.Combine(DataFolder.Path, name + ".csv"), new() { LabelColumn = "label" }))).Value;
}
