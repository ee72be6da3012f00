using SynthAug.App.Terminal;
using SynthAug.Engine.Data;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>
/// A table as two classes of rows in its own units, what is set aside of it, and the text that it was read from. Disposing gives up the text.
/// </summary>
internal sealed class TuneData : IDisposable
{
    private (Preparation Preparation, TrainingSample Sample)? _prepared;
    private TableParts? _folds;

    private TuneData(CsvTable table, string fileName, IReadOnlyList<int> majority, IReadOnlyList<int> minority)
    {
        Table = table;
        FileName = fileName;
        Majority = new(table.Features, majority);
        Minority = new(table.Features, minority);
    }

    /// <summary>All of the file, the test part included.</summary>
    public CsvTable Table { get; }

    /// <summary>Without its folder; "standard input".</summary>
    public string FileName { get; }

    /// <summary>Of the file, lower-case hex.</summary>
    public string Sha256 => Table.Sha256;

    /// <summary>Name of the label's column.</summary>
    public string Label => Table.LabelColumn;

    /// <summary>The label that rows are added to.</summary>
    public string Positive => Table.PositiveValue;

    /// <summary>n0 × p, in file order: every row that is not positive and not set aside.</summary>
    public TableRows Majority { get; }

    /// <summary>n1 × p, in file order.</summary>
    public TableRows Minority { get; }

    /// <summary>The features, p, in the table's units.</summary>
    public IReadOnlyList<TableColumn> Columns => Table.Columns;

    public MissingPolicy Missing { get; private init; }

    /// <summary>Null when the data are split into folds.</summary>
    public HeldOutRows? Validation { get; private init; }

    /// <summary>Null when nothing is set aside for the final figures.</summary>
    public HeldOutRows? Test { get; private init; }

    /// <summary>What is odd about the files but no error, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public int RowCount => Majority.Count + Minority.Count;

    /// <exception cref="DataFileException">A file is no table of two classes, or not one like the first.</exception>
    /// <exception cref="AppException">The options do not fit together.</exception>
    public static TuneData Read(TuneDataOptions options)
    {
        var share = options.TestShare();
        string?[] files = [options.Path, options.Validation, share is null ? options.Test : null, options.Schema];
        if (files.Count(static file => file == "-") > 1) throw new AppException("standard input can be one file only; give the others as files");
        var schema = options.Schema is null ? null : TableSchema.Read(options.Schema);
        var table = Open(options.Path, options, new()
        {
            LabelColumn = options.Label,
            PositiveValue = options.Positive,
            GroupColumn = options.Group,
            Schema = schema,
            Missing = options.Missing,
            KeepRecords = true,
        });
        try
        {
            var like = new CsvTableOptions { LabelColumn = options.Label, Missing = options.Missing, Like = table };
            var validation = options.Validation is null ? null : OfFile(options.Validation, options, like);
            var test = share is { } part ? OfShare(table, part, options.Seed)
                : options.Test is not null ? OfFile(options.Test, options, like)
                : null;
            var aside = share is null ? [] : test!.Majority.Rows.Concat(test.Minority.Rows).ToHashSet();
            var name = options.Path == "-" ? table.Source : System.IO.Path.GetFileName(options.Path);
            var data = new TuneData(table, name, [.. table.Negatives.Where(row => !aside.Contains(row))], [.. table.Positives.Where(row => !aside.Contains(row))])
            {
                Missing = options.Missing,
                Validation = validation,
                Test = test,
            };
            data.Warnings = [.. table.Warnings.Select(warning => warning.Replace(options.Path, name, StringComparison.Ordinal)), .. TuneDataWarnings.Of(data)];
            return data;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    public void Dispose() => Table.Dispose();

    /// <exception cref="AppException">A class has fewer rows than there are folds.</exception>
    public void RequireFolds(int folds)
    {
        if (Validation is not null) return;
        Require(Minority.Count, $"'{Positive}'");
        Require(Majority.Count, "the other class");

        void Require(int rows, string name)
        {
            if (rows < folds) throw new AppException($"--folds is {folds}, but {name} has {rows} rows in {FileName}; each fold needs one");
        }
    }

    /// <summary>The rows as they are fitted on and held out: folds from streams of the seed and the repeat alone, or the validation part.</summary>
    /// <exception cref="DataFileException">A fold would lack a class.</exception>
    public IHeldOutParts Parts(int folds, int repeats, ulong seed) =>
        Validation is { } part ? HeldOut(part) : _folds = TableParts.CrossValidated(Table, Majority, Minority, folds, repeats, seed);

    /// <summary>The test part after a fit on everything else; null when there is none.</summary>
    public IHeldOutParts? TestParts() => Test is { } part ? HeldOut(part) : null;

    /// <summary>All rows that may be fitted on, and what was learned from them to prepare them: made once, for the theory, the delivered rows and their picture.</summary>
    public (Preparation Preparation, TrainingSample Sample) Prepared => _prepared ??= Prepare();

    /// <summary>Among the minority of <see cref="Prepared"/>; null where they are to be searched.</summary>
    public IMinorityNeighbours? Neighbours => _folds?.NeighboursAmong(Prepared.Sample.Minority);

    private (Preparation Preparation, TrainingSample Sample) Prepare()
    {
        var preparation = _folds?.Whole ?? Preparation.Fit(Majority, Minority, Columns);
        var (majority, minority) = (new FeatureMatrix(0, 1), new FeatureMatrix(0, 1));
        preparation.Apply(Majority, majority);
        preparation.Apply(Minority, minority);
        return (preparation, new(majority, minority, columns: preparation.Columns));
    }

    private TableParts HeldOut(HeldOutRows part) =>
        TableParts.HeldOut(Majority, Minority, part.Majority, part.Minority, Columns, RowGroupsOf(part.MajorityGroups, part.MinorityGroups));

    private static RowGroups? RowGroupsOf(int[]? majority, int[]? minority) => majority is null || minority is null ? null : new(majority, minority);

    private static CsvTable Open(string path, TuneDataOptions options, CsvTableOptions reading)
    {
        if (path != "-") return CsvTable.Read(path, reading);
        using var input = options.Input();
        return CsvTable.Read(input, "standard input", reading);
    }

    private static HeldOutRows OfFile(string path, TuneDataOptions options, CsvTableOptions like)
    {
        using var table = Open(path, options, like);
        if (like.Like!.GroupTexts.Intersect(table.GroupTexts, StringComparer.Ordinal).FirstOrDefault() is { } shared)
            throw new DataFileException($"{table.Source}: group '{shared}' of column '{table.GroupColumn}' also has rows in {like.Like.Source}; a group must be on one side, drop its rows in one of the files.");
        if (table.Positives.Count == 0 || table.Negatives.Count == 0)
            throw new DataFileException($"{table.Source}: label column '{table.LabelColumn}' has {table.Positives.Count} rows of '{table.PositiveValue}' and {table.Negatives.Count} others; both classes are needed.");
        return new(
            System.IO.Path.GetFileName(path), table.Sha256,
            new(table.Features, table.Negatives), new(table.Features, table.Positives),
            table.GroupsOf(table.Negatives), table.GroupsOf(table.Positives));
    }

    private static HeldOutRows OfShare(CsvTable table, double share, ulong seed)
    {
        var part = table.Aside(share, seed);
        return new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{share:R} of the rows"), null,
            new(table.Features, part.Majority), new(table.Features, part.Minority), table.GroupsOf(part.Majority), table.GroupsOf(part.Minority));
    }
}
