using Microsoft.Data.Sqlite;
using SynthAug.Engine.Results;

namespace SynthAug.Engine.Tests.Results;

public sealed class RunStoreTests : IDisposable
{
    private static readonly Dictionary<string, string> Here = new() { ["runtime"] = "10.0", ["commit"] = "abc" };

    private readonly ScratchFolder _folder = new();

    private string File => _folder["run.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_appended_is_read_back_bit_for_bit_in_plan_order()
    {
        var schema = SampleRun.Schema();
        using (var store = RunStore.Open(File))
        {
            var experiment = store.Begin(schema, Here);
            foreach (var trial in SampleRun.All(schema).Reverse()) experiment.Append(trial);
            SampleRun.Text(experiment.ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(schema)));
        }

        using (var store = RunStore.OpenRead(File))
            SampleRun.Text(store.Read("Figure5").ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(schema)));
    }

    [Fact]
    public void The_schema_comes_back_without_the_program()
    {
        var schema = SampleRun.Schema();
        using var store = RunStore.InMemory();
        store.Begin(schema, Here);

        var read = store.Read("Figure5").Schema;

        read.Axes.ShouldBe(schema.Axes);
        read.Measures.ShouldBe(schema.Measures);
        read.TunedRules.ShouldBe(schema.TunedRules);
        read.Repetitions.ShouldBe(4);
        read.Fingerprint.ShouldBe(schema.Fingerprint);
        read.Inputs.ShouldBe(schema.Inputs, ignoreOrder: true);
        read.Cells.Select(cell => (cell.GridIndex, cell.Key, cell.CanonicalText))
            .ShouldBe(schema.Cells.Select(cell => (cell.GridIndex, cell.Key, cell.CanonicalText)));
        read.Cells.SelectMany(cell => cell.Axes).ShouldBe(schema.Cells.SelectMany(cell => cell.Axes));
    }

    [Fact]
    public void The_tables_are_typed_and_sit_where_the_page_says()
    {
        var schema = SampleRun.Schema();
        using (var store = RunStore.Open(File)) store.Begin(schema, Here).Append(SampleRun.Trial(schema, 5));

        using var connection = new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT group_concat(name || ' ' || type, ', ') FROM pragma_table_info('Figure5_rows')
            UNION ALL SELECT typeof(N) || typeof(n_2) || typeof(Noise) || typeof(gamma) || typeof(ExcessRisk) || typeof(excessrisk_2)
                FROM Figure5_rows WHERE rule = 'sweep' AND gamma = 1
            UNION ALL SELECT COUNT(*) FROM trials
            """;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read()) found.Add(reader.GetString(0));
        found.ShouldBe(
        [
            "cell INTEGER, repetition INTEGER, ordinal INTEGER, N INTEGER, n_2 REAL, Noise TEXT, generator TEXT, classifier TEXT, rule TEXT, "
                + "gamma REAL, synthetic_size INTEGER, refusal TEXT, ExcessRisk REAL, excessrisk_2 REAL",
            "integerrealtextrealrealreal",
            "1",
        ]);
    }

    [Fact]
    public void An_interrupted_run_continues_where_it_stopped()
    {
        var schema = SampleRun.Schema();
        using (var store = RunStore.Open(File))
        {
            var experiment = store.Begin(schema, Here);
            foreach (var trial in new[] { 3, 0, 11 }) experiment.Append(SampleRun.Trial(schema, trial));
        }

        using var again = RunStore.Open(File);
        var rest = again.Begin(schema, Here);
        Enumerable.Range(0, schema.TrialCount).Where(rest.IsDone).ShouldBe([0, 3, 11]);
        rest.DoneCount.ShouldBe(3);
        foreach (var trial in SampleRun.All(schema).Where(trial => !rest.IsDone(trial.Trial))) rest.Append(trial);
        SampleRun.Text(rest.ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(schema)));
    }

    [Fact]
    public void More_fewer_and_reordered_share_what_is_there()
    {
        using var store = RunStore.InMemory();
        var three = SampleRun.Schema(repetitions: 3);
        var first = store.Begin(three, Here);
        foreach (var trial in SampleRun.All(three)) first.Append(trial);

        var more = SampleRun.Schema(repetitions: 5, cells: [2, 0]);
        var second = store.Begin(more, Here);
        Enumerable.Range(0, more.TrialCount).Where(second.IsDone).ShouldBe([0, 1, 2, 5, 6, 7]);
        foreach (var trial in SampleRun.All(more).Where(trial => !second.IsDone(trial.Trial))) second.Append(trial);
        SampleRun.Text(second.ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(more)));

        var fewer = SampleRun.Schema(repetitions: 1);
        SampleRun.Text(store.Begin(fewer, Here).ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(fewer)));
        store.Experiments().ShouldBe([new("Figure5", fewer.Fingerprint, 13, 0)]);
    }

    [Fact]
    public void Other_inputs_are_refused_and_named()
    {
        using var store = RunStore.Open(File);
        var schema = SampleRun.Schema();
        store.Begin(schema, Here).Append(SampleRun.Trial(schema, 0));
        var other = SampleRun.Schema(seed: 8);
        other = other with { Inputs = new Dictionary<string, string>(other.Inputs) { ["plugin smote"] = new('b', 64), ["module App"] = "1" } };

        var refusal = Should.Throw<RunStoreException>(() => store.Begin(other, Here));

        refusal.Message.ShouldBe(
            $"{File}: 'Figure5' was run with other inputs (module App is new, plugin smote, seed: 7, now 8); use another --store, or --fresh to discard its 1 trials.");
        store.Begin(schema, Here).DoneCount.ShouldBe(1);
    }

    [Fact]
    public void Discarding_makes_room_for_other_inputs_and_leaves_the_neighbours()
    {
        using var store = RunStore.InMemory();
        var (schema, neighbour) = (SampleRun.Schema(), SampleRun.Schema(name: "figure5"));
        var old = store.Begin(schema, Here);
        old.Append(SampleRun.Trial(schema, 0));
        store.Begin(neighbour, Here).Append(SampleRun.Trial(neighbour, 4));

        store.Discard("Figure5").ShouldBeTrue();
        store.Discard("Figure5").ShouldBeFalse();

        Should.Throw<ObjectDisposedException>(() => old.Append(SampleRun.Trial(schema, 1)));
        store.Begin(SampleRun.Schema(seed: 8), Here).DoneCount.ShouldBe(0);
        SampleRun.Text(store.Read("figure5").ReadTrials()).ShouldBe(SampleRun.Text([SampleRun.Trial(neighbour, 4)]));
        store.Experiments().Select(run => (run.Name, run.Done)).ShouldBe([("figure5", 1), ("Figure5", 0)], ignoreOrder: true);
    }

    [Fact]
    public void A_failed_trial_is_told_and_tried_again()
    {
        using var store = RunStore.InMemory();
        var schema = SampleRun.Schema();
        var experiment = store.Begin(schema, Here);
        experiment.Append(new(2, [], "ExcessRisk: index out of range"));
        experiment.Append(new(2, [], "ExcessRisk: again"));

        experiment.IsDone(2).ShouldBeFalse();
        experiment.ReadTrials().ShouldHaveSingleItem().Failure.ShouldBe("ExcessRisk: again");
        store.Experiments().ShouldBe([new("Figure5", schema.Fingerprint, 0, 1)]);

        experiment.Append(SampleRun.Trial(schema, 2));
        SampleRun.Text(experiment.ReadTrials()).ShouldBe(SampleRun.Text([SampleRun.Trial(schema, 2)]));
    }

    [Fact]
    public void A_trial_without_rows_is_done()
    {
        using var store = RunStore.InMemory();
        var experiment = store.Begin(SampleRun.Schema(), Here);
        experiment.Append(new(6, [], null));
        experiment.IsDone(6).ShouldBeTrue();
        experiment.ReadTrials().ShouldHaveSingleItem().Trial.ShouldBe(6);
    }

    [Fact]
    public void Trials_that_come_together_are_stored_as_one_by_one_all_of_them_or_none()
    {
        using var store = RunStore.InMemory();
        var schema = SampleRun.Schema();
        var experiment = store.Begin(schema, Here);
        experiment.AppendAll([SampleRun.Trial(schema, 4), new(2, [], "ExcessRisk: index out of range"), SampleRun.Trial(schema, 0)]);
        experiment.DoneCount.ShouldBe(2);
        experiment.IsDone(2).ShouldBeFalse();

        Should.Throw<RunStoreException>(() => experiment.AppendAll([SampleRun.Trial(schema, 1), SampleRun.Trial(schema, 3), SampleRun.Trial(schema, 1)]));
        experiment.IsDone(1).ShouldBeFalse();
        experiment.DoneCount.ShouldBe(2);
        SampleRun.Text(experiment.ReadTrials()).ShouldBe(SampleRun.Text([SampleRun.Trial(schema, 0), new(2, [], "ExcessRisk: index out of range"), SampleRun.Trial(schema, 4)]));

        experiment.AppendAll([SampleRun.Trial(schema, 3), SampleRun.Trial(schema, 1)]);
        experiment.DoneCount.ShouldBe(4);
    }

    [Fact]
    public void A_trial_is_stored_once()
    {
        using var store = RunStore.InMemory();
        var schema = SampleRun.Schema();
        var experiment = store.Begin(schema, Here);
        var twin = store.Begin(schema, Here);
        experiment.Append(SampleRun.Trial(schema, 5));

        Should.Throw<RunStoreException>(() => experiment.Append(SampleRun.Trial(schema, 5))).Message.ShouldContain("repetition 1 of cell 1");
        // The twin does not know; the table does.
        Should.Throw<RunStoreException>(() => twin.Append(SampleRun.Trial(schema, 5))).Message.ShouldContain("repetition 1 of cell 1");
        SampleRun.Text(experiment.ReadTrials()).ShouldBe(SampleRun.Text([SampleRun.Trial(schema, 5)]));
    }

    [Fact]
    public void Threads_append_side_by_side()
    {
        using var store = RunStore.Open(File);
        var schema = SampleRun.Schema(repetitions: 100);
        var experiment = store.Begin(schema, Here);
        Parallel.For(0, schema.TrialCount, new ParallelOptions { MaxDegreeOfParallelism = 8 }, trial => experiment.Append(SampleRun.Trial(schema, trial)));
        SampleRun.Text(experiment.ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(schema)));
    }

    [Fact]
    public void Each_environment_is_recorded_once()
    {
        using var store = RunStore.InMemory();
        var schema = SampleRun.Schema();
        var there = new Dictionary<string, string> { ["runtime"] = "10.0", ["commit"] = "def" };
        foreach (var environment in new[] { Here, Here, there }) store.Begin(schema, environment);

        var provenance = store.ReadProvenance("Figure5");

        provenance.Inputs.ShouldBe(schema.Inputs, ignoreOrder: true);
        provenance.Sessions.Select(session => session["commit"]).ShouldBe(["abc", "def"]);
    }
}
