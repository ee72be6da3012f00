using SynthAug.App.Tuning;
using SynthAug.Engine.Data;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tests.Tuning;

/// <summary>The rows that folds evaluate have the types of those that are delivered: a classifier that takes whole numbers only is never given another.</summary>
public class TypesInFoldTests
{
    private static readonly TuningSettings Settings = new() { Generators = ["halves"], Classifiers = ["typed"], Gamma = new(0, 1, 2), Draws = 0 };

    [Fact]
    public async Task Synthetic_rows_are_snapped_before_they_are_fitted_on()
    {
        using var data = LeakTests.Read(Csv());
        (await NaiveAsync(data, data.Parts(4, 1, seed: 1))).Refusal.ShouldBeNull();
        // Without the snap the classifier does see what lies between.
        (await NaiveAsync(data, new Unsnapped(data.Parts(4, 1, seed: 1)))).Refusal!.ShouldContain("no value of the table");
    }

    private static async Task<PanelEntry> NaiveAsync(TuneData data, IHeldOutParts parts)
    {
        var levels = data.Table.Features.Rows.Values.ToArray().Distinct().Count();
        PluginCatalog catalog = new([new TestGeneratorModule("halves", () => new Halves()), new TestClassifierModule("typed", () => new Typed(levels))]);
        return (await Task.Run(() => new Tuner(parts, Settings, catalog).Run(threads: 1))).Panel.Entries.Single(e => e.Rule == TuningRules.Naive);
    }

    private static string Csv() => "n,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 5},{(i % 3 == 0 ? 1 : 0)}\n"));

    private sealed class Unsnapped(IHeldOutParts parts) : WrappedParts(parts)
    {
        public override void Draw(int repeat, int fold, FoldDraw draw)
        {
            base.Draw(repeat, fold, draw);
            draw.Preparation = null;
        }
    }

    /// <summary>Half-way between minority rows.</summary>
    private sealed class Halves : ISyntheticGenerator
    {
        public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(new(sample.Minority.Rows.Values, sample.Dimension));

        private sealed class Fitted(FeatureMatrix rows) : IFittedGenerator
        {
            public void Generate(Rows destination, long firstRow, PluginContext context)
            {
                for (var i = 0; i < destination.Count; i++)
                {
                    var row = (int)((firstRow + i) % (rows.RowCount - 1));
                    destination[i][0] = (rows[row][0] + rows[row + 1][0]) / 2;
                }
            }
        }
    }

    private sealed class Typed(int levels) : IClassifier
    {
        public IModel Fit(in FitInput input, PluginContext context)
        {
            var seen = new HashSet<double>([.. input.Real.Majority.Rows.Values, .. input.Real.Minority.Rows.Values]);
            seen.Count.ShouldBeLessThanOrEqualTo(levels);
            foreach (var value in input.Synthetic.Values)
                if (!seen.Contains(value)) throw new RefusalException($"{value} is no value of the table.");
            return new LineClassifier().Fit(input, context);
        }
    }
}
