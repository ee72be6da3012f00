using System.Reflection;
using System.Runtime.Loader;

namespace SynthAug.Hosting.Loading;

/// <summary>The closed list of assemblies that a plugin shares with the program. Everything else but the framework is the plugin's own.</summary>
internal static class SharedContracts
{
    private static readonly Assembly[] Contracts = [typeof(PluginModule).Assembly, Own("SynthAug.Numerics")];

    public static Assembly? Find(string name) => Array.Find(Contracts, contract => contract.GetName().Name == name);

    private static Assembly Own(string name) =>
        AssemblyLoadContext.GetLoadContext(typeof(SharedContracts).Assembly)!.LoadFromAssemblyName(new AssemblyName(name));
}
