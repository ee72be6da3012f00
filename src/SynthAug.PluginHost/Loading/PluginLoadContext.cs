using System.Reflection;
using System.Runtime.Loader;
using SynthAug.Hosting.Folders;

namespace SynthAug.Hosting.Loading;

/// <summary>
/// One plugin folder's own world: contracts are the program's, .NET is .NET's, all else comes from the folder or not at all. Null would mean
/// "ask the program", so it is returned for .NET and for absent translations only. The runtime ignores precompiled code (ReadyToRun) in a context that
/// may be unloaded.
/// </summary>
internal sealed class PluginLoadContext(PluginInspection inspection, SharedFramework framework, bool canUnload)
    : AssemblyLoadContext($"{inspection.Content.Name}@{inspection.Content.Hash[..12]}", canUnload)
{
    public Assembly LoadMain() => LoadPrivate(inspection.Main);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (SharedContracts.Find(assemblyName.Name!) is { } contract) return contract;
        if (framework.Provides(assemblyName)) return null;
        if (inspection.Find(assemblyName) is { } own) return LoadPrivate(own);
        // Satellites are asked for and may be absent.
        if (!string.IsNullOrEmpty(assemblyName.CultureName)) return null;
        // Not FileNotFoundException: the runtime takes that one for null.
        throw new FileLoadException($"Plugin {Name} asks for {assemblyName.Name} {assemblyName.Version}, which its folder does not hold.");
    }

    // Zero sends the runtime to the system's own libraries: a plugin may call libc.
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        inspection.Resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private Assembly LoadPrivate(AssemblyFacts assembly) => LoadFromAssemblyPath(Path.Combine(inspection.Content.Folder, assembly.File));
}
