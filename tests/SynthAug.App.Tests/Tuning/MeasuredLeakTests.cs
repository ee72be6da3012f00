using System.Globalization;
using System.Text;
using SynthAug.App.Tuning;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tests.Tuning;

/// <summary>
/// How much a leak would gain, measured where there is nothing to gain: labels that are pure noise. The AUROC of held-out rows must then not be above ½; that of
/// each leaking twin is, by many standard errors. Errors are those of the mean over independent sets.
/// </summary>
public class MeasuredLeakTests
{
    private const int Sets = 40, StandardErrors = 4;

    private static readonly TuningSettings Settings = new() { Generators = ["copy"], Classifiers = ["line"], Gamma = new(0, 1, 2), Draws = 0 };

    [Fact]
    public async Task Augmenting_noise_gains_nothing_unless_the_generator_peeks()
    {
        var honest = await MeasureAsync(data => Auroc(data, data.Parts(4, 1, seed: 1), TunePlugins.Catalog, TuningRules.Naive), majority: 60, minority: 8);
        (honest.Mean - StandardErrors * honest.Error).ShouldBeLessThan(0.5);
        var peeking = await MeasureAsync(data => Auroc(data, data.Parts(4, 1, seed: 1), PeekingGenerator.CatalogOver(data.Prepared.Sample.Minority), TuningRules.Naive), majority: 60, minority: 8);
        (peeking.Mean - StandardErrors * peeking.Error).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public async Task Cases_that_are_there_twice_gain_nothing_where_a_group_column_names_them()
    {
        var honest = await MeasureAsync(data => Auroc(data, data.Parts(4, 1, seed: 1), TunePlugins.Catalog, TuningRules.ClassWeight), copies: 2, group: "who");
        (honest.Mean - StandardErrors * honest.Error).ShouldBeLessThan(0.5);
        var leaking = await MeasureAsync(data => Auroc(data, data.Parts(4, 1, seed: 1), TunePlugins.Catalog, TuningRules.ClassWeight), copies: 2);
        (leaking.Mean - StandardErrors * leaking.Error).ShouldBeGreaterThan(0.5);
    }

    /// <summary>
    /// Held-out normal values, in the scale of n training rows, have the mean square (1 + 1/n)·n/(n − 3): (x − mean) has variance σ²(1 + 1/n), and n·σ²/s² that of a scaled
    /// inverse χ² with n − 1 degrees. In the scale of all rows it is 1, whatever they are: what a peeking scaler knows.
    /// </summary>
    [Fact]
    public async Task Held_out_rows_are_as_far_out_as_rows_that_were_never_seen()
    {
        const int Rows = 20, Held = 5, Training = Rows - Held;
        var expected = (1 + 1.0 / Training) * Training / (Training - 3);
        var honest = await MeasureAsync(data => Task.FromResult(MeanSquare(data.Parts(4, 1, seed: 1))), majority: 12, minority: 8);
        Math.Abs(honest.Mean - expected).ShouldBeLessThan(StandardErrors * honest.Error);
        var peeking = await MeasureAsync(data => Task.FromResult(MeanSquare(new PreparedByAll(data.Parts(4, 1, seed: 1), data))), majority: 12, minority: 8);
        peeking.Mean.ShouldBe(1, 1e-12);
        (expected - peeking.Mean).ShouldBeGreaterThan(2 * StandardErrors * honest.Error);
    }

    private static async Task<double> Auroc(TuneData data, IHeldOutParts parts, PluginCatalog catalog, string rule)
    {
        var result = await Task.Run(() => new Tuner(parts, Settings, catalog).Run(threads: 1));
        data.RowCount.ShouldBe(result.Parts.MajorityCount + result.Parts.MinorityCount);
        return result.Panel.Entries.Single(e => e.Rule == rule).Measures.Single(m => m.Name == "auroc").Value.Loss;
    }

    private static double MeanSquare(IHeldOutParts parts)
    {
        var (sum, count, draw) = (0.0, 0, new FoldDraw());
        for (var fold = 0; fold < parts.Folds; fold++)
        {
            parts.Draw(0, fold, draw);
            foreach (var rows in (FeatureMatrix[])[draw.HeldOut.Majority, draw.HeldOut.Minority])
            {
                foreach (var value in rows.Rows.Values) sum += value * value;
                count += rows.Rows.Values.Length;
            }
        }

        return sum / count;
    }

    private static async Task<(double Mean, double Error)> MeasureAsync(Func<TuneData, Task<double>> measure, int majority = 24, int minority = 16, int copies = 1, string? group = null)
    {
        var values = new double[Sets];
        for (var set = 0; set < Sets; set++)
        {
            using var data = LeakTests.Read(Noise(majority, minority, copies, (ulong)set + 100, withGroup: group is not null), group);
            values[set] = await measure(data);
        }

        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (Sets - 1) / Sets));
    }

    /// <summary>Ten normal columns that the label knows nothing of.</summary>
    private static string Noise(int majority, int minority, int copies, ulong seed, bool withGroup)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var text = new StringBuilder(withGroup ? "who,a,b,c,d,e,f,g,h,i,j,y\n" : "a,b,c,d,e,f,g,h,i,j,y\n");
        for (var i = 0; i < majority + minority; i++)
        {
            var row = string.Join(',', Enumerable.Range(0, 10).Select(_ => random.NextNormal().ToString("R", CultureInfo.InvariantCulture)));
            for (var copy = 0; copy < copies; copy++) text.Append(withGroup ? $"p{i}," : "").Append(row).Append(i < majority ? ",0\n" : ",1\n");
        }

        return text.ToString();
    }
}
