using PrivateLibrary;
using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(MissingModule))]

namespace TestPlugins;

/// <summary>Needs a library that its build leaves out.</summary>
internal sealed class MissingModule() : ConstantModule("missing-dependency", Answer.MajorVersion);
