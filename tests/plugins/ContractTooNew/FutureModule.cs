using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(FutureModule))]

namespace TestPlugins;

/// <summary>Compiled against the contract of tomorrow.</summary>
internal sealed class FutureModule() : ConstantModule("contract-too-new", 0);
