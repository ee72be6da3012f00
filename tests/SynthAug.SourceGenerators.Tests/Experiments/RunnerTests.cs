using System.Reflection;
using SynthAug.Dsl;
using SynthAug.Engine;
using SynthAug.Engine.Sizing;
using SynthAug.SourceGenerators.Tests.Driving;

namespace SynthAug.SourceGenerators.Tests.Experiments;

/// <summary>Emitted runners, compiled, loaded and used as the engine uses them.</summary>
public sealed class RunnerTests
{
    private static readonly Lazy<ExperimentRunner> Everything = new(() => Load(Sources.Everything));

    [Fact]
    public void The_descriptor_says_what_the_class_declares()
    {
        var sheet = Load(Sources.LocalSymmetry).Descriptor;
        (sheet.Name, sheet.Title, sheet.Seed, sheet.Repetitions).ShouldBe(("LocalSymmetry", "Local symmetry: only the oracle helps", 5ul, 100));
        sheet.Summary.ShouldBe("Under local symmetry only the oracle of a MeanShift helps & nothing else.");
        sheet.Axes.ShouldBe([new("Noise", ColumnType.Text)]);
        sheet.Generators.ShouldBe([new("oracle", null), new("semi-oracle", null), new("smote:k=5", "smote:k=5"), new("fit", "gaussian-fit")]);
        sheet.Classifiers.ShouldBe([new("least-squares:intercept=false,labels=signed", "least-squares:intercept=false,labels=signed")]);
        sheet.Rules.ShouldBe([new SweepSizeRule("sweep(0,4,20)", new(0, 4, 20))]);
        sheet.Objective.ShouldBe(new(Loss.Log));
        sheet.Measures.ShouldBe(["ExcessRisk"]);
        sheet.Plots.ShouldBe([new LinePlot("gamma", "ExcessRisk") { Series = "generator", Facet = "Noise", LogY = true }]);
        (sheet.Scores, sheet.HasValidation, sheet.HasTest, sheet.FixedTest).ShouldBe((Score.None, false, false, false));
    }

    [Fact]
    public void The_descriptor_of_a_table()
    {
        var runner = Load(Sources.Table);
        runner.Descriptor.Csv.ShouldBe(new CsvDescriptor("{Set}.csv", "y")
        {
            Positive = "1",
            Group = "id",
            Schema = "{Set}.types.csv",
            Missing = MissingPolicy.Median,
            Folds = 4,
            Validation = 0.25,
            Aside = 0.1,
        });
        (runner.Descriptor.HasValidation, runner.Descriptor.HasTest, runner.Descriptor.TrialsPerCell).ShouldBe((true, true, 12));
        Should.Throw<InvalidOperationException>(() => runner.Training(runner.CreateCell(0)));

        var plain = Load(Sources.Table.Replace(
            "[CsvData(\"{Set}.csv\", Label = \"y\", Positive = \"1\", Folds = 4, Group = \"id\", Missing = MissingPolicy.Median, Schema = \"{Set}.types.csv\", Validation = 0.25, Aside = 0.1)]",
            "[CsvData(\"a\", Label = \"y\")]", StringComparison.Ordinal)
            .Replace(", Vtss", "", StringComparison.Ordinal).Replace("ValidationSample held, ", "", StringComparison.Ordinal).Replace("held.Majority.RowCount + ", "", StringComparison.Ordinal)).Descriptor;
        plain.Csv.ShouldBe(new CsvDescriptor("a", "y"), "the defaults of the attribute are those of the engine");
        plain.HasValidation.ShouldBeFalse();
    }

