using System.Globalization;
using System.Text.Json;
using SynthAug.App.Tuning;

namespace SynthAug.App.Tests.Tuning;

public class TuneVerbTests
{
    private const string Line = "--generator copy --classifier line ";

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_for_any_number_of_threads_and_another_seed_does_not()
    {
        var csv = TuneRun.Csv(60, 20);
        using var one = await TuneRun.OfAsync(csv, Line + "--threads 1 --json");
        using var two = await TuneRun.OfAsync(csv, Line + "--threads 2 --json");
        using var other = await TuneRun.OfAsync(csv, Line + "--seed 2 --json");
        foreach (var file in (string[])["tune.json", "augmented.csv", "report.html"])
        {
            two.Read(file).ShouldBe(one.Read(file));
            other.Read(file).ShouldNotBe(one.Read(file));
        }

        one.Output.ShouldBe(one.Read("tune.json"));
    }

    [Fact]
    public async Task The_document_has_the_fields_that_scripts_depend_on()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line + "--seed 7");
        run.ExitCode.ShouldBe(0);
        var document = run.Document;
        document.GetProperty("schemaVersion").GetInt32().ShouldBe(2);
        document.GetProperty("seed").GetInt32().ShouldBe(7);
        var data = document.GetProperty("data");
        data.GetProperty("rows").GetInt32().ShouldBe(80);
        data.GetProperty("features").GetInt32().ShouldBe(2);
        data.GetProperty("n0").GetInt32().ShouldBe(60);
        data.GetProperty("n1").GetInt32().ShouldBe(20);
        data.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        Names(document.GetProperty("curve")[0]).ShouldBe(
            ["gamma", "syntheticSize", "loss", "se", "inSelectionSet", "frequency", "correctedLoss", "correctedSe", "inCorrectedSelectionSet", "correctedFrequency"]);
        Names(document.GetProperty("selected"))[..4].ShouldBe(["gamma", "syntheticSize", "loss", "se"]);
        document.GetProperty("panel").EnumerateArray().Select(e => e.GetProperty("rule").GetString())
            .ShouldBe(
            [
                "constant", "none", "prior-shift", "class-weight", "tuned-weight", "tuned-offset", "bootstrap", "bootstrap-corrected", "naive", "naive-corrected",
                "vtss", "vtss-corrected", "plug-in", "plug-in-corrected", "best-of-draws",
            ]);
        foreach (var entry in document.GetProperty("panel").EnumerateArray().Where(e => !e.TryGetProperty("refusal", out _)))
            foreach (var name in (string[])["loss", "se", "differenceToBest", "differenceSe"]) entry.GetProperty(name).GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        document.GetProperty("warnings").ValueKind.ShouldBe(JsonValueKind.Array);

        var curve = document.GetProperty("curve").EnumerateArray().ToArray();
        curve.Length.ShouldBeGreaterThan(21);
        curve[0].GetProperty("gamma").GetDouble().ShouldBe(0);
        curve.Single(p => p.GetProperty("gamma").GetDouble() == 2).GetProperty("syntheticSize").GetInt32().ShouldBe(80);
        curve.Sum(p => p.GetProperty("frequency").GetDouble()).ShouldBe(1, 1e-9);

        var verdict = document.GetProperty("verdict");
        verdict.GetProperty("word").GetString().ShouldBeOneOf("augment", "do-not-augment", "cannot-tell");
        verdict.GetProperty("margin").GetDouble().ShouldBe(0.01);
        verdict.GetProperty("difference").GetDouble().ShouldBeInRange(verdict.GetProperty("lower").GetDouble(), verdict.GetProperty("upper").GetDouble());
        document.GetProperty("test").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Rule("none").GetProperty("measures").GetProperty("auroc").GetProperty("value").GetDouble().ShouldBeInRange(0.5, 1);
        static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
    }

    [Fact]
    public async Task Naive_is_the_curve_at_1_and_none_is_the_curve_at_0()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line);
        var curve = run.Document.GetProperty("curve").EnumerateArray().ToDictionary(p => p.GetProperty("gamma").GetDouble(), p => p.GetProperty("loss").GetDouble());
        run.Rule("naive").GetProperty("loss").GetDouble().ShouldBe(curve[1]);
        run.Rule("none").GetProperty("loss").GetDouble().ShouldBe(curve[0]);
        curve[1].ShouldNotBe(curve[0]);
    }

    [Fact]
    public async Task A_path_whose_minimum_is_on_the_upper_edge_is_continued_with_the_same_rows()
    {
        var csv = TuneRun.Csv(60, 20);
        using var widened = await TuneRun.OfAsync(csv, "--generator copy --classifier least-at-5");
        var gammas = Gammas(widened);
        gammas.ShouldBe(gammas.Distinct().Order());
        gammas[^1].ShouldBe(8);
        widened.Document.GetProperty("selected").GetProperty("gamma").GetDouble().ShouldBe(4.8, 0.3);
        widened.Warnings.ShouldNotContain(w => w.Contains("RUNS AWAY"));

        // The path of one run that reaches as far from the start.
        using var whole = await TuneRun.OfAsync(csv, "--generator copy --classifier least-at-5 --gamma 0:8:5");
        foreach (var gamma in (double[])[4, 8]) Loss(widened, gamma).ShouldBe(Loss(whole, gamma));
    }

    [Fact]
    public async Task A_fixed_grid_has_the_sizes_asked_for_and_no_others()
    {
        var csv = TuneRun.Csv(60, 20);
        const string asked = "--generator copy --classifier least-at-5 --gamma 0:8:5 ";
        using var grown = await TuneRun.OfAsync(csv, asked + "--grid grow");
        using var plain = await TuneRun.OfAsync(csv, asked + "--grid fixed");
        Gammas(grown).Length.ShouldBeGreaterThan(5);
        Gammas(plain).ShouldBe([0, 2, 4, 6, 8]);
        foreach (var gamma in Gammas(plain)) Loss(plain, gamma).ShouldBe(Loss(grown, gamma));
        plain.Document.GetProperty("grid").GetString().ShouldBe("fixed");
        grown.Document.TryGetProperty("grid", out _).ShouldBeFalse();
        plain.Read("report.html").ShouldContain("5 from 0 to 8, and no others");

        // It stops where others would widen, and says so.
        using var edge = await TuneRun.OfAsync(csv, "--generator copy --classifier least-at-5 --gamma 0:2:3 --grid fixed");
        Gammas(edge).ShouldBe([0, 1, 2]);
        edge.Warnings.ShouldContain("copy + least-at-5: the least loss is at the largest γ tried, and larger ones were not: the grid is fixed.");
        using var wrong = await TuneRun.OfAsync(csv, Line + "--grid half");
        wrong.Error.ShouldBe("synthaug: --grid is 'half'; it must be grow or fixed\n");
    }

    private static double[] Gammas(TuneRun run) => [.. run.Document.GetProperty("curve").EnumerateArray().Select(p => p.GetProperty("gamma").GetDouble())];

    private static double Loss(TuneRun run, double gamma) =>
        run.Document.GetProperty("curve").EnumerateArray().Single(p => p.GetProperty("gamma").GetDouble() == gamma).GetProperty("loss").GetDouble();

    [Fact]
    public async Task The_curve_alone_is_that_of_the_panel_and_gives_no_verdict()
    {
        var csv = TuneRun.Csv(60, 20);
        using var full = await TuneRun.OfAsync(csv, Line + "--panel full --repeats 2");
        using var curve = await TuneRun.OfAsync(csv, Line + "--panel curve --repeats 2");
        curve.ExitCode.ShouldBe(0, curve.Error);
        curve.Document.GetProperty("panelKind").GetString().ShouldBe("curve");
        full.Document.TryGetProperty("panelKind", out _).ShouldBeFalse();

        foreach (var field in (string[])["curve", "selected"]) curve.Document.GetProperty(field).GetRawText().ShouldBe(full.Document.GetProperty(field).GetRawText());
        curve.Read("augmented.csv").ShouldBe(full.Read("augmented.csv"));
        string[] rules = ["constant", "none", "prior-shift", "naive", "naive-corrected", "vtss", "vtss-corrected"];
        curve.Document.GetProperty("panel").EnumerateArray().Select(e => e.GetProperty("rule").GetString()).ShouldBe(rules);
        foreach (var rule in rules) curve.Rule(rule).GetProperty("loss").GetDouble().ShouldBe(full.Rule(rule).GetProperty("loss").GetDouble());

        // It says what it cannot say, and nowhere speaks of a verdict that is not there.
        curve.Document.GetProperty("verdict").ValueKind.ShouldBe(JsonValueKind.Null);
        curve.Document.GetProperty("classifierVerdicts").GetArrayLength().ShouldBe(0);
        curve.Document.GetProperty("regime").GetArrayLength().ShouldBe(0);
        curve.Output.ShouldStartWith("No verdict: with --panel curve");
        curve.Read("report.html").ShouldContain("Whether to add rows, a run without --panel curve tells.");
        curve.Read("report.html").ShouldContain("No verdict");
        curve.Read("report.html").ShouldNotContain("The verdict");
        full.Read("report.html").ShouldContain("The verdict");
    }

    [Fact]
    public async Task A_kind_of_panel_that_does_not_exist_is_refused()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line + "--panel half");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldBe("synthaug: --panel is 'half'; it must be full or curve\n");
    }

    [Fact]
    public async Task A_minimum_that_stays_on_the_cap_is_said_loudly()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), "--generator copy --classifier runs-away");
        run.Document.GetProperty("selected").GetProperty("gamma").GetDouble().ShouldBe(32);
        run.Warnings.ShouldContain(w => w.Contains("RUNS AWAY") && w.Contains("s ≥ ½"));
        run.Output.ShouldContain("RUNS AWAY");
    }

    [Fact]
    public async Task A_flat_curve_and_few_minority_rows_are_said()
    {
        using var flat = await TuneRun.OfAsync(TuneRun.Csv(60, 20), "--generator copy --classifier flat");
        flat.Warnings.ShouldContain(w => w.Contains("flat"));
        flat.Warnings.ShouldContain(w => w.StartsWith("Only 20 minority rows", StringComparison.Ordinal));
        flat.Document.GetProperty("selected").GetProperty("gamma").GetDouble().ShouldBe(0);
        using var clear = await TuneRun.OfAsync(TuneRun.Csv(600, 260), Line + "--repeats 1");
        clear.Warnings.ShouldHaveSingleItem().ShouldContain("copies of a real minority row");
        using var folds = await TuneRun.OfAsync(TuneRun.Csv(200, 60), Line);
        folds.Warnings.ShouldContain(w => w.Contains("about 12 minority rows"));
    }

    [Fact]
    public async Task Costs_and_prevalence_weigh_the_classes_and_a_margin_is_that_of_the_verdict()
    {
        var csv = TuneRun.Csv(60, 20);
        using var run = await TuneRun.OfAsync(csv, Line + "--costs 2:1 --prevalence 0.2 --margin 0.02 --repeats 1");
        // 0.8 · 1 against 0.2 · 2.
        run.Document.GetProperty("rho").GetDouble().ShouldBe(2 / 3.0, 1e-12);
        run.Document.GetProperty("prevalence").GetDouble().ShouldBe(0.2);
        run.Document.GetProperty("verdict").GetProperty("margin").GetDouble().ShouldBe(0.02);
        using var weighed = await TuneRun.OfAsync(csv, Line + "--rho 0.6666666666666666 --prevalence 0.2 --margin 0.02 --repeats 1");
        Math.Abs(weighed.Rule("none").GetProperty("loss").GetDouble() - run.Rule("none").GetProperty("loss").GetDouble()).ShouldBeLessThan(1e-12);
        using var balanced = await TuneRun.OfAsync(csv, Line + "--repeats 1");
        balanced.Document.GetProperty("prevalence").ValueKind.ShouldBe(JsonValueKind.Null);
        Math.Abs(balanced.Rule("none").GetProperty("loss").GetDouble() - run.Rule("none").GetProperty("loss").GetDouble()).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public async Task Zero_is_added_to_a_range_without_it()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line + "--gamma 0.5:1.5:3");
        run.Document.GetProperty("curve").EnumerateArray().Select(p => p.GetProperty("gamma").GetDouble()).Intersect([0, 0.25, 0.5, 1, 1.5]).ShouldBe([0, 0.5, 1, 1.5]);
        run.Warnings.ShouldContain(w => w.StartsWith("γ = 0 was added", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_rule_has_a_reason_and_no_score()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), "--generator copy --classifier flat");
        run.ExitCode.ShouldBe(0);
        var entry = run.Rule("class-weight");
        entry.GetProperty("refusal").GetString()!.ShouldContain("no weights");
        foreach (var name in (string[])["loss", "se", "differenceToBest", "differenceSe"]) entry.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null);
        run.Rule("none").TryGetProperty("refusal", out _).ShouldBeFalse();
        run.Output.ShouldContain("class-weight and tuned-weight · flat were refused");
    }

    [Fact]
    public async Task A_size_that_is_refused_leaves_the_others_in_the_choice()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), "--generator copy --classifier refuses-above-1");
        run.ExitCode.ShouldBe(0);
        run.Document.GetProperty("selected").GetProperty("gamma").GetDouble().ShouldBe(1);
        var last = run.Document.GetProperty("curve").EnumerateArray().Last();
        last.GetProperty("loss").ValueKind.ShouldBe(JsonValueKind.Null);
        last.GetProperty("refusal").GetString()!.ShouldContain("no fit at");
        run.Warnings.ShouldContain(w => w.Contains("sizes were refused, the first at γ = 1.0"));
    }

    [Theory]
    [InlineData("--generator refuses --classifier line", "not with these rows")]
    [InlineData("--generator copy --classifier ranks", "log-odds")]
    public async Task Where_nothing_can_be_tuned_the_exit_code_is_3_and_the_reason_is_kept(string arguments, string reason)
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), arguments);
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain(reason);
        run.Document.GetProperty("selected").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Rule("vtss").GetProperty("refusal").GetString()!.ShouldContain(reason);
        File.Exists(Path.Combine(run.Out, "augmented.csv")).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_generators_and_classifiers_stand_in_one_panel_and_rowless_rules_once_a_classifier()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), "--generator copy --generator copy:level=2 --classifier line --classifier flat --repeats 1");
        var panel = run.Document.GetProperty("panel").EnumerateArray().ToArray();
        panel.Length.ShouldBe(1 + 2 * 7 + 4 * 7);
        panel.Count(e => e.GetProperty("generator").ValueKind == JsonValueKind.Null).ShouldBe(15);
        run.Document.GetProperty("otherCurves").GetArrayLength().ShouldBe(3);
        panel.Min(e => e.GetProperty("differenceToBest") is { ValueKind: JsonValueKind.Number } d ? d.GetDouble() : 1).ShouldBe(0);
    }

    [Fact]
    public async Task The_augmented_file_repeats_the_original_text_and_adds_rows_with_their_parents()
    {
        var csv = TuneRun.Csv(60, 20).Replace("a,y,b\n", "\"a\",y,b\n0.50,0,\" 1e0\"\n", StringComparison.Ordinal);
        using var run = await TuneRun.OfAsync(csv, Line);
        var lines = run.Augmented;
        var originals = csv.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("\"a\",y,b,synthetic,parent_a,parent_b");
        for (var i = 1; i < originals.Length; i++) lines[i].ShouldBe(originals[i] + ",0,,");

        var size = run.Document.GetProperty("selected").GetProperty("syntheticSize").GetInt32();
        size.ShouldBeGreaterThan(0);
        lines.Length.ShouldBe(originals.Length + size);
        foreach (var line in lines[originals.Length..])
        {
            var fields = line.Split(',');
            fields[1].ShouldBe("1");
            fields[3].ShouldBe("1");
            fields[5].ShouldBe("");
            var parent = originals[int.Parse(fields[4], CultureInfo.InvariantCulture)].Split(',');
            parent[1].ShouldBe("1");
            // A copy of its parent has its parent's spelling.
            foreach (var column in (int[])[0, 2]) fields[column].ShouldBe(parent[column]);
        }
    }

    [Fact]
    public async Task The_console_begins_with_the_verdict_and_sorts_rules_by_loss()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line);
        var table = run.Output.Split('\n').SkipWhile(l => !l.StartsWith("rule", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.Contains("rules; tune.json", StringComparison.Ordinal)).ToArray();
        table.Length.ShouldBeInRange(7, 8);
        table[0].ShouldContain("least");
        var best = run.Document.GetProperty("panel").EnumerateArray()
            .Where(e => !e.TryGetProperty("refusal", out _)).MinBy(e => e.GetProperty("loss").GetDouble());
        table[0].ShouldStartWith(best.GetProperty("rule").GetString()!);
        run.Output.ShouldStartWith(run.Document.GetProperty("verdict").GetProperty("sentences")[0].GetString()!);
        run.Output.ShouldContain("20 minority rows");
        run.Read("report.html").ShouldContain("copy + line");
    }

    [Fact]
    public async Task Rho_moves_the_target_and_the_weights()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line + "--rho 0.4 --repeats 1");
        // (0.6 / 0.4) · 60 − 20 rows for γ = 1.
        run.Document.GetProperty("curve").EnumerateArray().Single(p => p.GetProperty("gamma").GetDouble() == 1).GetProperty("syntheticSize").GetInt32().ShouldBe(70);
        using var balanced = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line + "--repeats 1");
        var (none, half) = (Loss(run), Loss(balanced));
        // The raw fit is the same; only the classes' weights differ, and the minority is the harder class.
        none.ShouldBeGreaterThan(half);
        run.Output.ShouldContain("weight 0.4 on the majority");
        static double Loss(TuneRun run) => run.Rule("none").GetProperty("loss").GetDouble();
    }

    [Fact]
    public async Task A_positive_class_that_already_has_its_share_gets_no_rows_and_a_warning()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line + "--positive 0 --repeats 1");
        run.ExitCode.ShouldBe(0);
        run.Document.GetProperty("selected").GetProperty("syntheticSize").GetInt32().ShouldBe(0);
        run.Warnings.ShouldContain(w => w.Contains("already has its share"));
        run.Augmented.Length.ShouldBe(81);
    }

    [Fact]
    public async Task A_byte_order_mark_and_windows_line_ends_do_not_reach_the_augmented_file()
    {
        var csv = "\uFEFFy,a,b\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 3 == 0 ? 1 : 0)},{i * i % 17},{i % 3 + i % 5}\n"));
        using var run = await TuneRun.OfAsync(csv.Replace("\n", "\r\n", StringComparison.Ordinal), Line + "--repeats 1");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Augmented[0].ShouldBe("y,a,b,synthetic,parent_a,parent_b");
        run.Augmented[1].ShouldBe("1,0,0,0,,");
        run.Augmented[^1].ShouldStartWith("1,");
        run.Read("augmented.csv").ShouldNotContain("\r");
    }
}
