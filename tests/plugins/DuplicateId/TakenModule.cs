using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(TakenModule))]

namespace TestPlugins;

/// <summary>Wants an id that the plugin Good has.</summary>
internal sealed class TakenModule() : ConstantModule("good-copies", 0);
