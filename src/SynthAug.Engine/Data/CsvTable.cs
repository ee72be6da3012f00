namespace SynthAug.Engine.Data;

/// <summary>A table of numbers and categories with two classes, read whole. Disposing gives up the text of its records only.</summary>
public sealed class CsvTable : IDisposable
{
    internal CsvTable(TableContent content, LabelCoding coding)
    {
        Source = content.Source;
        Sha256 = content.Sha256;
        LabelColumn = content.LabelColumn;
        Header = content.Header;
        Separator = content.Separator;
        HasDecimalComma = content.HasDecimalComma;
        GroupColumn = content.GroupColumn;
        Groups = content.Groups;
        GroupTexts = content.GroupTexts;
        Records = content.Records;
        Features = content.Features;
        Lines = content.Lines;
        PositiveValue = coding.Positive;
        LabelValues = coding.Values;
        var (isPositive, positives, negatives) = (new bool[content.Labels.Count], new List<int>(), new List<int>());
        for (var row = 0; row < isPositive.Length; row++)
        {
            isPositive[row] = coding.IsPositive[content.Labels[row]];
            (isPositive[row] ? positives : negatives).Add(row);
        }

        (IsPositive, Positives, Negatives) = (isPositive, [.. positives], [.. negatives]);
        Columns = content.Columns;
        Warnings = [.. coding.Warnings, .. content.Warnings];
    }

    /// <summary>The path as given, or "standard input".</summary>
    public string Source { get; }

    /// <summary>Of the bytes as they are in the file, compressed or not; lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    public string LabelColumn { get; }

    /// <summary>All columns in the order of the file, label, group and ignored ones among them.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>What parts the fields.</summary>
    public char Separator { get; }

    /// <summary>True when numbers have a decimal comma.</summary>
    public bool HasDecimalComma { get; }

    /// <summary>Null without groups.</summary>
    public string? GroupColumn { get; }

    /// <summary>Length n: a row's group, numbered in order of appearance; empty without groups.</summary>
    public IReadOnlyList<int> Groups { get; }

    /// <summary>Text of every group.</summary>
    public IReadOnlyList<string> GroupTexts { get; }

    public int GroupCount => GroupTexts.Count;

    /// <summary>The header and then every row as text; null unless asked for.</summary>
    public RecordSpool? Records { get; }

    /// <summary>n × d, rows in file order: numbers, places among a categorical column's levels (−1 for one that the first file lacks), NaN for no value.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>One entry a feature; of a table read like another, that one's.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Length n: the line of the file, counted from 1, on which a row starts.</summary>
    public IReadOnlyList<int> Lines { get; }

    /// <summary>Length n.</summary>
    public IReadOnlyList<bool> IsPositive { get; }

    /// <summary>Rows of the positive class, ascending.</summary>
    public IReadOnlyList<int> Positives { get; }

    /// <summary>Rows of the other class, ascending.</summary>
    public IReadOnlyList<int> Negatives { get; }

    /// <summary>Text of the positive class.</summary>
    public string PositiveValue { get; }

    /// <summary>All texts of the label column, in ordinal order.</summary>
    public IReadOnlyList<string> LabelValues { get; }

    public bool PositiveIsMinority => Positives.Count <= Negatives.Count;

    /// <summary>Rows of the more frequent class: the negatives, also when both have as many.</summary>
    public IReadOnlyList<int> MajorityRows => PositiveIsMinority ? Negatives : Positives;

    /// <summary>Rows of the rarer class.</summary>
    public IReadOnlyList<int> MinorityRows => PositiveIsMinority ? Positives : Negatives;

    /// <summary>What is odd about the data but no error; one line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <param name="path">A file, plain or gzip; <c>-</c> is standard input.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="DataFileException">It cannot be read as a table of two classes.</exception>
    public static CsvTable Read(string path, CsvTableOptions options)
    {
        if (path == "-")
        {
            using var input = Console.OpenStandardInput();
            return Read(input, "standard input", options);
        }

        if (Directory.Exists(path)) throw new DataFileException($"{path}: this is a folder; name the file.");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            return Read(file, path, options);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException($"{path}: there is no such file.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataFileException($"{path}: the file may not be read; check its permissions.", error);
        }
    }

    /// <param name="stream">Plain or gzip; read to its end, once, and left open.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="DataFileException">It cannot be read as a table of two classes.</exception>
    public static CsvTable Read(Stream stream, string source, CsvTableOptions options)
    {
        var content = TableReader.Read(stream, source, options);
        return new(content, LabelCoding.Of(content, options));
    }

    public void Dispose() => Records?.Dispose();

    /// <summary>The group of each of some rows; null without groups.</summary>
    public int[]? GroupsOf(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return GroupColumn is null ? null : [.. rows.Select(row => Groups[row])];
    }

    /// <summary>The rows of a test part: a share of either class, or of the groups, by a stream of its own: the folds of what is left do not depend on it.</summary>
    /// <returns>Rows of the table, ascending within their class.</returns>
    /// <exception cref="DataFileException">It leaves a class on one side only.</exception>
    public HoldOutPart Aside(double share, ulong seed)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed).Fork("test part"));
        var (majority, minority) = (GroupsOf(Negatives), GroupsOf(Positives));
        var part = majority is null || minority is null
            ? HoldOutPart.Of(Negatives.Count, Positives.Count, share, random)
            : HoldOutPart.Of(majority, minority, share, random);
        return new([.. part.Majority.Select(i => Negatives[i])], [.. part.Minority.Select(i => Positives[i])]);
    }

    /// <summary>Copies some rows, in the order given, into a matrix that is reshaped to hold them.</summary>
    public void CopyRows(ReadOnlySpan<int> rows, FeatureMatrix destination)
    {
        destination.Reshape(rows.Length, Features.Dimension);
        var target = destination.Writable;
        for (var i = 0; i < rows.Length; i++) Features[rows[i]].CopyTo(target[i]);
    }
}
