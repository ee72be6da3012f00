using System.Text;
using SynthAug.Engine.Results;

namespace SynthAug.Engine.Tests.Results;

public sealed class ResultCsvTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_written_in_full_precision()
    {
        var schema = SampleRun.Schema(repetitions: 2, cells: [1]) with { Measures = ["ExcessRisk", "Parameter, error"] };
        ResultCsv.WriteRows(_folder["Figure5.rows.csv"], schema, SampleRun.All(schema).Skip(1));

        File.ReadAllText(_folder["Figure5.rows.csv"]).ShouldBe(
            """
            N,n,Noise,repetition,generator,classifier,rule,gamma,synthetic_size,refusal,ExcessRisk,"Parameter, error"
            10,-2.5,"heavy; ""t=3"":",1,,logistic,none,,0,,4.47213595499958,
            10,-2.5,"heavy; ""t=3"":",1,smote,logistic,sweep,0.5,12,,1.4907119849998598,Infinity
            10,-2.5,"heavy; ""t=3"":",1,smote,logistic,sweep,1,24,,0.6388765649999399,-1E-300
            10,-2.5,"heavy; ""t=3"":",1,smote,logistic,vtss,,0,"5 neighbours need 6 rows,
            there are 3",,

            """);
        File.ReadAllBytes(_folder["Figure5.rows.csv"]).ShouldNotContain((byte)'\r');
        File.ReadAllBytes(_folder["Figure5.rows.csv"])[0].ShouldBe((byte)'N');
    }

    [Fact]
    public void The_summary_is_long()
    {
        var schema = SampleRun.Schema(repetitions: 2, cells: [0]) with { Measures = ["risk", "error"] };
        using var stream = new MemoryStream();
        ResultCsv.WriteSummary(stream, schema, Summary.Of(schema, SampleRun.All(schema)));

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        lines[0].ShouldBe("N,n,Noise,generator,classifier,rule,gamma,measure,mean,sd,se,n");
        lines.ShouldContain("0,0.1,none,,logistic,none,,error,,,,0");
        lines.ShouldContain("0,0.1,none,smote,logistic,sweep,0.5,error,Infinity,,,2");
        lines.ShouldContain("0,0.1,none,smote,logistic,sweep,1,error,-1E-300,0,0,2");
        lines.ShouldContain("0,0.1,none,smote,logistic,vtss,,gamma,1.4142135623730951,,,1");
        lines.ShouldContain("0,0.1,none,smote,logistic,vtss,,synthetic_size,7,,,1");
        lines.ShouldContain("0,0.1,none,smote,logistic,vtss,,refused,0.5,0.7071067811865476,0.5,2");
        lines.Length.ShouldBe(1 + 8 + 3 + 1);
    }

    [Fact]
    public void A_broken_run_leaves_the_bytes_of_an_unbroken_one()
    {
        var schema = SampleRun.Schema(repetitions: 20);
        using (var store = RunStore.Open(_folder["straight.db"]))
        {
            var experiment = store.Begin(schema, new Dictionary<string, string>());
            foreach (var trial in SampleRun.All(schema)) experiment.Append(trial);
            Write(store, "straight");
        }

        var order = Enumerable.Range(0, schema.TrialCount).ToArray();
        new RandomStream(StreamKey.FromSeed(1)).Shuffle<int>(order);
        foreach (var part in order.Chunk(23))
        {
            using var store = RunStore.Open(_folder["broken.db"]);
            var experiment = store.Begin(schema, new Dictionary<string, string>());
            Parallel.ForEach(part, trial => experiment.Append(SampleRun.Trial(schema, trial)));
            Write(store, "broken");
        }

        foreach (var kind in new[] { "rows", "summary" })
            File.ReadAllBytes(_folder[$"broken.{kind}.csv"]).ShouldBe(File.ReadAllBytes(_folder[$"straight.{kind}.csv"]));

        void Write(RunStore store, string name)
        {
            var experiment = store.Read(schema.Name);
            ResultCsv.WriteRows(_folder[ResultCsv.RowsFile(name)], experiment.Schema, experiment.ReadTrials());
            ResultCsv.WriteSummary(_folder[ResultCsv.SummaryFile(name)], experiment.Schema, Summary.Of(experiment.Schema, experiment.ReadTrials()));
        }
    }

    [Fact]
    public void A_file_that_cannot_be_finished_leaves_the_old_one()
    {
        AtomicFile.Write(_folder["out/a.txt"], stream => stream.Write("old"u8));
        Should.Throw<InvalidOperationException>(() => AtomicFile.Write(_folder["out/a.txt"], stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException();
        }));

        File.ReadAllText(_folder["out/a.txt"]).ShouldBe("old");
        Directory.GetFiles(_folder["out"]).Length.ShouldBe(1);
    }
}
