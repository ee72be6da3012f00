using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SynthAug.App.Plugins;
using SynthAug.App.Verbs;

namespace SynthAug.App.Tests.Tuning;

/// <summary>Tables as hospitals have them, through the whole of <c>tune</c> with the plugins of the program.</summary>
public sealed class RealTableTests : IDisposable
{
    private const string Smote = "--generator smote:k=3 --classifier logistic --repeats 1 --gamma 1:1.5:2";

    private readonly string _folder = Directory.CreateTempSubdirectory("table-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Synthetic_rows_have_the_types_ranges_and_texts_of_the_file()
    {
        var csv = Table(rows: 160);
        var said = await TuneAsync(Write("data.csv", csv), "--label died --group patient --schema " + Write("types.csv", "column,type\nnote,ignored\n") + " " + Smote);
        said.ExitCode.ShouldBe(0, said.Error);
        var lines = File.ReadAllLines(Path.Combine(_folder, "out", "augmented.csv"));
        lines[0].ShouldBe("patient;age;ward;dose;died;flag;note;synthetic;parent_a;parent_b");
        lines[..161].Skip(1).Zip(csv.Split('\n').Skip(1)).ShouldAllBe(pair => pair.First == pair.Second + ";0;;");

        var minority = csv.Split('\n').Skip(1).Where(line => line.Contains(";yes;", StringComparison.Ordinal)).Select(line => line.Split(';')).ToArray();
        var synthetic = lines[161..].Select(line => line.Split(';')).ToArray();
        synthetic.Length.ShouldBeGreaterThan(50);
        var ages = minority.Select(fields => int.Parse(fields[1], CultureInfo.InvariantCulture)).ToArray();
        foreach (var fields in synthetic)
        {
            int.Parse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture).ShouldBeInRange(ages.Min(), ages.Max());
            fields[2].ShouldBeOneOf("ICU", "ER", "\"GP \"\"rural\"\"\"");
            fields[3].ShouldNotContain(".");
            fields[4].ShouldBe("yes");
            fields[5].ShouldBeOneOf("1", "2");
            fields[6].ShouldBeEmpty();
            fields[7].ShouldBe("1");
            var parents = fields[8..].Select(field => csv.Split('\n')[int.Parse(field, CultureInfo.InvariantCulture)].Split(';')).ToArray();
            parents.ShouldAllBe(parent => parent[4] == "yes");
            fields[0].ShouldBe(parents[0][0] == parents[1][0] ? parents[0][0] : "");
            var doses = parents.Select(parent => Number(parent[3])).Order().ToArray();
            Number(fields[3]).ShouldBeInRange(doses[0] - 1e-12, doses[1] + 1e-12);
        }

        // Not all are copies, and no digit is left over from centring: a dose has few.
        synthetic.Select(fields => fields[1]).Distinct().Count().ShouldBeGreaterThan(5);

        static double Number(string text) => double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_the_columns_were_taken_for_is_shown_and_can_be_confirmed()
    {
        var data = Write("data.csv", Table(rows: 160));
        var said = await TuneAsync(data, $"--label died --group patient --schema-out {Path.Combine(_folder, "types.csv")}");
        said.ExitCode.ShouldBe(0, said.Error);
        said.Output.ShouldBe("continuous   dose\ninteger      age\nbinary       flag\ncategorical  ward (3 levels), note (2 levels)\ngroup        patient (80 groups)\n");
        Directory.Exists(Path.Combine(_folder, "out")).ShouldBeFalse();
        var types = File.ReadAllText(Path.Combine(_folder, "types.csv"));
        types.ShouldStartWith("column,type,values\npatient,group,80 groups\nage,integer,");

        var run = await TuneAsync(data, $"--label died --schema {Path.Combine(_folder, "types.csv")} {Smote}");
        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllText(Path.Combine(_folder, "out", "schema.csv")).ShouldBe(types);
        run.Output.ShouldContain("categorical  ward (3 levels)");
        var columns = Document.GetProperty("data").GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("type").GetString());
        columns["ward"].ShouldBe("categorical");
        Document.GetProperty("data").GetProperty("groups").GetInt32().ShouldBe(80);
    }

