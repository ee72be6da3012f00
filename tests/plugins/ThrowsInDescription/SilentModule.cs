using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(SilentModule))]

namespace TestPlugins;

/// <summary>Can be created and cannot say what it is.</summary>
internal sealed class SilentModule() : ConstantModule("throws-in-description", 0)
{
    public override PluginDescription Description => throw new NotSupportedException("Nothing to say.");
}
