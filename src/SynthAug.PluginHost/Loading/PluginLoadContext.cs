using System.Reflection;
using System.Runtime.Loader;
using SynthAug.Hosting.Folders;

namespace SynthAug.Hosting.Loading;

/// <summary>
/// One plugin folder's own world: contracts are the program's, .NET is .NET's, all else comes from the folder or not at all. Null would mean
/// "ask the program", so it is returned for its contracts, .NET and absent translations only. The runtime ignores precompiled code (ReadyToRun) in a context that
/// may be unloaded.
/// </summary>
internal sealed class PluginLoadContext(FolderContent content, SharedFramework framework, bool canUnload)
    : AssemblyLoadContext($"{content.Name}@{content.Hash[..12]}", canUnload)
{
    /// <summary>What came of looking at the folder; until then the context finds nothing in it by name.</summary>
    public PluginInspection? Inspection { get; set; }

    public Assembly LoadMain() => LoadPrivate(Inspection!.Main);

    /// <summary>
    /// A file of the folder; no code of it runs. Null when it is no .NET assembly or the runtime will not have it (whoever loads it again is told why), and
    /// where plugins may leave: a refused one would stay until it is collected, and a context that holds its own assembly for good.
    /// </summary>
    public Assembly? TryLoad(string file)
    {
        if (IsCollectible) return null;
        try
        {
            return LoadFromAssemblyPath(content.PathOf(file));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            return null;
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // An answer is held against the name by the rules of a culture, and making its tables takes as long as loading all plugins.
        if (SharedContracts.Find(assemblyName.Name!) is { } contract) return SharedContracts.AreDefault ? null : contract;
        if (framework.Provides(assemblyName)) return null;
        if (Inspection?.Find(assemblyName) is { } own) return LoadPrivate(own);
        // Satellites are asked for and may be absent.
        if (!string.IsNullOrEmpty(assemblyName.CultureName)) return null;
        // Not FileNotFoundException: the runtime takes that one for null.
        throw new FileLoadException($"Plugin {Name} asks for {assemblyName.Name} {assemblyName.Version}, which its folder does not hold.");
    }

    // Zero sends the runtime to the system's own libraries: a plugin may call libc.
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        Inspection?.Resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private Assembly LoadPrivate(AssemblyFacts assembly) => assembly.Loaded ?? LoadFromAssemblyPath(content.PathOf(assembly.File));
}
