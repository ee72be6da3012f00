using SynthAug.Engine.Data;
using SynthAug.Engine.Tuning;

namespace SynthAug.Engine;

/// <summary>The trials of a cell over a table: fold after fold, repeat after repeat. Shared by the cells that read the same table the same way, and by all workers.</summary>
internal sealed class TableTrials(TableParts parts, double validation, ulong seed)
{
    /// <summary>Root of the trial's streams. The cell is not in it: cells over one table are then compared on the same folds and the same draws.</summary>
    public StreamKey Key(int trial)
    {
        var (repeat, fold) = Math.DivRem(trial, parts.Folds);
        return FoldStreams.Trial(seed, repeat, fold);
    }

    /// <param name="held">Filled when the experiment has a validation share.</param>
    public void Draw(int trial, FoldDraw draw, SampleBuffer held, RandomStream random)
    {
        var (repeat, fold) = Math.DivRem(trial, parts.Folds);
        if (validation == 0)
        {
            parts.Draw(repeat, fold, draw);
            return;
        }

        random.Reset(Key(trial).Fork((ulong)StreamRole.Validation));
        parts.Draw(repeat, fold, draw, validation, random, held);
    }

    /// <summary>What a fold's mean loss of a class counts, K·m/n for m of n rows: the mean over all folds is then that of all rows, though folds differ by a row.</summary>
    public double Share(int heldOut, bool minority) => (double)parts.Folds * heldOut / (minority ? parts.MinorityCount : parts.MajorityCount);
}

/// <summary>Reads each table of an experiment once.</summary>
internal sealed class TableSource(CsvDescriptor declared, string folder, int repeats, ulong seed)
{
    private readonly Dictionary<CsvDescriptor, TableTrials> _trials = [];
    private readonly Dictionary<CsvDescriptor, CsvTable> _tables = [];

    /// <summary>Path as declared → SHA-256 of the file.</summary>
    public SortedDictionary<string, string> Inputs { get; } = new(StringComparer.Ordinal);

    /// <exception cref="DataFileException">No such file, no table of two classes, or too few rows to split.</exception>
    public TableTrials Of(IReadOnlyList<AxisValue> axes)
    {
        var csv = declared with
        {
            Path = Filled(declared.Path)!,
            Label = Filled(declared.Label)!,
            Positive = Filled(declared.Positive),
            Group = Filled(declared.Group),
            Schema = Filled(declared.Schema),
        };
        if (_trials.TryGetValue(csv, out var known)) return known;
        var table = Table(csv);
        var aside = csv.Aside > 0 ? table.Aside(csv.Aside, seed) : new([], []);
        var parts = TableParts.CrossValidated(table, Rest(table.Negatives, aside.Majority), Rest(table.Positives, aside.Minority), csv.Folds, repeats, seed);
        return _trials[csv] = new(parts, csv.Validation, seed);

        string? Filled(string? text) => text is null ? null : PluginResolver.Fill(text, axes);

        TableRows Rest(IReadOnlyList<int> rows, int[] taken) => new(table.Features, taken.Length == 0 ? rows : [.. rows.Except(taken)]);
    }

    private CsvTable Table(CsvDescriptor csv)
    {
        // What does not concern reading shares the table.
        var key = csv with { Folds = 0, Validation = 0, Aside = 0 };
        if (_tables.TryGetValue(key, out var known)) return known;
        var path = Existing(csv.Path);
        var table = CsvTable.Read(path, new()
        {
            LabelColumn = csv.Label,
            PositiveValue = csv.Positive,
            GroupColumn = csv.Group,
            Schema = csv.Schema is null ? null : TableSchema.Read(Existing(csv.Schema)),
            Missing = csv.Missing,
        });
        if (table.Positives.Count == 0 || table.Negatives.Count == 0)
            throw new DataFileException($"{path}: both classes need rows, there are {table.Negatives.Count} and {table.Positives.Count}.");
        Inputs["data " + csv.Path] = table.Sha256;
        return _tables[key] = table;
    }

    private string Existing(string declaredPath)
    {
        var path = Path.GetFullPath(declaredPath, folder);
        return File.Exists(path) ? path : throw new DataFileException($"{path}: there is no such file; put it there, or say with --data DIR where {declaredPath} is.");
    }
}
