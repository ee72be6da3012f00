using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using SynthAug.Engine.Data;
using SynthAug.Engine.Tests.Results;

namespace SynthAug.Engine.Tests.Data;

public sealed class CsvTableTests : IDisposable
{
    private const string Small = "age,bp,sick\n30,1.5,no\n41,-2e-3,yes\n52,0,no\n";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_comes_with_its_classes_lines_and_hash()
    {
        File.WriteAllText(_folder["data.csv"], Small);
        var table = CsvTable.Read(_folder["data.csv"], new() { LabelColumn = "sick" });

        table.Columns.Select(column => (column.Name, column.Use)).ShouldBe([("age", ColumnUse.Integer), ("bp", ColumnUse.Continuous)]);
        table.Header.ShouldBe(["age", "bp", "sick"]);
        table.Features.Rows.Values.ToArray().ShouldBe([30, 1.5, 41, -2e-3, 52, 0]);
        table.Features.Dimension.ShouldBe(2);
        table.PositiveValue.ShouldBe("yes");
        table.LabelValues.ShouldBe(["no", "yes"]);
        table.Positives.ShouldBe([1]);
        table.Negatives.ShouldBe([0, 2]);
        table.IsPositive.ShouldBe([false, true, false]);
        table.Lines.ShouldBe([2, 3, 4]);
        table.Source.ShouldBe(_folder["data.csv"]);
        table.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Small))));
        table.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sick,age,bp\r\nno,30,1.5\r\nyes,41,-2e-3\r\nno,52,0\r\n")]
    [InlineData("\uFEFFage;bp;sick\n30;1.5;no\n41;-2e-3;yes\n52;0;no")]
    [InlineData("age\tsick\tbp\n30\tno\t1.5\n\n41\tyes\t-2e-3\n52\tno\t0\n\n")]
    [InlineData("\"age\", \"bp\" ,\"sick\"\n\"30\", 1.50 , no \n 41 ,-0.002,\"yes\"\n+52,0.0,no\n")]
    public void Separators_line_ends_marks_quotes_and_spaces_do_not_matter(string text)
    {
        var table = Read(text);
        table.Columns.Select(column => column.Name).ShouldBe(["age", "bp"]);
        table.Features.Rows.Values.ToArray().ShouldBe([30, 1.5, 41, -2e-3, 52, 0]);
        table.IsPositive.ShouldBe([false, true, false]);
    }

    [Fact]
    public void Gzip_is_unpacked_and_hashed_as_it_is()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Small));
        File.WriteAllBytes(_folder["data.csv.gz"], packed.ToArray());

        var table = CsvTable.Read(_folder["data.csv.gz"], new() { LabelColumn = "sick" });

        table.Features.RowCount.ShouldBe(3);
        table.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(packed.ToArray())));
    }

    [Fact]
    public void Gzip_of_several_members_is_one_file()
    {
        // As appending and bgzip make them: parts cut anywhere, one of nothing, one with a name in its header, zeros at the end. Long ones span the buffers.
        var text = Encoding.UTF8.GetBytes(Small + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},{i * 7919L % 100_003},no\n")));
        byte[] named = [.. Packed(text[9..20])[..3], 8, .. Packed(text[9..20])[4..10], .. "data.csv\0"u8, .. Packed(text[9..20])[10..]];
        byte[] several = [.. Packed(text[..9]), .. named, .. Packed([]), .. Packed(text[20..100_000]), .. Packed(text[100_000..]), .. Packed([])];
        File.WriteAllBytes(_folder["one.gz"], Packed(text));
        File.WriteAllBytes(_folder["several.gz"], [.. several, 0, 0, 0]);
        var options = new CsvTableOptions { LabelColumn = "sick" };

        var table = CsvTable.Read(_folder["several.gz"], options);

        table.Features.RowCount.ShouldBe(40_003);
        table.Features.Rows.Values.SequenceEqual(CsvTable.Read(_folder["one.gz"], options).Features.Rows.Values).ShouldBeTrue();
        table.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData([.. several, 0, 0, 0])));

        // A member that breaks off, one whose checksum is wrong, and bytes that are no member.
        var end = several.Length - Packed([]).Length;
        var wrong = several[..];
        wrong[end - 5] ^= 1;
        foreach (var damaged in (byte[][])[several[..(end - 1)], several[..(end - 8)], several[..(end - 3000)], wrong, [.. several, 1], [.. several, 0x1F]])
        {
            File.WriteAllBytes(_folder["several.gz"], damaged);
            Refusal(() => CsvTable.Read(_folder["several.gz"], options)).ShouldBe($"{_folder["several.gz"]}: the gzip file is damaged; get it again.");
        }

        static byte[] Packed(byte[] bytes)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
            // The framework writes nothing at all for nothing.
            return bytes.Length > 0 ? packed.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        }
    }

    [Fact]
    public void A_stream_is_read_once_and_left_open()
    {
        using var stream = new OneWay(Encoding.UTF8.GetBytes(Small));
        CsvTable.Read(stream, "standard input", new() { LabelColumn = "sick" }).Sha256
            .ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Small))));
        stream.CanRead.ShouldBeTrue();
    }

    [Fact]
    public void Lines_count_blank_ones_and_those_within_quotes()
    {
        var table = Read("age,\"sick\nat all\"\n\n1,no\n2,\"ye\ns\"\n\n3,no\n", "sick\nat all");
        table.Lines.ShouldBe([4, 5, 8]);
        table.Header.ShouldBe(["age", "sick\nat all"]);
        table.PositiveValue.ShouldBe("ye\ns");
    }

    [Fact]
    public void A_large_table_keeps_every_value()
    {
        const int Count = 30_000, Dimension = 7;
        var random = new RandomStream(StreamKey.FromSeed(1));
        var values = Enumerable.Range(0, Count * Dimension).Select(_ => random.NextNormal()).ToArray();
        var text = new StringBuilder("a,b,c,d,e,f,g,y\n");
        for (var i = 0; i < Count; i++) text.AppendJoin(',', values.Skip(i * Dimension).Take(Dimension)).Append(',').Append(i % 10 == 3 ? 1 : 0).Append('\n');

        var table = Read(text.ToString(), "y");

        table.Features.Rows.Values.SequenceEqual(values).ShouldBeTrue();
        table.Positives.Count.ShouldBe(Count / 10);
        var copy = new FeatureMatrix(0, 1);
        table.CopyRows([5, 29_999, 0], copy);
        copy.Rows.Values.ToArray().ShouldBe([.. values[35..42], .. values[^7..], .. values[..7]]);
    }

    [Fact]
    public void The_positive_class_is_the_rarer_one_unless_said()
    {
        Read("x,y\n1,1\n2,0\n3,1\n", "y").PositiveValue.ShouldBe("0");

        var asked = Read("x,y\n1,1\n5,0\n3,1\n", "y", "1");
        asked.Positives.ShouldBe([0, 2]);
        asked.MinorityRows.ShouldBe([1]);
        asked.MajorityRows.ShouldBe([0, 2]);
        asked.Warnings.ShouldBe(["data.csv: label column 'y': the positive class '1' is the more frequent one (2 of 3 rows)."]);

        var even = Read("x,y\n1,no\n2,yes\n", "y");
        even.PositiveValue.ShouldBe("yes");
        even.Warnings.ShouldBe(["data.csv: label column 'y': both classes have 1 rows; 'yes' is taken as positive, say --positive to change it."]);

        var rest = Read("x,y\n1,a\n2,b\n3,c\n", "y", "b");
        rest.IsPositive.ShouldBe([false, true, false]);
    }

    [Fact]
    public void Constant_columns_are_allowed_and_told()
    {
        var table = Read("x,one,sick\n1,7,no\n2,7,no\n1,7,yes\n");
        table.Features.Dimension.ShouldBe(2);
        table.Warnings.ShouldBe(["data.csv: column 'one' has one value only; it cannot help."]);
    }

    [Fact]
    public void A_second_file_is_read_like_the_first()
    {
        var training = Read(Small);
        var options = new CsvTableOptions { LabelColumn = "sick", Like = training };

        var test = Read("sick,bp,age\nyes,1,2\nyes,3,4\nno,5.5,6\n", options);
        test.Columns.Select(column => column.Name).ShouldBe(["age", "bp"]);
        test.Features.Rows.Values.ToArray().ShouldBe([2, 1, 4, 3, 6, 5.5]);
        test.PositiveValue.ShouldBe("yes");

        Refusal(() => Read("age,sick\n1,yes\n2,no\n", options)).ShouldBe("data.csv: column 'bp' of data.csv is missing; both files need the same columns.");
        Refusal(() => Read("age,id,bp,sick\n1,2,3,yes\n", options)).ShouldBe("data.csv: column 'id' is not in data.csv; both files need the same columns.");
        Refusal(() => Read("age,bp,sick\n1,1,yes\n2,2,maybe\n", options))
            .ShouldBe("data.csv: label column 'sick' holds 'maybe', which data.csv does not have; use the same labels in both.");
    }

    [Theory]
    [InlineData("", "data.csv: the file is empty.")]
    [InlineData("\uFEFF", "data.csv: the file is empty.")]
    [InlineData("\n\n", "data.csv: the file is empty.")]
    [InlineData("age,sick\n", "data.csv: there is a header but no row.")]
    [InlineData("age,sick", "data.csv: there is a header but no row.")]
    [InlineData("age,Sick\n1,0\n", "data.csv: there is no column 'sick' to take the label from; the columns are age, Sick. Did you mean 'Sick'?")]
    [InlineData("age,target\n1,0\n", "data.csv: there is no column 'sick' to take the label from; the columns are age, target.")]
    [InlineData("a,b,c,d,e,f,g,h,i,j,k,l\n", "data.csv: there is no column 'sick' to take the label from; the columns are a, b, c, d, e, f, g, h, i, j and 2 more.")]
    [InlineData("1,0,1\n2,1,1\n", "data.csv: there is no column 'sick' to take the label from; the columns are 1, 0, 1. The first line must hold the column names.")]
    [InlineData("age,bp,age,sick\n1,2,3,0\n", "data.csv: columns 1 and 3 are both called 'age'; rename one.")]
    [InlineData(",age,sick\n0,1,0\n", "data.csv: column 1 has no name; name it, or drop it (an unnamed first column is often a row index).")]
    [InlineData("sick\n0\n1\n", "data.csv: there is no column but the label 'sick'; features are needed.")]
    [InlineData("age,sick\n1,0\nabc,1\n", "data.csv: row 3, column 'age': 'abc' is not a number, the column's other values are; correct it, leave it empty, or declare the column categorical or ignored in a --schema file.")]
    [InlineData("ward,sick\nA1,0\n7,1\nB2,0\n", "data.csv: row 3, column 'ward': '7' is a number, most values of the column are texts such as 'A1'; correct it, or declare the column categorical or ignored in a --schema file.")]
    [InlineData("age,sick\n1,0\n,1\n", "data.csv: row 3, column 'age' is empty; fill it, drop the row or the column, or say --missing median.")]
    [InlineData("age,sick\n1,0\n\"\",1\n", "data.csv: row 3, column 'age' is empty; fill it, drop the row or the column, or say --missing median.")]
    [InlineData("age,sick\n1,0\nNaN,1\n", "data.csv: row 3, column 'age': 'NaN' is a missing value; fill it, drop the row or the column, or say --missing median.")]
    [InlineData("age,sick\n1,0\nn/a,1\n", "data.csv: row 3, column 'age': 'n/a' is a missing value; fill it, drop the row or the column, or say --missing median.")]
    [InlineData("age,sick\n1,0\n1e400,1\n", "data.csv: row 3, column 'age': '1e400' is not a finite number; correct it, or drop the row or the column.")]
    [InlineData("age,sick\n1,0\n-inf,1\n", "data.csv: row 3, column 'age': '-inf' is not a finite number; correct it, or drop the row or the column.")]
    [InlineData("age,sick\n1,0\nInfinity,1\n", "data.csv: row 3, column 'age': 'Infinity' is not a finite number; correct it, or drop the row or the column.")]
    [InlineData("age;bp;sick\n1,5;2;0\n2,5;3.5;1\n", "data.csv: row 3, column 'bp': '3.5' and '1,5' in row 2, column 'age', have different decimal marks; write one mark throughout.")]
    [InlineData("age;bp;sick\n1.5;2;0\n2;3,5;1\n", "data.csv: row 3, column 'bp': '3,5' and '1.5' in row 2, column 'age', have different decimal marks; write one mark throughout.")]
    [InlineData("age;sick\n1,234;0\n2,500;1\n", "data.csv: row 2, column 'age': '1,234' may be a decimal or a thousands comma, and no other number of the file tells; write a decimal point and no thousands separator.")]
    [InlineData("age,sick\n\"1,234\",0\n", "data.csv: row 2, column 'age': '1,234' has a comma; write a decimal point and no thousands separator.")]
    [InlineData("age,sick\n1,0\n2\n", "data.csv: row 3 has 1 fields, the header has 2; check its separators and quotes.")]
    [InlineData("age,sick\n1,0,\n2,1\n", "data.csv: row 2 has 3 fields, the header has 2; check its separators and quotes.")]
    [InlineData("age,sick\n1,0\n2,\n", "data.csv: row 3, column 'sick': the label is empty; fill it, or drop the row.")]
    [InlineData("age,sick\n1,0\n\"2,1\n3,0\n", "data.csv: row 3: the quotes do not match; close or double them.")]
    [InlineData("age,sick\n1,0\n2,\"1\"x\n", "data.csv: row 3: the quotes do not match; close or double them.")]
    [InlineData("age,sick\n1,0\n2,0\n", "data.csv: label column 'sick' holds only '0' (2 rows); two classes are needed.")]
    [InlineData("age,sick\n1,0\n2,1\n3,2\n4,0\n", "data.csv: label column 'sick' holds 3 values: '0' (2 rows), '1' (1 rows), '2' (1 rows); say --positive VALUE to set one against the rest.")]
    [InlineData("age,sick\n1,0\n2,1\n3,1.0\n", "data.csv: label column 'sick' holds 3 values: '0' (1 rows), '1' (1 rows), '1.0' (1 rows) ('1' and '1.0' are one number in two spellings: use one); say --positive VALUE to set one against the rest.")]
    public void A_table_that_cannot_be_used_is_refused_in_one_line(string text, string message) => Refusal(() => Read(text)).ShouldBe(message);

    [Theory]
    [InlineData("age;bp;sick\n30;1,5;no\n41;-2e-3;yes\n52;1,234;no\n", 1.5, -2e-3, 1.234)]
    [InlineData("age\tbp\tsick\n30\t0,125\tno\n41\t1234,567\tyes\n52\t-,5\tno\n", 0.125, 1234.567, -0.5)]
    [InlineData("age|bp|sick\n30|-1,25e2|no\n41|7|yes\n52|1,000|no\n", -125, 7, 1)]
    public void A_decimal_comma_is_one_where_it_cannot_be_anything_else(string text, double first, double second, double third)
    {
        var table = Read(text);
        table.Features.Rows.Values.ToArray().ShouldBe([30, first, 41, second, 52, third]);
        table.HasDecimalComma.ShouldBeTrue();
    }

    [Fact]
    public void Kinds_of_columns_are_found_and_levels_do_not_depend_on_the_order_of_rows()
    {
        var table = Read("ward,sex,age,dose,flag,sick\nICU,2,30,1.5,yes,no\nER,1,41,2,no,yes\n\"a, b\",2,52,3,no,no\nICU,2,30,1,no,no\n");
        table.Columns.Select(column => column.Use).ShouldBe([ColumnUse.Categorical, ColumnUse.Binary, ColumnUse.Integer, ColumnUse.Continuous, ColumnUse.Categorical]);
        table.Columns[0].Levels.ShouldBe(["ER", "ICU", "a, b"]);
        Enumerable.Range(0, 4).Select(i => table.Features[i][0]).ShouldBe([1, 0, 2, 1]);
        (table.Columns[2].Least, table.Columns[2].Largest).ShouldBe((30, 52));
    }

    [Fact]
    public void Missing_values_are_kept_apart_when_asked_for()
    {
        var options = new CsvTableOptions { LabelColumn = "sick", Missing = MissingPolicy.Median };
        var table = Read("age,ward,sick\n30,,no\nNA,ICU,yes\n,?,no\n52,ER,no\n", options);
        table.Columns.Select(column => column.MissingCount).ShouldBe([2, 2]);
        table.Features.Rows.Values.ToArray().ShouldBe([30, double.NaN, double.NaN, 1, double.NaN, double.NaN, 52, 0]);
        Refusal(() => Read("age,ward,sick\n1,,no\n2,NA,yes\n", options)).ShouldBe("data.csv: column 'ward' has no value in any row; drop it, or declare it ignored in a --schema file.");
    }

    [Fact]
    public void Groups_are_numbered_and_are_no_feature()
    {
        var table = Read("who,age,sick\nb,1,no\na,2,yes\nb,3,no\n", new CsvTableOptions { LabelColumn = "sick", GroupColumn = "who" });
        table.Groups.ShouldBe([0, 1, 0]);
        table.GroupTexts.ShouldBe(["b", "a"]);
        table.Columns.ShouldHaveSingleItem().Name.ShouldBe("age");
        Refusal(() => Read(Small, new CsvTableOptions { LabelColumn = "sick", GroupColumn = "who" })).ShouldBe("data.csv: there is no column 'who' to take the groups from; the columns are age, bp, sick.");
        Refusal(() => Read("who,age,sick\nb,1,no\n,2,yes\n", new CsvTableOptions { LabelColumn = "sick", GroupColumn = "who" }))
            .ShouldBe("data.csv: row 3, column 'who': the group is empty; fill it, or drop the row.");
        Refusal(() => Read(Small, new CsvTableOptions { LabelColumn = "sick", GroupColumn = "sick" })).ShouldBe("data.csv: column 'sick' cannot be both label and group; name two columns.");
    }

    [Fact]
    public void Columns_that_look_like_no_cause_are_told()
    {
        Read("id,age,when,name,sick\n7,30,2020-01-01,x,no\n8,30,2020-01-02,y,yes\n9,41,2020-01-01,z,no\n").Warnings.ShouldBe([
            "data.csv: column 'id' counts the rows (7, 8, …); declare it ignored in a --schema file unless the order is a cause.",
            "data.csv: column 'when' is taken as categories, though its texts begin with a digit ('2020-01-01'); dates and numbers with units are no categories.",
            "data.csv: column 'name' has another text in every row, like a name or a number of a file; declare it ignored in a --schema file unless it is a cause."]);
    }

    [Fact]
    public void The_text_of_records_is_kept_when_asked_for_and_a_large_one_on_disk()
    {
        using var table = Read("\uFEFF \"age\" ;bp;sick\r\n30; 1.50;no\r\n\r\n\"41\";-2e-3;\"y\ne\"\"s\"\r\n", new CsvTableOptions { LabelColumn = "sick", KeepRecords = true });
        table.Records!.Records().Select(record => Encoding.UTF8.GetString(record.Span)).ShouldBe([" \"age\" ;bp;sick", "30; 1.50;no", "\"41\";-2e-3;\"y\ne\"\"s\""]);

        using var spool = new RecordSpool();
        var record = new byte[10_000];
        const int Count = 8000;
        for (var i = 0; i < Count; i++)
        {
            record[i % record.Length] = (byte)i;
            spool.Add(record.AsSpan(0, record.Length - i % 7));
        }

        Array.Clear(record);
        var next = 0;
        foreach (var read in spool.Records())
        {
            record[next % record.Length] = (byte)next;
            if (!read.Span.SequenceEqual(record.AsSpan(0, record.Length - next % 7))) throw new InvalidOperationException($"record {next}");
            next++;
        }

        next.ShouldBe(Count);
    }

    [Fact]
    public void A_positive_value_that_is_not_there_is_refused()
    {
        Refusal(() => Read(Small, "sick", "Yes")).ShouldBe("data.csv: label column 'sick' has no 'Yes'; it holds 'no' (2 rows), 'yes' (1 rows).");
        Refusal(() => Read("x,y\n1,1.0\n2,0.0\n", "y", "1")).ShouldBe(
            "data.csv: label column 'y' has no '1'; it holds '0.0' (1 rows), '1.0' (1 rows); say --positive 1.0.");
    }

    [Fact]
    public void A_label_column_full_of_numbers_is_refused()
    {
        var text = "age,sick\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},{i}\n"));
        Refusal(() => Read(text)).ShouldBe("data.csv: label column 'sick' holds more than 1000 values; a class label is needed, not a number or a name.");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var latin = Encoding.Latin1.GetBytes("größe,sick\n1,0\n2,1\n");
        Refusal(() => CsvTable.Read(new MemoryStream(latin), "data.csv", new() { LabelColumn = "sick" })).ShouldBe("data.csv: row 1 is not UTF-8 text; save the file as UTF-8.");
        latin = Encoding.Latin1.GetBytes("x,sick\n1,nö\n2,ja\n");
        Refusal(() => CsvTable.Read(new MemoryStream(latin), "data.csv", new() { LabelColumn = "sick" })).ShouldBe("data.csv: row 2 is not UTF-8 text; save the file as UTF-8.");
    }

    [Fact]
    public void Files_that_cannot_be_read_are_refused()
    {
        var options = new CsvTableOptions { LabelColumn = "sick" };
        Refusal(() => CsvTable.Read(_folder["none.csv"], options)).ShouldBe($"{_folder["none.csv"]}: there is no such file.");
        Refusal(() => CsvTable.Read(_folder["no/none.csv"], options)).ShouldBe($"{_folder["no/none.csv"]}: there is no such file.");
        Refusal(() => CsvTable.Read(_folder["."], options)).ShouldBe($"{_folder["."]}: this is a folder; name the file.");

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Small + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * 7},no\n"))));
        var bytes = packed.ToArray();
        bytes.AsSpan(12, 6).Fill(0xFF);
        File.WriteAllBytes(_folder["broken.gz"], bytes);
        Refusal(() => CsvTable.Read(_folder["broken.gz"], options)).ShouldBe($"{_folder["broken.gz"]}: the gzip file is damaged; get it again.");
        // Wherever it breaks off, also where the lines that are left look whole.
        foreach (var missing in Enumerable.Range(1, 40))
        {
            File.WriteAllBytes(_folder["short.gz"], packed.ToArray()[..^missing]);
            Refusal(() => CsvTable.Read(_folder["short.gz"], options)).ShouldStartWith(_folder["short.gz"]);
        }

        File.WriteAllBytes(_folder["short.gz"], packed.ToArray()[..^8]);
        Refusal(() => CsvTable.Read(_folder["short.gz"], options)).ShouldBe($"{_folder["short.gz"]}: the gzip file is damaged; get it again.");
    }

    private static CsvTable Read(string text, string label = "sick", string? positive = null) =>
        Read(text, new CsvTableOptions { LabelColumn = label, PositiveValue = positive });

    private static CsvTable Read(string text, CsvTableOptions options) => CsvTable.Read(new OneWay(Encoding.UTF8.GetBytes(text)), "data.csv", options);

    private static string Refusal(Action action)
    {
        var message = Should.Throw<DataFileException>(action).Message;
        message.ShouldNotContain("\n");
        return message;
    }

    /// <summary>Like a pipe: it cannot be sought in, and gives a few bytes at a time.</summary>
    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1009));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1009)]);
    }
}
