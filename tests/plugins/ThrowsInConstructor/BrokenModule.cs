using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(BrokenModule))]

namespace TestPlugins;

/// <summary>Fails before its first object exists.</summary>
internal sealed class BrokenModule() : ConstantModule("throws-in-constructor", Setting)
{
    private static readonly double Setting = ReadSetting();

    private static double ReadSetting() => throw new InvalidOperationException("The setting\nis absent.");
}
