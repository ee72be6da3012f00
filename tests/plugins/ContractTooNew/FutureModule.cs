using System.Runtime.CompilerServices;
using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(FutureModule))]

namespace TestPlugins;

/// <summary>Compiled against the contract of tomorrow.</summary>
internal sealed class FutureModule() : ConstantModule("contract-too-new", 0)
{
    // Says that code of this assembly ran, whichever.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Tell() => AppContext.SetData("ContractTooNew", true);
}
