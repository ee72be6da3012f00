using System.Reflection;
using System.Text.RegularExpressions;
using SynthAug.Engine;
using SynthAug.SourceGenerators.Reading;
using SynthAug.SourceGenerators.Tests.Driving;

namespace SynthAug.SourceGenerators.Tests.Experiments;

/// <summary>What the compiler and the engine both know must be one thing.</summary>
public sealed class AgreementTests
{
    private static readonly string Tested =
        Sources.Small.Replace("[TrainingData]", "[TestData] static SampleSource Test => Train;\n    [TrainingData]", StringComparison.Ordinal);

    [Theory]
    [InlineData("smote")]
    [InlineData("smote:")]
    [InlineData("smote:k=5")]
    [InlineData(" smote : k = 5 , j = ")]
    [InlineData("smote:k=a=b")]
    [InlineData("smote:k=a:b")]
    [InlineData("smote:k")]
    [InlineData("smote:=5")]
    [InlineData("smote:k=5,")]
    [InlineData("smote:,k=5")]
    [InlineData("smote:k=5,k =6")]
    [InlineData("smote:k=5,K=6")]
    [InlineData(":k=5")]
    [InlineData(" ")]
    [InlineData("")]
    public void A_specification_is_malformed_here_when_it_is_at_run_time(string text)
    {
        var refused = false;
        try
        {
            PluginArguments.Parse(text);
        }
        catch (PluginUsageException)
        {
            refused = true;
        }

        (PluginSpecification.Fault(text) is not null).ShouldBe(refused, PluginSpecification.Fault(text));
    }

    [Fact]
    public void Scores_fill_the_columns_that_the_engine_writes()
    {
        const string All = "[Scores(Score.BalancedLogLoss | Score.BalancedError), Plot(Column.BalancedLogLoss, Column.BalancedError)]\n";
        var source = All + Tested;
        var row = Driver.Run(source).Load().GetType("Small")!.GetNestedType("Row", BindingFlags.NonPublic | BindingFlags.Public)!;
        var last = row.GetConstructors().Single().GetParameters().Select(p => p.Name!).TakeLast(2);
        last.Select(Snake).ShouldBe(StockScores.Names(Score.BalancedLogLoss | Score.BalancedError));

        static string Snake(string name) => Regex.Replace(name, "(?<=.)([A-Z])", "_$1").ToLowerInvariant();
    }

    [Fact]
    public void Every_score_and_every_band_of_the_engine_is_emitted()
    {
        foreach (var score in Enum.GetNames<Score>().Where(s => s != nameof(Score.None)))
        {
            var source = $"[Scores(Score.{score})]\n" + Tested;
            Driver.Run(source).ShouldCompile().Files["Small.Experiment.g.cs"].ShouldContain($"global::SynthAug.Score.{score},");
        }

        foreach (var band in Enum.GetValues<Band>().Where(b => b != default))
        {
            var source = $"[Plot(\"gamma\", \"gamma\", Band = Band.{band})]\n" + Sources.Small;
            Driver.Run(source).ShouldCompile().Files["Small.Experiment.g.cs"].ShouldContain($"Band = global::SynthAug.Band.{band} ");
        }
    }
}
