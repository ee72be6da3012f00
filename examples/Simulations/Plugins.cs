using SynthAug.Hosting;

namespace Simulations;

/// <summary>The plugin folders beside the program, for runs of the tuning engine inside a measure.</summary>
internal static class Plugins
{
    private static readonly Lazy<PluginCatalog> Folders = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]).Catalog);

    /// <summary>As the text asks for it.</summary>
    public static ISyntheticGenerator Generator(string text)
    {
        var arguments = PluginArguments.Parse(text);
        return Folders.Value.Generator(arguments.Id).Create(arguments);
    }

    /// <summary>With one more generator: what a simulation knows and no plugin can.</summary>
    public static PluginCatalog With(GeneratorModule? own) => own is null ? Folders.Value : new([.. Folders.Value.Modules, own]);
}

/// <summary>A generator that a simulation brings along.</summary>
/// <param name="id">What the tuning engine is asked for.</param>
/// <param name="fit">From the training rows to a law.</param>
internal sealed class OwnGenerator(string id, Func<TrainingSample, ILaw> fit) : GeneratorModule, ISyntheticGenerator
{
    public override PluginDescription Description { get; } = new(id, PluginKind.Generator, "Of a simulation", []);

    public override ISyntheticGenerator Create(PluginArguments arguments) => this;

    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(fit(sample));

    private sealed class Fitted(ILaw law) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context) => law.Draw(destination, firstRow, context.Random);
    }
}