    [Fact]
    public void The_descriptor_of_everything()
    {
        var sheet = Everything.Value.Descriptor;
        (sheet.Seed, sheet.Summary).ShouldBe((ulong.MaxValue, ""));
        sheet.Axes.ShouldBe([
            new("Level", ColumnType.Real), new("Flag", ColumnType.Text), new("Count", ColumnType.Whole), new("Data_Name", ColumnType.Text),
            new("Data_Size", ColumnType.Whole), new("Data_Clean", ColumnType.Text), new("Data_Shift", ColumnType.Real), new("Data_Shape", ColumnType.Text),
            new("Data_Note", ColumnType.Text), new("class", ColumnType.Text), new("Secret", ColumnType.Text)]);
        sheet.Generators.ShouldBe([new("own", null), new("smote:k={Count},path={Data_Name}", "smote:k={Count},path={Data_Name}")]);
        sheet.Classifiers.ShouldBe([new("a", "a"), new("second \"a\"", "a")]);
        sheet.Rules.ShouldBe([
            new NoAugmentationRule("none"), new PriorShiftRule("prior-shift"), new ClassWeightRule("weights"),
            new FixedSizeRule("fixed(1)", 1), new FixedSizeRule("naive", 1),
            new VtssRule("vtss(0.6,1.4,21)", new(0.6, 1.4, 21), false, DrawMode.Nested),
            new VtssRule("vtss(0.6,1.4,21,fresh)", new(0.6, 1.4, 21), false, DrawMode.Fresh),
            new VtssRule("vtss", VtssRule.StartOfWidening, true, DrawMode.Nested),
            new VtssRule("vtss(fresh)", VtssRule.StartOfWidening, true, DrawMode.Fresh),
            new BestOfDrawsRule("best-of(1,21)", 1, 21),
            new BestOfDrawsRule("redrawn", 0.5, 7)]);
        sheet.Objective.ShouldBe(new(Loss.Squared, 0.25));
        sheet.Measures.ShouldBe(["Nothing", "Sizes", "ByValue", "ByReference", "Linear", "Slope"]);
        sheet.Plots.ShouldBe([
            new LinePlot("Level", "balanced_error") { LogX = true, Band = Band.None, Title = "t" }, new HistogramPlot("gamma") { Facet = "rule" }]);
        (sheet.Scores, sheet.HasValidation, sheet.HasTest, sheet.FixedTest)
            .ShouldBe((Score.BalancedLogLoss | Score.BalancedError, true, true, true));
    }

    [Fact]
    public void A_claim_is_held_against_the_results()
    {
        var runner = Everything.Value;
        runner.Descriptor.Claims.ShouldBe(["every \"cell\" runs"]);
        var schema = new Engine.Results.ResultSchema
        {
            Name = "Everything",
            Cells = [],
            Repetitions = 1,
            Fingerprint = "",
            Inputs = new Dictionary<string, string>(),
        };
        runner.Check(0, new ResultView(schema, [])).ShouldBe(new(ClaimVerdict.Supported, "0 cells"));
        Should.Throw<InvalidOperationException>(() => runner.Check(1, new ResultView(schema, [])));
    }

    [Fact]
    public void The_grid_is_the_product_of_the_axes_and_the_last_moves_fastest()
    {
        var runner = Everything.Value;
        runner.GridSize.ShouldBe(2 * 2 * 2 * 2 * 2 * 2);
        var cells = Enumerable.Range(0, runner.GridSize).Select(i => AxisValues.Of(runner, runner.CreateCell(i))).ToArray();
        Axis("Secret").ShouldBe(Repeat(1, "Yes", "No"));
        Axis("class").ShouldBe(Repeat(2, "plain", "a \"quote\""));
        Axis("Data_Name").ShouldBe(Repeat(4, "one", "two"));
        Axis("Data_Note").ShouldBe(Repeat(4, "", "n"));
        Axis("Data_Shift").ShouldBe(Repeat(4, "0.5", "-1.5"));
        Axis("Count").ShouldBe(Repeat(8, "3", "-7"));
        Axis("Flag").ShouldBe(Repeat(16, "false", "true"));
        Axis("Level").ShouldBe(Repeat(32, "-0.5", "1E-300"));
        cells.Select(c => string.Concat(c.Select(v => v.Canonical()))).ShouldBeUnique();
        cells[0].Select(v => v.Type).ShouldBe(runner.Descriptor.Axes.Select(a => a.Type));

        string[] Axis(string name) => [.. cells.Select(c => c.Single(v => v.Name == name).Text)];
        static IEnumerable<string> Repeat(int stride, string first, string second) =>
            Enumerable.Range(0, 64).Select(i => i / stride % 2 == 0 ? first : second);
    }

