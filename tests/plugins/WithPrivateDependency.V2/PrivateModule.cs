using PrivateLibrary;
using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(PrivateModule))]

namespace TestPlugins;

/// <summary>Fills rows with the major version of the library that answers.</summary>
internal sealed class PrivateModule() : ConstantModule("private-v2", Answer.MajorVersion);
