using System.IO.Compression;
using CsvHelper;
using SynthAug.App.Terminal;
using SynthAug.Engine.Data;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>A CSV as two classes of rows in its own units, and what is needed to write it out again.</summary>
internal sealed record TuneData
{
    public required string Path { get; init; }

    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Of the file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>All columns in order, the label's among them.</summary>
    public required IReadOnlyList<string> Header { get; init; }

    /// <summary>Name of the label's column.</summary>
    public required string Label { get; init; }

    /// <summary>The label that rows are added to.</summary>
    public required string Positive { get; init; }

    /// <summary>n0 × d, in file order: every row that is not positive.</summary>
    public required FeatureMatrix Majority { get; init; }

    /// <summary>n1 × d, in file order.</summary>
    public required FeatureMatrix Minority { get; init; }

    /// <summary>Data row, from 1, of each minority row.</summary>
    public required IReadOnlyList<int> MinorityRows { get; init; }

    /// <summary>The features, d; continuous whatever the file holds, since what is fitted sees standardised columns.</summary>
    public required IReadOnlyList<FeatureColumn> Columns { get; init; }

    /// <summary>What is odd about the file but no error, one line each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public int RowCount => Majority.RowCount + Minority.RowCount;

    /// <param name="positive">Null takes the rarer of two.</param>
    /// <exception cref="DataFileException">The file is no table of numbers with two classes.</exception>
    /// <exception cref="AppException">It is no file.</exception>
    public static TuneData Read(string path, string label, string? positive)
    {
        if (path == "-") throw new AppException("tune reads its file twice, for augmented.csv repeats it; save standard input to a file first");
        var table = CsvTable.Read(path, new() { LabelColumn = label, PositiveValue = positive });
        return new()
        {
            Path = path,
            Sha256 = table.Sha256,
            Header = HeaderOf(path),
            Label = label,
            Positive = table.PositiveValue,
            Majority = Rows(table.Negatives),
            Minority = Rows(table.Positives),
            MinorityRows = [.. table.Positives.Select(row => row + 1)],
            Columns = [.. table.Columns.Select(c => new FeatureColumn(c.Name))],
            Warnings = [.. table.Warnings.Select(w => w.Replace(path, System.IO.Path.GetFileName(path), StringComparison.Ordinal))],
        };

        FeatureMatrix Rows(IReadOnlyList<int> rows)
        {
            var matrix = new FeatureMatrix(rows.Count, table.Features.Dimension);
            table.CopyRows([.. rows], matrix);
            return matrix;
        }
    }

    /// <summary>The file's text, plain or unpacked.</summary>
    public static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <exception cref="AppException">A class has fewer rows than there are folds.</exception>
    public void RequireFolds(int folds)
    {
        Require(Minority.RowCount, $"'{Positive}'");
        Require(Majority.RowCount, "the other class");

        void Require(int rows, string name)
        {
            if (rows < folds) throw new AppException($"--folds is {folds}, but {name} has {rows} rows in {FileName}; each fold needs one");
        }
    }

    /// <summary>The rows as they are fitted on and held out.</summary>
    public IHeldOutParts Parts(int folds, int repeats, ulong seed) => MatrixParts.CrossValidated(Majority, Minority, folds, repeats, seed, Columns);

    // The table drops the label's place among the columns; augmented.csv needs it.
    private static IReadOnlyList<string> HeaderOf(string path)
    {
        using var stream = Open(path);
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { TrimWhitespace = true }, leaveOpen: true);
        csv.ReadHeader();
        return [.. csv.Headers];
    }
}
