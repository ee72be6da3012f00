using SynthAug.App.Tuning;
using SynthAug.Engine.Data;
using SynthAug.Engine.Inference;
using SynthAug.Engine.Tuning;
using SynthAug.Numerics;

namespace SynthAug.App.Tests.Tuning;

/// <summary>
/// Nothing that is fitted may see a held-out row. The check: move one row far away; where it is held out, the losses of the fold's other rows must
/// not change by a bit. Each leaking twin must fail it.
/// </summary>
public class LeakTests
{
    private const int Changed = 3, Folds = 4, Repeats = 2;
    private const ulong Seed = 1;

    // Rules of one candidate: what a tuned rule chooses for a fold rests on the others.
    private static readonly string[] Rules = [TuningRules.None, TuningRules.PriorShift, TuningRules.ClassWeight, TuningRules.Bootstrap, TuningRules.Naive];

    private static readonly TuningSettings Settings = new() { Generators = ["copy"], Classifiers = ["line"], Gamma = new(0, 1, 2), Draws = 0 };

    [Fact]
    public async Task A_held_out_row_does_not_move_the_losses_of_the_others_in_its_fold() =>
        (await ChangedLosses(data => data.Parts(Folds, Repeats, Seed))).ShouldBe(0);

    [Fact]
    public async Task A_standardiser_fitted_on_all_rows_is_caught() => (await ChangedLosses(data => new LeakingStandardiser(data))).ShouldBeGreaterThan(0);

    [Fact]
    public async Task A_generator_fitted_on_all_rows_is_caught() => (await ChangedLosses(data => new LeakingGenerator(data))).ShouldBeGreaterThan(0);

    [Fact]
    public async Task Losses_are_those_of_a_plain_fit_on_the_other_folds()
    {
        var data = Data(shifted: 0);
        var result = await RunAsync(data.Parts(Folds, Repeats, Seed));
        var plain = PlainLosses(data, result.Parts.Layout(1), fold: 2);
        Losses(result, TuningRules.None, 1, 2, minority: true).ShouldBe(plain, 1e-12);
    }

    /// <summary>How many losses of other rows change, over all rules, in the folds that hold the changed row out.</summary>
    private static async Task<int> ChangedLosses(Func<TuneData, IHeldOutParts> parts)
    {
        var (one, two) = (await RunAsync(parts(Data(shifted: 0))), await RunAsync(parts(Data(shifted: 100))));
        var changed = 0;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var layout = one.Parts.Layout(repeat).Of(minority: true);
            var fold = Enumerable.Range(0, Folds).Single(k => layout.HeldOutRows(k).Contains(Changed));
            foreach (var rule in Rules)
            {
                changed += Differences(Losses(one, rule, repeat, fold, minority: false), Losses(two, rule, repeat, fold, minority: false));
                // The changed row's own loss changes, and only that.
                changed += Differences(Losses(one, rule, repeat, fold, minority: true), Losses(two, rule, repeat, fold, minority: true)) - 1;
            }
        }

