using System.Globalization;
using System.Text;
using SynthAug.Engine.Data;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tests.Experiments;

/// <summary>Experiments whose rows are a file's. That they split and draw as <c>tune</c> does is tested where both can be run.</summary>
public sealed class TableExperimentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("table-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_trial_is_a_fold_and_every_row_is_tested_once_a_repeat()
    {
        Write("data.csv");
        var trials = Trials(Csv with { Folds = 4 }, repetitions: 3);
        trials.Count.ShouldBe(12);
        foreach (var repeat in trials.Chunk(4))
            repeat.SelectMany(t => t.Test).Order().ShouldBe(Enumerable.Range(0, 70));
        trials[0].Test.ShouldNotBe(trials[4].Test, "each repeat splits anew");
        foreach (var trial in trials) trial.Training.Concat(trial.Test).Order().ShouldBe(Enumerable.Range(0, 70));
    }

    [Fact]
    public void Validation_rows_come_out_of_the_training_part()
    {
        Write("data.csv");
        var without = Trials(Csv, repetitions: 1);
        var with = Trials(Csv with { Validation = 0.25 }, repetitions: 1);
        foreach (var (a, b) in without.Zip(with))
        {
            b.Test.ShouldBe(a.Test, "the share does not move the folds");
            b.Training.Concat(b.Validation).Order().ShouldBe(a.Training.Order());
            b.Validation.Length.ShouldBe(14, "a quarter of 56");
        }
    }

    [Fact]
    public void Groups_are_whole_in_each_part()
    {
        Write("data.csv", groups: true);
        foreach (var trial in Trials(Csv with { Group = "patient", Validation = 0.3 }, repetitions: 2))
        {
            var parts = new[] { trial.Training, trial.Validation, trial.Test }.Select(part => part.Select(row => row / 3).ToHashSet()).ToArray();
            parts[0].Overlaps(parts[1]).ShouldBeFalse();
            parts[0].Overlaps(parts[2]).ShouldBeFalse();
            parts[1].Overlaps(parts[2]).ShouldBeFalse();
        }
    }

    [Fact]
    public void Rows_that_are_set_aside_are_in_no_trial()
    {
        Write("data.csv");
        var seen = Trials(Csv with { Aside = 0.2 }, repetitions: 1).SelectMany(t => t.Training.Concat(t.Test)).ToHashSet();
        seen.Count.ShouldBe(56);
    }

    [Fact]
    public void Preparation_is_learned_from_training_rows_alone()
    {
        Write("data.csv");
        foreach (var trial in Trials(Csv with { Validation = 0.25 }, repetitions: 1))
        {
            // Standardised over both classes of the training rows; a peek at one more row would leave a mean and a variance that are not 0 and 1.
            trial.TrainingValues.Average().ShouldBe(0, 1e-12);
            trial.TrainingValues.Average(v => v * v).ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void The_mean_over_folds_is_the_loss_over_rows()
    {
        Write("data.csv");
        var runner = new TableExperiment(Csv with { Folds = 5 }, 1);
        var scores = runner.Run(_folder).SelectMany(r => r.Rows).Select(r => r.Measures[^1]).ToArray();
        var error = runner.Wrong.Sum(w => w.Majority) / 56.0 / 2 + runner.Wrong.Sum(w => w.Minority) / 14.0 / 2;
        scores.Average().ShouldBe(error, 1e-14);
        // Folds are not of one size, so their plain mean is another number.
        var plain = runner.Wrong.Zip(runner.Trials, (w, t) => (double)w.Majority / t.Test.Count(row => row % 5 != 0) / 2 + (double)w.Minority / t.Test.Count(row => row % 5 == 0) / 2);
        Math.Abs(plain.Average() - error).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void Cells_over_one_table_share_folds_and_draws_and_one_reading()
    {
        Write("data.csv");
        var runner = new TableExperiment(Csv, 1) { Sets = ["data", "data"] };
        var runs = runner.Run(_folder);
        runs[0].Rows.Select(r => r.Measures[0]).ShouldBe(runs[5].Rows.Select(r => r.Measures[0]));
    }

    [Fact]
    public void A_placeholder_names_the_table_of_a_cell_and_every_table_is_an_input()
    {
        Write("a.csv");
        Write("b.csv", shift: 5);
        var plan = new TableExperiment(Csv with { Path = "{Set}.csv" }, 1) { Sets = ["a", "b"] }.Plan(_folder);
        plan.Inputs.Keys.Where(k => k.StartsWith("data ", StringComparison.Ordinal)).ShouldBe(["data a.csv", "data b.csv"]);
        plan.Inputs["data a.csv"].ShouldNotBe(plan.Inputs["data b.csv"]);
    }

    [Fact]
    public void A_missing_table_says_where_it_was_looked_for()
    {
        var message = Should.Throw<DataFileException>(() => new TableExperiment(Csv, 1).Plan(_folder)).Message;
        message.ShouldContain(_folder);
        message.ShouldContain("--data DIR");
    }

    private static CsvDescriptor Csv => new("data.csv", "y");

    private List<Trial> Trials(CsvDescriptor csv, int repetitions)
    {
        var runner = new TableExperiment(csv, repetitions);
        runner.Run(_folder);
        return runner.Trials;
    }

    /// <summary>70 rows, every fifth positive; the column is the row's number, so that a prepared value tells which row it was.</summary>
    private void Write(string name, double shift = 0, bool groups = false)
    {
        var text = new StringBuilder(groups ? "row,patient,y\n" : "row,y\n");
        for (var i = 0; i < 70; i++) text.Append(CultureInfo.InvariantCulture, $"{i + shift + 0.5},{(groups ? $"p{i / 3}," : "")}{(i % 5 == 0 ? 1 : 0)}\n");
        File.WriteAllText(Path.Combine(_folder, name), text.ToString());
    }

    private sealed record Trial(int[] Training, int[] Validation, int[] Test, double[] TrainingValues);

    /// <summary>Looks at its samples; one thread.</summary>
    private sealed class TableExperiment(CsvDescriptor csv, int repetitions) : ExperimentRunner
    {
        public List<Trial> Trials { get; } = [];

        public List<(int Majority, int Minority)> Wrong { get; } = [];

        public string[] Sets { get; init; } = ["data"];

        public override ExperimentDescriptor Descriptor { get; } = new()
        {
            Name = "Table",
            Title = "t",
            Seed = 3,
            Repetitions = repetitions,
            Axes = [new("Set", ColumnType.Text), new("Index", ColumnType.Whole)],
            Classifiers = [new("first", "first")],
            Rules = [new NoAugmentationRule("none")],
            Measures = ["Sum"],
            Scores = Score.BalancedError,
            Csv = csv,
            HasValidation = csv.Validation > 0,
            HasTest = true,
        };

        public override int GridSize => Sets.Length;

        public override object CreateCell(int index) => index;

        public override void WriteAxes(object cell, IAxisWriter writer)
        {
            writer.Text("Set", Sets[(int)cell]);
            writer.Whole("Index", (int)cell);
        }

        public override void Measure(object cell, in Fit fit, Span<double> values)
        {
            // Prepared values keep the order of the rows' numbers, and no two are one: ranks over all parts are the rows.
            double[] all = [.. Values(fit.Training), .. fit.Validation is null ? [] : Values(fit.Validation), .. Values(fit.Test!)];
            double[] sorted = [.. all.Order()];
            int[] Rows(LabelledSample? sample) => sample is null ? [] : [.. Values(sample).Select(v => Array.IndexOf(sorted, v))];
            Trials.Add(new(Rows(fit.Training), Rows(fit.Validation), Rows(fit.Test), Values(fit.Training)));
            Wrong.Add((fit.Test!.Majority.Rows.Values.ToArray().Count(v => v > 0), fit.Test.Minority.Rows.Values.ToArray().Count(v => v < 0)));
            values[0] = all.Sum();
        }

        public ExperimentPlan Plan(string folder) =>
            ExperimentPlan.Create(this, new([new FirstColumnModule()]), new() { DataFolder = folder });

        public List<TrialResult> Run(string folder)
        {
            var plan = Plan(folder);
            var sink = new Sink();
            Sweep.Run(plan, [.. Enumerable.Range(0, plan.TrialCount)], sink, threads: 1).FirstFailure.ShouldBeNull();
            return sink.Results;
        }

        private static double[] Values(LabelledSample sample) => [.. sample.Majority.Rows.Values.ToArray(), .. sample.Minority.Rows.Values.ToArray()];
    }

    private sealed class Sink : ITrialSink
    {
        public List<TrialResult> Results { get; } = [];

        public void Append(TrialResult result) => Results.Add(result);
    }

    /// <summary>The column itself as log-odds.</summary>
    private sealed class FirstColumn : IClassifier, IModel
    {
        public ScoreScale Scale => ScoreScale.LogOdds;

        public IModel Fit(in FitInput input, PluginContext context) => this;

        public void Score(ReadOnlyRows rows, Span<double> scores) => rows.Values.CopyTo(scores);
    }

    private sealed class FirstColumnModule : ClassifierModule
    {
        public override PluginDescription Description { get; } = new("first", PluginKind.Classifier, "", []);

        public override IClassifier Create(PluginArguments arguments) => new FirstColumn();
    }
}
