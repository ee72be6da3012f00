using Microsoft.Data.Sqlite;
using SynthAug.Engine.Results;

namespace SynthAug.Engine.Tests.Results;

/// <summary>The file itself: killed writers, second writers, files that are something else.</summary>
public sealed class RunStoreFileTests : IDisposable
{
    private static readonly Dictionary<string, string> Here = [];

    private readonly ScratchFolder _folder = new();

    private string Run => _folder["run.db"];

    private string Image => _folder["image.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_run_killed_within_a_transaction_loses_that_trial_only(int rowsWritten)
    {
        var schema = SampleRun.Schema();
        using (var store = RunStore.Open(Run))
        {
            var experiment = store.Begin(schema, Here);
            for (var trial = 0; trial < 5; trial++) experiment.Append(SampleRun.Trial(schema, trial));
            var interrupted = SampleRun.Trial(schema, 5);
            experiment.Append(interrupted with { Rows = new Interrupted(interrupted.Rows, rowsWritten, TakeImage) });
        }

        using var image = RunStore.Open(Image);
        var rest = image.Begin(schema, Here);
        rest.DoneCount.ShouldBe(5);
        foreach (var trial in SampleRun.All(schema).Skip(5)) rest.Append(trial);
        SampleRun.Text(rest.ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(schema)));
    }

    [Fact]
    public void A_trial_that_cannot_be_written_whole_is_not_written_at_all()
    {
        using var store = RunStore.Open(Run);
        var schema = SampleRun.Schema();
        var experiment = store.Begin(schema, Here);
        var trial = SampleRun.Trial(schema, 0);
        Should.Throw<IOException>(() => experiment.Append(trial with { Rows = new Interrupted(trial.Rows, 2, () => throw new IOException()) }));

        experiment.ReadTrials().ShouldBeEmpty();
        experiment.Append(trial);
        SampleRun.Text(experiment.ReadTrials()).ShouldBe(SampleRun.Text([trial]));
    }

    [Fact]
    public void A_killed_run_can_be_looked_at_before_it_is_continued()
    {
        var schema = SampleRun.Schema();
        using (var store = RunStore.Open(Run))
        {
            var experiment = store.Begin(schema, Here);
            experiment.Append(SampleRun.Trial(schema, 7));
            TakeImage();
        }

        using var image = RunStore.OpenRead(Image);
        image.Read("Figure5").ReadTrials().ShouldHaveSingleItem().Trial.ShouldBe(7);
    }

    [Fact]
    public void A_closed_store_is_one_file()
    {
        using (var store = RunStore.Open(Run)) store.Begin(SampleRun.Schema(), Here);
        _folder.Files.ShouldBe(["run.db"]);
    }

    [Fact]
    public void A_closed_store_has_every_trial_in_the_file_itself_and_asks_for_no_log()
    {
        var schema = SampleRun.Schema();
        using (var store = RunStore.Open(Run))
        {
            var experiment = store.Begin(schema, Here);
            foreach (var trial in SampleRun.All(schema)) experiment.Append(trial);
        }

        // SQLite's file format, section 1.3: the versions for writing and reading, 1 without a log and 2 with one.
        System.IO.File.ReadAllBytes(Run)[18..20].ShouldBe([1, 1]);
        System.IO.File.Copy(Run, Image);
        using var copy = RunStore.OpenRead(Image);
        SampleRun.Text(copy.Read("Figure5").ReadTrials()).ShouldBe(SampleRun.Text(SampleRun.All(schema)));
    }

    [Fact]
    public void The_folder_is_made()
    {
        using var store = RunStore.Open(_folder["new/deep/run.db"]);
        System.IO.File.Exists(_folder["new/deep/run.db"]).ShouldBeTrue();
    }

