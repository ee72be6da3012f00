using SynthAug;

namespace TestPlugins;

/// <summary>What an author writes: attributes; the source generator writes the module.</summary>
[GeneratorPlugin("declared-line", "Rows on a line through the minority's mean.")]
public sealed class Line(LineOptions options) : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(sample.Minority.Mean(), options.Step);

    private sealed class Fitted(double[] mean, double step) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            for (var i = 0; i < destination.Count; i++)
                for (var j = 0; j < mean.Length; j++) destination[i][j] = mean[j] + step * (firstRow + i);
        }
    }
}

public sealed record LineOptions
{
    [Option("From one row to the next.", Min = 0)]
    public double Step { get; init; } = 1;
}
