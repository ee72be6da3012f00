using System.Text.Json;

namespace SynthAug.App.Tests.Tuning;

public class TuneRegimeTests
{
    [Fact]
    public async Task A_generator_that_moves_a_column_is_named_with_that_column_and_copies_are_not()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(400, 100), "--generator pushed --generator copy --classifier logistic-line --repeats 1");
        var regime = run.Document.GetProperty("regime").EnumerateArray().ToArray();
        regime.Select(r => r.GetProperty("generator").GetString()).ShouldBe(["pushed", "copy"]);
        Z(regime[0], "a").ShouldBeGreaterThan(4);
        // Both columns were drawn by one law: its own z is normal, and 3.5 leaves one run in two thousand.
        Math.Abs(Z(regime[1], "a")).ShouldBeLessThan(3.5);
        run.Output.ShouldContain(" a by +");
        // The classes differ by a shift only, so the slopes agree but for chance.
        regime[0].GetProperty("slopePValue").GetDouble().ShouldBeGreaterThan(0.001);
        regime[0].GetProperty("gradientPValue").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Read("report.html").ShouldContain("Where rows of pushed push the coefficients");

        double Z(JsonElement finding, string column)
        {
            var push = finding.GetProperty("pushes").EnumerateArray().Single(p => p.GetProperty("coefficient").GetString() == column);
            return push.GetProperty("shift").GetDouble() / push.GetProperty("shiftSe").GetDouble();
        }
    }

    [Fact]
    public async Task The_plug_in_size_stands_in_the_panel_and_a_classifier_without_gradients_says_why_not()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(200, 60), "--generator copy --classifier logistic-line --classifier line --repeats 1");
        var panel = run.Document.GetProperty("panel").EnumerateArray().Where(e => e.GetProperty("rule").GetString() == "plug-in").ToArray();
        panel.Single(e => e.GetProperty("classifier").GetString() == "logistic-line").GetProperty("loss").ValueKind.ShouldBe(JsonValueKind.Number);
        panel.Single(e => e.GetProperty("classifier").GetString() == "line").GetProperty("refusal").GetString()!.ShouldContain("does not say which loss");
        var finding = run.Document.GetProperty("regime").EnumerateArray().Single(r => r.GetProperty("classifier").GetString() == "line");
        finding.GetProperty("missing").GetString()!.ShouldContain("does not say which loss");
        finding.GetProperty("regime").GetString().ShouldBe("undetermined");
    }

    [Fact]
    public async Task Separated_classes_are_a_warning()
    {
        using var apart = await TuneRun.OfAsync(TuneRun.Csv(200, 60, shift: 12), "--generator copy --classifier logistic-line --repeats 1");
        apart.Warnings.ShouldContain(w => w.Contains("a line separates the classes"));
        using var together = await TuneRun.OfAsync(TuneRun.Csv(200, 60), "--generator copy --classifier logistic-line --repeats 1");
        together.Warnings.ShouldNotContain(w => w.Contains("a line separates the classes"));
    }
}
