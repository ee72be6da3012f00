using System.Reflection;
using System.Runtime.Loader;

namespace SynthAug.Hosting.Loading;

/// <summary>The closed list of assemblies that a plugin shares with the program. Everything else but the framework is the plugin's own.</summary>
internal static class SharedContracts
{
    private static readonly Assembly[] Contracts = [typeof(PluginModule).Assembly, Own("SynthAug.Numerics")];

    /// <summary>Whether the runtime finds them by itself when a plugin's context has no answer.</summary>
    public static bool AreDefault { get; } = Array.TrueForAll(Contracts, contract => AssemblyLoadContext.GetLoadContext(contract) == AssemblyLoadContext.Default);

    public static Assembly? Find(string name) => Array.Find(Contracts, contract => contract.GetName().Name == name);

    private static Assembly Own(string name) =>
        AssemblyLoadContext.GetLoadContext(typeof(SharedContracts).Assembly)!.LoadFromAssemblyName(new AssemblyName(name));
}
