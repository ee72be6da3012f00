using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(CopiesModule))]

namespace TestPlugins;

/// <summary>A module written by hand: what the source generator would emit for a generator with two options.</summary>
internal sealed class CopiesModule : GeneratorModule
{
    public override PluginDescription Description { get; } = new("good-copies", PluginKind.Generator, "Repeats minority rows, shifted.",
    [
        new("shift", OptionType.Real, "0", -10, 10, [], "Added to every value."),
        new("order", OptionType.Choice, "forward", double.NegativeInfinity, double.PositiveInfinity, ["forward", "backward"], "The first row."),
    ]);

    public override ISyntheticGenerator Create(PluginArguments arguments)
    {
        var options = new OptionBinder(Description, arguments);
        return new Copies(options.Double(0), options.Choice(1) == 1);
    }
}

internal sealed class Copies(double shift, bool backward) : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context)
    {
        if (sample.Minority.RowCount == 0) throw new RefusalException("there is no minority row to copy.");
        return new Fitted(sample.Minority, shift, backward);
    }

    private sealed class Fitted(FeatureMatrix minority, double shift, bool backward) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            for (var i = 0; i < destination.Count; i++)
            {
                var row = (int)((firstRow + i) % minority.RowCount);
                var source = minority[backward ? minority.RowCount - 1 - row : row];
                for (var j = 0; j < source.Length; j++) destination[i][j] = source[j] + shift;
            }
        }
    }
}