    [Fact]
    public void A_cell_is_fresh_and_an_index_beyond_the_grid_is_refused()
    {
        var runner = Everything.Value;
        runner.CreateCell(5).ShouldNotBeSameAs(runner.CreateCell(5));
        Should.Throw<ArgumentOutOfRangeException>(() => runner.CreateCell(64));
        Should.Throw<ArgumentOutOfRangeException>(() => runner.CreateCell(-1));
    }

    [Fact]
    public void Skip_leaves_out_the_cells_it_says()
    {
        var runner = Everything.Value;
        var skipped = Enumerable.Range(0, 64).Where(i => runner.Skips(runner.CreateCell(i)));
        skipped.ShouldBe(Enumerable.Range(0, 64).Where(i => (i & 16) != 0 && (i & 8) != 0));
        var other = Load(Sources.LocalSymmetry);
        other.Skips(other.CreateCell(0)).ShouldBeFalse();
    }

    [Fact]
    public void Data_come_from_the_property_of_their_role()
    {
        var runner = Everything.Value;
        Rows(runner.Training(runner.CreateCell(4))).ShouldBe(20);
        Rows(runner.Validation(runner.CreateCell(4))).ShouldBe(7);
        Rows(runner.Test(runner.CreateCell(0))).ShouldBe(10);

        var other = Load(Sources.LocalSymmetry);
        Should.Throw<InvalidOperationException>(() => other.Validation(other.CreateCell(0)));
        Should.Throw<InvalidOperationException>(() => other.Test(other.CreateCell(0)));

        static int Rows(SampleSource source)
        {
            var buffer = new SampleBuffer();
            source.Fill(buffer, new(new(1)));
            return buffer.Majority.RowCount;
        }
    }

    [Fact]
    public void In_class_generators_go_by_their_place()
    {
        var runner = Load(Sources.LocalSymmetry);
        var cell = runner.CreateCell(1);
        At(runner.OwnGenerator(cell, 0, Training(3))).ShouldBe(1.5);
        At(runner.OwnGenerator(cell, 1, Training(3))).ShouldBe(3);
        Should.Throw<InvalidOperationException>(() => runner.OwnGenerator(cell, 2, Training(3)));
        At(Everything.Value.OwnGenerator(Everything.Value.CreateCell(0), 0, Training(3))).ShouldBe(42);

        static double At(ILaw law)
        {
            double[] row = [0];
            law.Draw(new(row, 1), 0, new(new(1)));
            return row[0];
        }
    }

    [Fact]
    public void Measures_get_what_they_ask_for_and_are_NaN_without_the_capability()
    {
        var runner = Everything.Value;
        var values = new double[6];
        runner.Measure(runner.CreateCell(0), Fitted(new LinearModel(1, 2)), values);
        values.ShouldBe([1, 10305, 0.75, 9, 2 - 0.5, double.NaN]);
        runner.Measure(runner.CreateCell(63), Fitted(new PlainModel()), values);
        values.ShouldBe([1, 10305, 0.75, 9, double.NaN, double.NaN]);

        static Fit Fitted(IModel model) => new()
        {
            Model = model,
            Training = Training(1),
            Validation = new(new(3, 1), new(1, 1)),
            Test = new(new(5, 1), new(1, 1)),
            Generator = "own",
            Classifier = "a",
            Rule = "fixed(1)",
            Gamma = 0.75,
            SyntheticSize = 9,
            Repetition = 1,
        };
    }

