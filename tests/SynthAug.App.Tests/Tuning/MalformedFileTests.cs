using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using SynthAug.App.Verbs;

namespace SynthAug.App.Tests.Tuning;

/// <summary>Files that people have: each is refused in one line that names the file, the place where there is one, and what to do; exit code 2, nothing written.</summary>
public sealed class MalformedFileTests : IDisposable
{
    private const string Good = "age,bp,y\n30,1.5,0\n41,2.5,1\n52,3.5,0\n63,4.5,1\n74,5,0\n85,6,0\n";

    private static readonly Dictionary<string, (byte[] Bytes, string[] Says)> Files = new()
    {
        // Nothing, or not a table.
        ["empty"] = Text("", "the file is empty"),
        ["blank lines"] = Text("\n\n\r\n", "the file is empty"),
        ["only a byte order mark"] = Text("\uFEFF", "the file is empty"),
        ["header only"] = Text("age,bp,y\n", "there is a header but no row"),
        ["no header"] = Text(Good.Replace("age,bp,y\n", "", StringComparison.Ordinal), "no column 'y'", "The first line must hold the column names"),
        ["other label column"] = Text(Good.Replace(",y\n", ",Y\n", StringComparison.Ordinal), "no column 'y'", "Did you mean 'Y'?"),
        ["label only"] = Text("y\n0\n1\n", "no column but the label 'y'"),
        ["a picture"] = ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0xFF, 0xFE], ["row 1", "UTF-8"]),
        ["a zip file"] = ([.. "PK\u0003\u0004"u8, 0x14, 0, 0, 0, 8, 0, 0xFF, 0xB1, 0xC2], ["row 1", "UTF-8"]),
        ["a web page"] = Text("<!DOCTYPE html>\n<html><body>404</body></html>\n", "no column 'y'"),
        ["words"] = Text("the patient was admitted\nand went home\n", "no column 'y'"),

        // Names.
        ["two columns of one name"] = Text(Good.Replace("age,bp", "age,age", StringComparison.Ordinal), "columns 1 and 2", "'age'", "rename one"),
        ["a column without a name"] = Text(Good.Replace("age,bp", "age,", StringComparison.Ordinal), "column 2 has no name"),
        ["an index without a name"] = Text(Good.Replace("age,bp", ",bp", StringComparison.Ordinal), "column 1 has no name", "row index"),
        ["a column that augmented.csv adds"] = Text(Good.Replace("age", "parent_a", StringComparison.Ordinal), "already has a column 'parent_a'", "rename it"),

        // Rows.
        ["a field too few"] = Text(Edit("41,2.5,1", "41,2.5"), "row 3", "2 fields", "has 3"),
        ["a field too many"] = Text(Edit("41,2.5,1", "41,2.5,1,9"), "row 3", "4 fields"),
        ["a separator at the end"] = Text(Edit("41,2.5,1", "41,2.5,1,"), "row 3", "4 fields"),
        ["two kinds of separators"] = Text(Edit("41,2.5,1", "41;2.5;1"), "row 3", "1 fields"),
        ["a total line"] = Text(Good + "6 rows\n", "row 8", "1 fields"),
        ["a quote that stays open"] = Text(Edit("41,", "\"41,"), "row 3", "quotes"),
        ["text after a quote"] = Text(Edit("41,", "\"41\"x,"), "row 3", "quotes"),
        ["a quote within a field"] = Text(Edit("41,", "4\"1,"), "row 3", "quotes"),
        ["cut off within a row"] = Text(Good + "96,7", "row 8", "2 fields"),

        // Cells.
        ["a word among numbers"] = Text(Edit("41,", "old,"), "row 3", "'age'", "'old' is not a number"),
        ["a first word among numbers"] = Text(Edit("30,", "old,"), "row 2", "'age'", "'old' is not a number"),
        ["a number among words"] = Text(Edit("30,", "a,").Replace("41,", "b,", StringComparison.Ordinal).Replace("52,", "a,", StringComparison.Ordinal).Replace("63,", "a,", StringComparison.Ordinal), "row 6", "'age'", "'74' is a number"),
        ["a unit"] = Text(Edit("2.5,", "2.5 mg,"), "row 3", "'bp'", "'2.5 mg' is not a number"),
        ["a comparison"] = Text(Edit("2.5,", "<2.5,"), "row 3", "'bp'", "'<2.5'"),
        ["a per cent sign"] = Text(Edit("2.5,", "25%,"), "row 3", "'bp'", "'25%'"),
        ["a hexadecimal number"] = Text(Edit("41,", "0x29,"), "row 3", "'age'", "'0x29'"),
        ["a date among numbers"] = Text(Edit("41,", "2024-01-05,"), "row 3", "'age'", "'2024-01-05'"),
        ["a spreadsheet's error"] = Text(Edit("41,", "#DIV/0!,"), "row 3", "'age'", "'#DIV/0!'"),
        ["two points in a number"] = Text(Edit("2.5,", "2.5.1,"), "row 3", "'bp'", "'2.5.1'"),
        ["a thousands comma"] = Text(Edit("41,", "\"4,100\","), "row 3", "'age'", "has a comma"),
        ["a decimal comma between commas"] = Text(Edit("2.5,", "\"2,5\","), "row 3", "'bp'", "has a comma"),
        ["commas that may part thousands"] = Text("age;y\n1,250;0\n2,500;1\n3,125;0\n", "row 2", "'age'", "decimal or a thousands comma"),
        ["two decimal marks"] = Text("age;bp;y\n1,25;2;0\n2;3.5;1\n3;1;0\n", "row 3", "'bp'", "different decimal marks"),
        ["infinity"] = Text(Edit("2.5,", "inf,"), "row 3", "'bp'", "not a finite number"),
        ["minus infinity"] = Text(Edit("2.5,", "-Infinity,"), "row 3", "'bp'", "not a finite number"),
        ["a number beyond all"] = Text(Edit("2.5,", "1e999,"), "row 3", "'bp'", "not a finite number"),
        ["an empty cell"] = Text(Edit("2.5,", ","), "row 3", "'bp'", "is empty", "--missing median"),
        ["a blank cell"] = Text(Edit("2.5,", "  ,"), "row 3", "'bp'", "is empty", "--missing median"),
        ["NA"] = Text(Edit("2.5,", "NA,"), "row 3", "'bp'", "'NA' is a missing value", "--missing median"),
        ["nan"] = Text(Edit("2.5,", "nan,"), "row 3", "'bp'", "'nan' is a missing value"),
        ["a question mark"] = Text(Edit("2.5,", "?,"), "row 3", "'bp'", "'?' is a missing value"),
        ["a column without any value"] = Text("age,bp,y\n1,,0\n2,,1\n3,,0\n", "row 2", "'bp'", "is empty"),
        ["a free text"] = Text("note,y\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"seen by Dr. {i},{i % 2}\n")), "row 257", "'note'", "too many for categories"),

        // Labels.
        ["one class"] = Text(Good.Replace(",1\n", ",0\n", StringComparison.Ordinal), "holds only '0'", "two classes are needed"),
        ["three classes"] = Text(Edit(",2.5,1", ",2.5,2"), "holds 3 values", "--positive"),
        ["a class in two spellings"] = Text(Edit(",2.5,1", ",2.5,1.0"), "'1' and '1.0' are one number in two spellings"),
        ["an empty label"] = Text(Edit(",2.5,1", ",2.5,"), "row 3", "'y'", "label is empty"),
        ["a number for a label"] = Text("age,y\n" + string.Concat(Enumerable.Range(0, 1500).Select(i => $"1,{i}.5\n")), "label column 'y'", "more than 1000 values"),
        ["a class of fewer rows than folds"] = Text("age,y\n1,0\n2,0\n3,0\n4,1\n5,0\n6,0\n", "--folds is 2, but '1' has 1 rows"),

        // Bytes.
        ["Latin-1 in the header"] = (Encoding.Latin1.GetBytes(Good.Replace("age", "größe", StringComparison.Ordinal)), ["row 1", "UTF-8"]),
        ["Latin-1 in a cell"] = (Encoding.Latin1.GetBytes(Edit("41,", "groß,")), ["row 3", "UTF-8"]),
        ["Latin-1 in a label"] = (Encoding.Latin1.GetBytes(Edit(",2.5,1", ",2.5,nö")), ["row 3", "UTF-8"]),
        ["half a gzip file"] = (Gzip(Good)[..^9], ["gzip file is damaged"]),
        ["a gzip file of nothing"] = (Gzip(""), ["the file is empty"]),
        ["a gzip file with other bytes in it"] = ([.. Gzip(Good)[..10], .. new byte[8], .. Gzip(Good)[18..]], ["gzip file is damaged"]),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("malformed-").FullName;

    public static TheoryData<string> Names => [.. Files.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Names))]
    public async Task A_malformed_file_is_one_line_that_says_what_to_do(string name)
    {
        var (bytes, says) = Files[name];
        var said = await TuneAsync("data.csv", bytes);
        said.ExitCode.ShouldBe(2, said.Error);
        said.Error.ShouldStartWith("synthaug: ");
        said.Error.TrimEnd('\n').ShouldNotContain("\n");
        foreach (var part in (string[])["data.csv", .. says]) said.Error.ShouldContain(part);
        said.Output.ShouldBeEmpty();
        Directory.Exists(Path.Combine(_folder, "out")).ShouldBeFalse();
    }

    [Fact]
    public void There_are_more_than_forty() => Files.Count.ShouldBeGreaterThanOrEqualTo(40);

    [Fact]
    public async Task The_file_that_the_malformed_ones_were_made_of_is_read()
    {
        var said = await TuneAsync("data.csv", Encoding.UTF8.GetBytes(Good));
        said.ExitCode.ShouldBe(0, said.Error);
    }

    [Fact]
    public async Task Other_encodings_and_shapes_of_the_same_table_are_read()
    {
        foreach (var bytes in (byte[][])
            [
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good)], Gzip(Good), Encoding.UTF8.GetBytes(Good.Replace("\n", "\r\n", StringComparison.Ordinal)),
                Encoding.UTF8.GetBytes(Good.Replace(',', '\t')), Encoding.UTF8.GetBytes(Good.Replace(',', '|')), Encoding.UTF8.GetBytes(Good.Replace(',', ';').Replace('.', ',')),
            ])
        {
            var said = await TuneAsync("data.csv", bytes);
            said.ExitCode.ShouldBe(0, said.Error);
            File.ReadAllLines(Path.Combine(_folder, "out", "augmented.csv"))[0].Replace(';', ',').Replace('\t', ',').Replace('|', ',')
                .ShouldBe("age,bp,y,synthetic,parent_a,parent_b");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_of_a_hundred_megabytes_with_one_bad_cell_names_its_row_and_column(bool empty)
    {
        var watch = Stopwatch.StartNew();
        var said = await TuneAsync("-", input: () => new LargeTable(100 << 20, badRow: 900_000, empty ? "" : "1o.5"));
        said.ExitCode.ShouldBe(2);
        said.Error.ShouldBe(empty
            ? "synthaug: standard input: row 900000, column 'x3' is empty; fill it, drop the row or the column, or say --missing median.\n"
            : "synthaug: standard input: row 900000, column 'x3': '1o.5' is not a number, the column's other values are; correct it, leave it empty, or declare the column categorical or ignored in a --schema file.\n");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    private static (byte[] Bytes, string[] Says) Text(string text, params string[] says) => (Encoding.UTF8.GetBytes(text), says);

    private static string Edit(string old, string now) => Good.Replace(old, now, StringComparison.Ordinal);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private Task<(int ExitCode, string Output, string Error)> TuneAsync(string file, byte[] bytes)
    {
        var path = Path.Combine(_folder, file);
        File.WriteAllBytes(path, bytes);
        return TuneAsync(path, () => throw new InvalidOperationException("standard input is not asked for"));
    }

    private async Task<(int ExitCode, string Output, string Error)> TuneAsync(string file, Func<Stream> input)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        string[] args = ["tune", file, "--label", "y", "--out", Path.Combine(_folder, "out"), "--folds", "2", "--repeats", "1", "--gamma", "0:1:2", "--generator", "copy", "--classifier", "line"];
        var code = await ExperimentApp.RunAsync(
            new DeclaredExperiments([]), args, new() { Output = output, Error = error, Plugins = new TuneRun.FixedPlugins(), Input = input }, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>A table that is made while it is read: a header, then one row over and over but for one of them.</summary>
    private sealed class LargeTable(long length, int badRow, string badCell) : MemoryStream
    {
        private static readonly byte[] Row = Encoding.UTF8.GetBytes("12.25,0.0078125,-3.5e-2,7,123.456,0.5,8.75,1024,99.125,3.1415926535897931,2.7182818284590452,0\n");

        private readonly byte[] _bad = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Row).Replace("-3.5e-2", badCell, StringComparison.Ordinal));
        private byte[] _current = Encoding.UTF8.GetBytes("x1,x2,x3,x4,x5,x6,x7,x8,x9,x10,x11,y\n");
        private int _at;
        private int _row = 1;
        private long _left = length;

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            var written = 0;
            while (written < buffer.Length)
            {
                if (_at == _current.Length)
                {
                    if (_left <= 0) break;
                    (_row, _at) = (_row + 1, 0);
                    _current = _row == badRow ? _bad : Row;
                }

                var count = Math.Min(buffer.Length - written, _current.Length - _at);
                _current.AsSpan(_at, count).CopyTo(buffer[written..]);
                (written, _at, _left) = (written + count, _at + count, _left - count);
            }

            return written;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
