using SynthAug;

namespace PairMix;

public sealed record PairMixOptions
{
    [Option("Share of the way from one row towards the other, at most", Min = 0, Max = 1)]
    public double Reach { get; init; } = 0.5;
}

/// <summary>Moves a minority row towards another one, picked from all of them rather than from the nearest.</summary>
[GeneratorPlugin("pair-mix", "Points between two random minority rows")]
public sealed class PairMix(PairMixOptions options) : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => sample.Minority.RowCount < 2
        ? throw new RefusalException($"pair-mix needs 2 minority rows, there is {sample.Minority.RowCount}.")
        : new Fitted(sample.Minority, options.Reach);

    private sealed class Fitted(FeatureMatrix minority, double reach) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            for (var i = 0; i < destination.Count; i++)
            {
                // A row's numbers come from its own place in the stream: any prefix of the pool is the pool of that size.
                var random = context.Random.AtRow(firstRow + i);
                var a = minority[random.NextIndex(minority.RowCount)];
                var b = minority[random.NextIndex(minority.RowCount)];
                var step = reach * random.NextUniform();
                var row = destination[i];
                for (var j = 0; j < row.Length; j++) row[j] = a[j] + step * (b[j] - a[j]);
            }
        }
    }
}
