using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(TwinOptionsModule))]

namespace TestPlugins;

/// <summary>Describes two options of one name: no command line could tell them apart.</summary>
internal sealed class TwinOptionsModule() : ConstantModule("malformed-description", 0)
{
    public override PluginDescription Description { get; } = new("malformed-description", PluginKind.Generator, "Has twin options.",
    [
        new("k", OptionType.Whole, "1", 1, 9, [], "The first."),
        new("k", OptionType.Whole, "2", 1, 9, [], "The second."),
    ]);
}
