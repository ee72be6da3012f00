using SynthAug;

namespace TestPlugins;

/// <summary>Fills every row with one value: the simplest law that keeps the prefix rule, compiled into each plugin that needs a body.</summary>
internal sealed class ConstantGenerator(double value) : ISyntheticGenerator, IFittedGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => this;

    public void Generate(Rows destination, long firstRow, PluginContext context) => destination.Values.Fill(value);
}
