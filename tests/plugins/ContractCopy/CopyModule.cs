using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(CopyModule))]

namespace TestPlugins;

/// <summary>Ships the contract along.</summary>
internal sealed class CopyModule() : ConstantModule("contract-copy", 0);