    [Fact]
    public void A_second_writer_or_reader_is_told_that_the_store_is_in_use()
    {
        using (var store = RunStore.Open(Run))
        {
            store.Begin(SampleRun.Schema(), Here);
            Refusal(() => RunStore.Open(Run)).ShouldBe($"{Run}: the run store is in use by another process; wait for it to end, or use another --store.");
            Refusal(() => RunStore.OpenRead(Run)).ShouldContain("in use");
        }

        using var first = RunStore.OpenRead(Run);
        using var second = RunStore.OpenRead(Run);
        second.Experiments().Count.ShouldBe(1);
    }

    [Fact]
    public void Other_files_are_refused_and_left_alone()
    {
        System.IO.File.WriteAllText(Run, string.Concat(Enumerable.Repeat("age,label\n1,0\n", 100)));
        AssertRefusedUntouched("this is not a run store; use another --store.");

        using (var connection = new SqliteConnection($"Data Source={Run};Pooling=False"))
        {
            System.IO.File.Delete(Run);
            connection.Open();
            Execute(connection, "CREATE TABLE t (x)");
        }

        AssertRefusedUntouched("this is a SQLite file but not a run store; use another --store.");
    }

    [Fact]
    public void A_newer_version_is_refused()
    {
        RunStore.Open(Run).Dispose();
        using (var connection = new SqliteConnection($"Data Source={Run};Pooling=False"))
        {
            connection.Open();
            Execute(connection, "PRAGMA user_version = 2");
        }

        AssertRefusedUntouched("the run store has version 2, this program reads version 1; update the program, or use another --store.");
    }

    [Fact]
    public void A_damaged_store_is_refused()
    {
        var schema = SampleRun.Schema(repetitions: 50);
        using (var store = RunStore.Open(Run))
        {
            var experiment = store.Begin(schema, Here);
            foreach (var trial in SampleRun.All(schema)) experiment.Append(trial);
        }

        var bytes = System.IO.File.ReadAllBytes(Run);
        bytes.AsSpan(bytes.Length / 2, 4096).Fill(0xA5);
        System.IO.File.WriteAllBytes(Run, bytes);
        AssertRefusedUntouched("the run store is damaged; restore a copy, or use another --store.");

        System.IO.File.WriteAllBytes(Run, bytes[..(bytes.Length / 3)]);
        AssertRefusedUntouched("the run store is damaged; restore a copy, or use another --store.");
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        Refusal(() => RunStore.OpenRead(Run)).ShouldBe($"{Run}: there is no such run store.");
        System.IO.File.WriteAllBytes(Run, []);
        Refusal(() => RunStore.OpenRead(Run)).ShouldBe($"{Run}: the run store is empty; nothing was run into it yet.");
        Refusal(() => RunStore.Open(_folder["."])).ShouldContain("cannot be opened");
        using var store = RunStore.Open(Run);
        store.Begin(SampleRun.Schema(), Here);
        Refusal(() => store.Read("Figure6")).ShouldBe($"{Run}: the run store has no experiment 'Figure6'; it has Figure5.");
    }

    private static string Refusal(Action action)
    {
        var message = Should.Throw<RunStoreException>(action).Message;
        message.ShouldNotContain("\n");
        return message;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void AssertRefusedUntouched(string reason)
    {
        var before = System.IO.File.ReadAllBytes(Run);
        Refusal(() => RunStore.Open(Run)).ShouldBe($"{Run}: {reason}");
        Refusal(() => RunStore.OpenRead(Run)).ShouldBe($"{Run}: {reason}");
        System.IO.File.ReadAllBytes(Run).ShouldBe(before);
    }

    // What a kill leaves: the file and its log as they are at this moment.
    private void TakeImage()
    {
        System.IO.File.Copy(Run, Image);
        System.IO.File.Copy($"{Run}-wal", $"{Image}-wal");
    }

    private sealed class Interrupted(IReadOnlyList<ResultRow> rows, int at, Action interrupt) : IReadOnlyList<ResultRow>
    {
        public int Count => rows.Count;

        public ResultRow this[int index]
        {
            get
            {
                if (index == at) interrupt();
                return rows[index];
            }
        }

        public IEnumerator<ResultRow> GetEnumerator() => rows.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