    [Fact]
    public void A_row_is_typed_and_holds_every_column()
    {
        var runner = Everything.Value;
        var row = new ResultRow
        {
            Repetition = 1,
            Generator = "own",
            Classifier = "a",
            Rule = "vtss",
            Gamma = 0.5,
            SyntheticSize = 3,
            Refusal = "no",
            Measures = [1, 2, 3, 4, 5, 6, 7, 8],
        };
        var typed = runner.GetType().GetMethod("ToRow")!.Invoke(runner, [runner.CreateCell(0), row])!;
        typed.ToString().ShouldBe(
            "Row { Level = -0.5, Flag = False, Count = 3, Data_Name = one, Data_Size = 10, Data_Clean = True, Data_Shift = 0.5, Data_Shape = Laplace, "
            + "Data_Note = , class = plain, Secret = Yes, Repetition = 1, Generator = own, Classifier = a, Rule = vtss, Gamma = 0.5, SyntheticSize = 3, "
            + "Refusal = no, Nothing = 1, Sizes = 2, ByValue = 3, ByReference = 4, Linear = 5, Slope = 6, BalancedLogLoss = 7, BalancedError = 8 }");
    }

    [Theory]
    [InlineData(Sources.LocalSymmetry, "public")]
    [InlineData(Sources.Everything, "internal")]
    [InlineData(Sources.PrivateAxis, "private")]
    public void Row_and_runner_are_as_open_as_the_least_open_axis(string source, string expected)
    {
        var runner = Load(source).GetType();
        foreach (var type in new[] { runner, runner.DeclaringType!.GetNestedType("Row", BindingFlags.Public | BindingFlags.NonPublic)! })
            (type.IsNestedPublic ? "public" : type.IsNestedAssembly ? "internal" : "private").ShouldBe(expected);
    }

    [Fact]
    public void An_experiment_without_axes_has_one_cell()
    {
        var runner = Load(Sources.Small);
        runner.GridSize.ShouldBe(1);
        AxisValues.Of(runner, runner.CreateCell(0)).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => runner.CreateCell(1));
    }

    [Fact]
    public void The_list_is_in_the_root_namespace_and_in_order_of_names()
    {
        const string Second = """
            namespace Elsewhere
            {
                [Experiment("t", Repetitions = 1, Seed = 1)]
                [UseClassifier("c")]
                [NoAugmentation]
                public sealed partial class Early
                {
                    [TrainingData] static SampleSource Train => SampleSource.From(static (_, _) => { });
                }
            }
            """;
        var run = Driver.Run(Sources.Small + Second);
        run.Files.Keys.ShouldBe(["Small.Experiment.g.cs", "Elsewhere.Early.Experiment.g.cs", "Experiments.g.cs"], ignoreOrder: true);
        var assembly = run.Load();
        All(assembly).Select(r => r.Descriptor.Name).ShouldBe(["Early", "Small"]);
        assembly.GetType("Study.Experiments")!.IsPublic.ShouldBeTrue();
    }

    [Fact]
    public void An_assembly_without_experiments_gets_no_list() => Driver.Run("class Nothing;").ShouldCompile().Files.ShouldBeEmpty();

    [Fact]
    public void An_experiment_that_a_finding_stops_does_not_take_the_others_with_it()
    {
        var bad = Sources.Small.Replace("Small", "Bad", StringComparison.Ordinal).Replace("partial", "", StringComparison.Ordinal);
        var run = Driver.Run(Sources.Small + bad);
        run.Findings.Single().Id.ShouldBe("SYN101");
        run.Files.Keys.ShouldBe(["Small.Experiment.g.cs", "Experiments.g.cs"], ignoreOrder: true);
        run.Files["Experiments.g.cs"].ShouldNotContain("Bad");
    }

    [Fact]
    public void The_emitted_half_reads_well() =>
        Driver.Run(Sources.LocalSymmetry).ShouldCompile().Files["Study.LocalSymmetry.Experiment.g.cs"].ShouldMatchSnapshot();

    private static TrainingSample Training(int minority) => new(new(1, 1), new(minority, 1));

    private static ExperimentRunner Load(string source) => All(Driver.Run(source).Load()).ShouldHaveSingleItem();

    private static IReadOnlyList<ExperimentRunner> All(Assembly assembly) => assembly.GetCustomAttribute<AssemblyExperimentsAttribute>()!.All;
}
