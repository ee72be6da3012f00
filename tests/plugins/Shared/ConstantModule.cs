using SynthAug;

namespace TestPlugins;

/// <summary>A generator module written by hand, without options.</summary>
internal abstract class ConstantModule(string id, double value) : GeneratorModule
{
    public override PluginDescription Description { get; } = new(id, PluginKind.Generator, "Fills every row with one value.", []);

    public override ISyntheticGenerator Create(PluginArguments arguments)
    {
        _ = new OptionBinder(Description, arguments);
        return new ConstantGenerator(value);
    }
}
