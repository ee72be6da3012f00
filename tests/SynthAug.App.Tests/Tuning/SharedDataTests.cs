using System.Text.Json;
using SynthAug.App.Plugins;

namespace SynthAug.App.Tests.Tuning;

/// <summary>
/// The product's own SMOTE and logistic regression on a real data set, against the same rules fitted by scikit-learn and imbalanced-learn
/// (ten splits of 50/25/25). Ours trains on 80 % of the rows, theirs on 50 %: what the larger part gains must be within the tolerance.
/// </summary>
public class SharedDataTests
{
    // Ours: over rows. Theirs: over overlapping splits, a little too small.
    private const double StandardErrors = 4;

    [SharedDataFact]
    public async Task Sepsis_losses_agree_with_the_reference()
    {
        using var run = await RunAsync("sepsis2019", "--repeats 2");
        run.ExitCode.ShouldBe(0, run.Error);
        using var reference = Reference();
        var losses = reference.RootElement.GetProperty("sepsis2019").GetProperty("log_loss");
        foreach (var (rule, name) in Rules)
        {
            var (ours, theirs) = (run.Rule(rule), losses.GetProperty(name));
            var difference = ours.GetProperty("loss").GetDouble() - theirs.GetProperty("mean").GetDouble();
            var (a, b) = (ours.GetProperty("se").GetDouble(), theirs.GetProperty("se").GetDouble());
            Math.Abs(difference).ShouldBeLessThan(StandardErrors * Math.Sqrt(a * a + b * b), rule);
        }
    }

    /// <summary>The losses themselves have wide errors; paired differences are five times sharper, and the order of rules lives in them.</summary>
    [SharedDataFact]
    public async Task Sepsis_differences_between_rules_agree_with_the_reference()
    {
        using var run = await RunAsync("sepsis2019", "--repeats 2");
        using var reference = Reference();
        var differences = reference.RootElement.GetProperty("sepsis2019").GetProperty("paired_difference");
        run.Rule("class-weight").GetProperty("differenceToBest").GetDouble().ShouldBe(0);
        foreach (var (rule, name) in (ReadOnlySpan<(string, string)>)[("naive", "naive-class_weight"), ("vtss", "vtss-class_weight")])
        {
            var (ours, theirs) = (run.Rule(rule), differences.GetProperty(name));
            var gap = ours.GetProperty("differenceToBest").GetDouble() - theirs.GetProperty("mean").GetDouble();
            var (a, b) = (ours.GetProperty("differenceSe").GetDouble(), theirs.GetProperty("se").GetDouble());
            Math.Abs(gap).ShouldBeLessThan(StandardErrors * Math.Sqrt(a * a + b * b), rule);
        }
    }

    private static readonly (string Rule, string Name)[] Rules =
        [("none", "none"), ("naive", "naive"), ("vtss", "vtss"), ("prior-shift", "prior_shift"), ("class-weight", "class_weight")];

    private static JsonDocument Reference() => JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedDataFactAttribute.Folder!, "reference.json")));

    private static async Task<TuneRun> RunAsync(string name, string arguments)
    {
        var csv = await File.ReadAllTextAsync(Path.Combine(SharedDataFactAttribute.Folder!, name + ".csv"));
        return await TuneRun.OfAsync(csv, arguments, new FolderPlugins(), label: "label");
    }
}