        return changed;
    }

    private static double[] Losses(TuningResult result, string rule, int repeat, int fold, bool minority)
    {
        var entry = result.Panel.Entries.Single(e => e.Rule == rule);
        entry.Refusal.ShouldBeNull();
        var losses = new double[result.Parts.Layout(repeat).Of(minority).HeldOutCount(fold)];
        entry.Choice!.Chosen(repeat, fold).Losses(repeat, fold, minority, losses);
        return losses;
    }

    private static int Differences(double[] a, double[] b) => a.Zip(b).Count(p => BitConverter.DoubleToInt64Bits(p.First) != BitConverter.DoubleToInt64Bits(p.Second));

    private static Task<TuningResult> RunAsync(IHeldOutParts parts) => new Tuner(parts, Settings, TunePlugins.Catalog).RunAsync(threads: 2);

    private static TuneData Data(double shifted)
    {
        var folder = Directory.CreateTempSubdirectory("tune-");
        try
        {
            var path = Path.Combine(folder.FullName, "data.csv");
            File.WriteAllText(path, TuneRun.Csv(24, 12));
            var data = TuneData.Read(path, "y", null);
            foreach (ref var value in data.Minority.Writable[Changed]) value += shifted;
            return data;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Written out: copy the other folds' rows, standardise by their mean and deviation, fit, score the fold.
    private static double[] PlainLosses(TuneData data, FoldLayout layout, int fold)
    {
        var majority = Split(data.Majority, layout.Of(minority: false), fold);
        var minority = Split(data.Minority, layout.Of(minority: true), fold);
        var d = data.Columns.Count;
        var all = majority.Train.Concat(minority.Train).ToArray();
        for (var j = 0; j < d; j++)
        {
            var mean = all.Average(row => row[j]);
            var scale = Math.Sqrt(all.Average(row => (row[j] - mean) * (row[j] - mean)));
            foreach (var row in all.Concat(minority.Test)) row[j] = (row[j] - mean) / scale;
        }

        var model = new LineClassifier().Fit(new() { Real = new(Matrix(majority.Train), Matrix(minority.Train)) }, new PluginContext(new RandomStream(default)));
        var scores = new double[minority.Test.Length];
        model.Score(Matrix(minority.Test).Rows, scores);
        return [.. scores.Select(s => ExactMath.Softplus(-s))];

        FeatureMatrix Matrix(double[][] rows) => new(rows.SelectMany(r => r).ToArray(), d);
    }

    private static (double[][] Train, double[][] Test) Split(FeatureMatrix rows, FoldLayout.ClassLayout layout, int fold)
    {
        var held = layout.HeldOutRows(fold).ToArray();
        var all = Enumerable.Range(0, rows.RowCount);
        return ([.. all.Where(i => !held.Contains(i)).Select(i => rows[i].ToArray())], [.. held.Select(i => rows[i].ToArray())]);
    }

    private abstract class Leaking(TuneData data) : IHeldOutParts
    {
        private readonly IHeldOutParts _parts = data.Parts(LeakTests.Folds, LeakTests.Repeats, Seed);

        public int MajorityCount => _parts.MajorityCount;

        public int MinorityCount => _parts.MinorityCount;

        public int Repeats => _parts.Repeats;

        public int Folds => _parts.Folds;

        public int WholeMajorityCount => _parts.WholeMajorityCount;

        public int WholeMinorityCount => _parts.WholeMinorityCount;

        public int Dimension => _parts.Dimension;

        public RowGroups? Groups => null;

        public FoldLayout Layout(int repeat) => _parts.Layout(repeat);

        public virtual void Draw(int repeat, int fold, FoldDraw draw) => _parts.Draw(repeat, fold, draw);
    }

    private sealed class LeakingStandardiser(TuneData data) : Leaking(data)
    {
        private readonly TuneData _data = data;
        private readonly Standardiser _all = Standardiser.Fit(new(data.Majority, data.Minority));

        public override void Draw(int repeat, int fold, FoldDraw draw)
        {
            Fill(_data.Majority, Layout(repeat).Of(minority: false), fold, draw.Training.Majority, draw.HeldOut.Majority);
            Fill(_data.Minority, Layout(repeat).Of(minority: true), fold, draw.Training.Minority, draw.HeldOut.Minority);
        }

        private void Fill(FeatureMatrix all, FoldLayout.ClassLayout layout, int fold, FeatureMatrix training, FeatureMatrix heldOut)
        {
            var (train, test) = Split(all, layout, fold);
            foreach (var (rows, target) in (ValueTuple<double[][], FeatureMatrix>[])[(train, training), (test, heldOut)])
            {
                target.Reshape(rows.Length, all.Dimension);
                for (var i = 0; i < rows.Length; i++) rows[i].CopyTo(target.Writable[i]);
                _all.Apply(target.Writable);
            }
        }
    }

    /// <summary>Generators learn from the whole minority; the classifier still sees the fold's training rows.</summary>
    private sealed class LeakingGenerator(TuneData data) : Leaking(data)
    {
        private readonly TuneData _data = data;

        public override void Draw(int repeat, int fold, FoldDraw draw)
        {
            base.Draw(repeat, fold, draw);
            draw.Synthesis = new AllRows(new(draw.Training.Majority, _data.Minority));
        }

        private sealed class AllRows(TrainingSample training) : ISynthesisSpace
        {
            public TrainingSample Training => training;

            public void Encode(ReadOnlyRows synthetic, Rows encoded) => synthetic.Values.CopyTo(encoded.Values);
        }
    }
}
