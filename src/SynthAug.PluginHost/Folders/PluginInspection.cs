using System.Reflection;
using System.Runtime.Loader;
using SynthAug.Hosting.Loading;

namespace SynthAug.Hosting.Folders;

/// <summary>Everything that can be known of a plugin before its code runs.</summary>
/// <param name="Assemblies">Every .NET assembly among the files.</param>
/// <param name="Main">The one of them that holds the modules.</param>
/// <param name="Resolver">Follows the folder's .deps.json.</param>
internal sealed record PluginInspection(FolderContent Content, IReadOnlyList<AssemblyFacts> Assemblies, AssemblyFacts Main, AssemblyDependencyResolver Resolver)
{
    /// <summary>A private assembly; null when the folder does not hold it, even if the .deps.json points to a place outside that does.</summary>
    public AssemblyFacts? Find(AssemblyName name)
    {
        if (Resolver.ResolveAssemblyToPath(name) is not { } path) return null;
        var file = Path.GetRelativePath(Content.Folder, path).Replace('\\', '/');
        return Assemblies.FirstOrDefault(assembly => assembly.File == file);
    }

    /// <exception cref="RefusedException">Something in the data speaks against loading the folder.</exception>
    public static PluginInspection Inspect(FolderContent content, PluginLoadContext context, SharedFramework framework)
    {
        var assemblies = AssembliesOf(content, context);
        RefuseContractCopies(assemblies);
        var main = MainAssemblyOf(content, assemblies);
        var inspection = new PluginInspection(content, assemblies, main, ResolverOf(content, main));
        inspection.RefuseUnresolved(framework);
        if (main.Loaded is null && !main.HasModules) throw NoModules(main);
        return inspection;
    }

    public static RefusedException NoModules(AssemblyFacts main) => new(
        PluginRefusalKind.NoModules,
        $"{main.Name} names no plugin; put [GeneratorPlugin] or [ClassifierPlugin] on a class and build with the source generator.");

    // Most plugins are one assembly. The runtime, which is to load it anyway, tells more quickly what it refers to than a reader of metadata starts.
    private static List<AssemblyFacts> AssembliesOf(FolderContent content, PluginLoadContext context)
    {
        var files = content.Files.Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).ToList();
        if (files is [var only] && HasManifest(content, only) && context.TryLoad(only) is { } loaded) return [AssemblyFacts.Of(loaded, only)];
        var assemblies = new List<AssemblyFacts>();
        foreach (var file in files)
            if (Read(content, file) is { } facts) assemblies.Add(facts);
        return assemblies;
    }

    private static AssemblyFacts? Read(FolderContent content, string file)
    {
        try
        {
            return AssemblyFacts.Read(content.PathOf(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FolderContent.Unreadable(e);
        }
    }

    private static bool HasManifest(FolderContent content, string assembly) =>
        !assembly.Contains('/', StringComparison.Ordinal) && content.Files.Contains(Path.ChangeExtension(assembly, ".deps.json"));

    // Two copies of a contract are two types of one name: every cast would fail, far from here.
    private static void RefuseContractCopies(List<AssemblyFacts> assemblies)
    {
        var copy = assemblies.Find(assembly => SharedContracts.Find(assembly.Name) is not null);
        if (copy is null) return;
        throw new RefusedException(PluginRefusalKind.ContractCopy,
            $"ships its own {copy.File}, which must be the program's; reference it with Private=\"false\" ExcludeAssets=\"runtime\" " +
            "and build the folder afresh.");
    }

    // The assembly with a .deps.json beside it; several: the one named like the folder. Without any, the one that wears modules.
    private static AssemblyFacts MainAssemblyOf(FolderContent content, List<AssemblyFacts> assemblies)
    {
        var candidates = assemblies.Where(assembly => HasManifest(content, assembly.File)).ToArray();
        if (candidates.Length == 0) candidates = [.. assemblies.Where(assembly => !assembly.File.Contains('/', StringComparison.Ordinal) && assembly.HasModules)];
        if (candidates.Length > 1)
        {
            candidates = Array.Find(candidates, assembly => assembly.Name == content.Name) is { } named
                ? [named]
                : throw new RefusedException(PluginRefusalKind.NotAPlugin,
                    $"{string.Join(" and ", candidates.Select(c => c.File))} may each be the plugin; keep one a folder, or name the folder like it.");
        }

        if (candidates.Length == 1) return candidates[0];
        var files = string.Join(", ", content.Files.Take(3)) + (content.Files.Count > 3 ? ", …" : "");
        throw new RefusedException(PluginRefusalKind.NotAPlugin,
            $"holds no plugin assembly ({files}); copy the plugin's whole build output here, or remove the folder.");
    }

    private static AssemblyDependencyResolver ResolverOf(FolderContent content, AssemblyFacts main)
    {
        try
        {
            return new(content.PathOf(main.File));
        }
        catch (InvalidOperationException e)
        {
            throw new RefusedException(PluginRefusalKind.BrokenManifest,
                $"its .deps.json cannot be followed; copy the plugin's whole build output here ({e.Message}).");
        }
    }

    // All references of all private assemblies that can be reached: better refused at the door than lost in the middle of a run.
    private void RefuseUnresolved(SharedFramework framework)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Main.Name };
        var open = new Queue<AssemblyFacts>([Main]);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var reference in assembly.References)
            {
                if (SharedContracts.Find(reference.Name!) is { } contract)
                {
                    RefuseNewer(contract, assembly, reference);
                    continue;
                }

                if (framework.Provides(reference) || !seen.Add(reference.Name!)) continue;
                open.Enqueue(Find(reference) ?? throw Missing(assembly, reference, framework));
            }
        }
    }

    private static void RefuseNewer(Assembly contract, AssemblyFacts assembly, AssemblyName reference)
    {
        var ours = contract.GetName().Version!;
        if (reference.Version <= ours) return;
        throw new RefusedException(PluginRefusalKind.ContractTooNew,
            $"{assembly.Name} needs {reference.Name} {reference.Version}, this program has {ours}; " +
            $"update the program, or build the plugin against {ours}.");
    }

    private static RefusedException Missing(AssemblyFacts assembly, AssemblyName reference, SharedFramework framework)
    {
        var need = $"{assembly.Name} needs {reference.Name} {reference.Version}";
        return framework.VersionOf(reference.Name!) is { } ours
            ? new(PluginRefusalKind.FrameworkTooNew,
                $"{need}, this .NET has {ours}; run the program on a newer .NET, or build the plugin for this one.")
            : new(PluginRefusalKind.MissingDependency, $"{need}, which the folder does not hold; copy the plugin's whole build output here.");
    }
}