    [Fact]
    public async Task Standard_input_and_gzip_give_what_the_file_gives()
    {
        var csv = Encoding.UTF8.GetBytes(Table(rows: 160));
        var file = await TuneAsync(Write("data.csv", Table(rows: 160)), "--label died " + Smote);
        var augmented = File.ReadAllText(Path.Combine(_folder, "out", "augmented.csv"));
        var sha = Document.GetProperty("data").GetProperty("sha256").GetString();
        var curve = Document.GetProperty("curve").GetRawText();
        (await TuneAsync("-", "--label died " + Smote, csv)).ExitCode.ShouldBe(0);
        File.ReadAllText(Path.Combine(_folder, "out", "augmented.csv")).ShouldBe(augmented);
        Document.GetProperty("data").GetProperty("sha256").GetString().ShouldBe(sha);

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(csv);
        (await TuneAsync("-", "--label died " + Smote, packed.ToArray())).ExitCode.ShouldBe(0);
        File.ReadAllText(Path.Combine(_folder, "out", "augmented.csv")).ShouldBe(augmented);
        Document.GetProperty("curve").GetRawText().ShouldBe(curve);
        file.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Missing_values_are_refused_unless_a_policy_fills_them()
    {
        var lines = Table(rows: 160).Split('\n');
        for (var i = 5; i < lines.Length; i += 7) lines[i] = Replace(lines[i], 3, "");
        for (var i = 6; i < lines.Length; i += 9) lines[i] = Replace(lines[i], 2, "NA");
        var data = Write("data.csv", string.Join('\n', lines));

        var refused = await TuneAsync(data, "--label died " + Smote);
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldBe($"synthaug: {data}: row 6, column 'dose' is empty; fill it, drop the row or the column, or say --missing median.\n");

        var filled = await TuneAsync(data, "--label died --missing median " + Smote);
        filled.ExitCode.ShouldBe(0, filled.Error);
        Document.GetProperty("data").GetProperty("missing").GetString().ShouldBe("median");
        // The mark of a missing value is voted for like a category, and such a cell stays empty: filled, it would be a measurement.
        var synthetic = File.ReadAllLines(Path.Combine(_folder, "out", "augmented.csv"))[lines.Length..].Select(line => line.Split(';')).ToArray();
        synthetic.Length.ShouldBeGreaterThan(50);
        synthetic.ShouldAllBe(fields => fields[1].Length > 0 && fields[2].Length + fields[3].Length >= 0);
        synthetic.Count(fields => fields[3].Length > 0).ShouldBeGreaterThan(synthetic.Length / 2);

        static string Replace(string line, int field, string text)
        {
            var fields = line.Split(';');
            fields[field] = text;
            return string.Join(';', fields);
        }
    }

    /// <summary>The columns of a category's levels add up to one, as the intercept does: without a penalty no coefficients are the best ones.</summary>
    [Fact]
    public async Task A_category_of_three_levels_is_refused_without_a_penalty_and_the_tuned_penalty_stays()
    {
        var data = Write("data.csv", Table(rows: 160));
        var said = await TuneAsync(data, "--label died --group patient " + Smote.Replace("logistic", "logistic:l2=0", StringComparison.Ordinal));
        said.ExitCode.ShouldBe(3);
        said.Error.ShouldContain("add a penalty l2 > 0");
        var rules = Document.GetProperty("panel").EnumerateArray().ToDictionary(e => e.GetProperty("rule").GetString()!);
        foreach (var (rule, entry) in rules.Where(r => r.Key is not ("constant" or "tuned-penalty" or "plug-in" or "plug-in-corrected")))
            entry.GetProperty("refusal").GetString()!.ShouldContain("is constant or a combination of the columns before it", customMessage: rule);
        rules["tuned-penalty"].GetProperty("loss").GetDouble().ShouldBeInRange(0.1, 1);

        // What the theory says is of fits without a penalty, where one level is the reference.
        var finding = Document.GetProperty("regime")[0];
        finding.TryGetProperty("missing", out _).ShouldBeFalse();
        finding.GetProperty("slopePValue").GetDouble().ShouldBeInRange(0, 1);

        // Two levels are one column, and need none.
        var two = Write("two.csv", Table(rows: 160).Replace(";\"GP \"\"rural\"\"\";", ";ER;", StringComparison.Ordinal));
        said = await TuneAsync(two, "--label died --group patient " + Smote.Replace("logistic", "logistic:l2=0", StringComparison.Ordinal));
        said.ExitCode.ShouldBe(0, said.Error);
    }

    [Fact]
    public async Task A_validation_file_takes_the_place_of_folds_and_a_test_file_is_used_once()
    {
        var data = Write("data.csv", Table(rows: 160));
        var validation = Write("valid.csv", Reversed(Table(rows: 100, seed: 2, patient: 1000)));
        var test = Write("test.csv", Table(rows: 120, seed: 3, patient: 2000));
        var said = await TuneAsync(data, $"--label died --group patient --validation {validation} --test {test} {Smote}");
        said.ExitCode.ShouldBe(0, said.Error);
        Document.GetProperty("data").GetProperty("validation").GetProperty("n1").GetInt32().ShouldBeGreaterThan(5);
        Document.GetProperty("panel")[0].GetProperty("n0").GetInt32().ShouldBe(Document.GetProperty("data").GetProperty("validation").GetProperty("n0").GetInt32());
        Document.GetProperty("test").ValueKind.ShouldBe(JsonValueKind.Object);
        said.Output.ShouldContain("of the validation rows");

        // Columns in another order are the same columns.
        static string Reversed(string csv) => string.Join('\n', csv.Split('\n').Select(line => string.Join(';', line.Split(';').Reverse())));
    }

    [Fact]
    public async Task A_share_set_aside_is_in_no_fit_and_not_in_the_augmented_file()
    {
        var csv = Table(rows: 160);
        var said = await TuneAsync(Write("data.csv", csv), $"--label died --group patient --test 0.25 {Smote}");
        said.ExitCode.ShouldBe(0, said.Error);
        var data = Document.GetProperty("data");
        var (left, aside) = (data.GetProperty("rows").GetInt32(), data.GetProperty("test").GetProperty("n0").GetInt32() + data.GetProperty("test").GetProperty("n1").GetInt32());
        (left + aside).ShouldBe(160);
        ((double)aside).ShouldBe(40, 4);
        var lines = File.ReadAllLines(Path.Combine(_folder, "out", "augmented.csv"));
        var kept = lines.Skip(1).Where(line => line.EndsWith(";0;;", StringComparison.Ordinal)).Select(line => line[..^4]).ToArray();
        kept.Length.ShouldBe(left);
        var gone = csv.Split('\n').Skip(1).Except(kept).ToArray();
        gone.Select(line => line.Split(';')[0]).Intersect(kept.Select(line => line.Split(';')[0])).ShouldBeEmpty();
        // Parents are rows of this file.
        foreach (var fields in lines.Skip(1 + left).Select(line => line.Split(';')))
            kept[int.Parse(fields[8], CultureInfo.InvariantCulture) - 1].Split(';')[4].ShouldBe("yes");
    }

    [Fact]
    public async Task Files_that_do_not_fit_the_first_are_refused_in_one_line()
    {
        var data = Write("data.csv", Table(rows: 160));
        await Refused(Write("a.csv", Table(100).Replace("age;", "years;", StringComparison.Ordinal)), "a.csv: column 'age' of");
        await Refused(Write("b.csv", Table(100).Replace(";yes;", ";maybe;", StringComparison.Ordinal)), "b.csv: label column 'died' holds 'maybe', which");
        await Refused(Write("c.csv", Table(100)), "c.csv: group 'p0' of column 'patient' also has rows in");
        await Refused(Write("d.csv", Table(100, patient: 500).Replace(";yes;", ";no;", StringComparison.Ordinal)), "d.csv: label column 'died' has 0 rows of 'yes' and 100 others; both classes are needed.");

        async Task Refused(string file, string message)
        {
            foreach (var option in (string[])["--validation", "--test"])
            {
                var said = await TuneAsync(data, $"--label died --group patient {option} {file} {Smote}");
                said.ExitCode.ShouldBe(2);
                said.Error.TrimEnd('\n').ShouldNotContain("\n");
                said.Error.ShouldContain(message);
            }
        }
    }

    [Theory]
    [InlineData("--test 1.5", "--test is '1.5'; give a share between 0 and 1, such as 0.2, or a file")]
    [InlineData("--test 0", "--test is '0'; give a share between 0 and 1, such as 0.2, or a file")]
    [InlineData("--test none.csv", "none.csv: there is no such file.")]
    [InlineData("--validation - --test -", "standard input can be one file only; give the others as files")]
    [InlineData("--missing mean", "--missing is 'mean'; it must be refuse or median")]
    [InlineData("--schema none.csv", "none.csv: there is no such schema file.")]
    [InlineData("--group ward --folds 5", "5 folds of whole groups would leave a fold without a class")]
    public async Task Options_that_do_not_fit_are_refused_in_one_line(string options, string message)
    {
        var said = await TuneAsync(Write("data.csv", Table(160)), $"--label died {options} {Smote}");
        said.ExitCode.ShouldBe(2);
        said.Error.TrimEnd('\n').ShouldNotContain("\n");
        said.Error.ShouldContain(message);
        Directory.Exists(Path.Combine(_folder, "out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Rows_that_are_equal_are_told()
    {
        var lines = TuneRun.Csv(60, 60).TrimEnd('\n').Split('\n').ToList();
        var twin = lines.First(line => line.Contains(",1,", StringComparison.Ordinal));
        lines.Add(twin.Replace(",1,", ",0,", StringComparison.Ordinal));
        lines.Add(lines[7]);
        using var run = await TuneRun.OfAsync(string.Join('\n', lines), "--generator copy --classifier line --repeats 1");
        run.Warnings.ShouldContain(w => w.StartsWith($"data.csv: 1 of the {lines.Skip(1).Count(l => l.Contains(",1,", StringComparison.Ordinal))} minority rows are equal to a majority row", StringComparison.Ordinal));
        run.Warnings.ShouldContain("data.csv: 1 rows repeat another row of their class; copies on both sides of a split make losses too small. Where they are one case, drop them or name it with --group.");
    }

    private JsonElement Document => JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "out", "tune.json"))).RootElement;

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<(int ExitCode, string Output, string Error)> TuneAsync(string file, string arguments, byte[]? input = null)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        string[] args = ["tune", file, "--out", Path.Combine(_folder, "out"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var code = await ExperimentApp.RunAsync(
            new DeclaredExperiments([]), args,
            new() { Output = output, Error = error, Plugins = new FolderPlugins(), Input = () => new MemoryStream(input ?? []) }, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Two visits a patient; a fifth died. Decimal commas, quoted text, a flag of two numbers.</summary>
    private static string Table(int rows, ulong seed = 1, int patient = 0)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var text = new StringBuilder("patient;age;ward;dose;died;flag;note");
        for (var i = 0; i < rows; i++)
        {
            var died = i / 2 % 5 == 1;
            string[] wards = died ? ["ICU", "ICU", "ER", "\"GP \"\"rural\"\"\""] : ["ICU", "ER", "ER", "\"GP \"\"rural\"\"\""];
            var dose = (Math.Round(100 * (2 + Math.Abs(random.NextNormal()) + (died ? 1 : 0))) / 100).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
            text.Append(CultureInfo.InvariantCulture, $"\np{patient + i / 2};{30 + random.NextIndex(50) + (died ? 10 : 0)};{wards[random.NextIndex(4)]};{dose};{(died ? "yes" : "no")};{1 + random.NextIndex(2)};{(i % 2 == 0 ? "a" : "b")}");
        }

        return text.ToString();
    }
}
