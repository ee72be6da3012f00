using System.CommandLine;
using System.Reflection;
using System.Runtime.Loader;
using SynthAug.App.Terminal;
using SynthAug.Dsl;
using SynthAug.Engine;

namespace SynthAug.App.Verbs;

/// <summary>Experiments of a built assembly, opened through <see cref="AssemblyExperimentsAttribute"/>: no type is scanned.</summary>
internal sealed class AssemblyExperiments : ExperimentSource
{
    private readonly Argument<string> _assembly = new("ASSEMBLY.dll") { Description = "A built experiment program or library." };

    public override void AddTo(Command verb) => verb.Add(_assembly);

    public override IReadOnlyList<ExperimentRunner> Experiments(ParseResult parsed) => Open(parsed.GetRequiredValue(_assembly));

    public override string? PluginFolder(ParseResult parsed) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(parsed.GetRequiredValue(_assembly)))!, "plugins");

    internal static IReadOnlyList<ExperimentRunner> Open(string path)
    {
        if (!File.Exists(path)) throw new AppException($"{path}: there is no such assembly; build the experiments first, then name the .dll");
        try
        {
            var full = Path.GetFullPath(path);
            var assembly = new Context(full).LoadFromAssemblyPath(full);
            return assembly.GetCustomAttribute<AssemblyExperimentsAttribute>()?.All
                ?? throw new AppException($"{path}: the assembly declares no experiments; give it a class with [Experiment] and build it again");
        }
        catch (BadImageFormatException e)
        {
            throw new AppException($"{path}: this is no .NET assembly; name the .dll that the build left", cause: e);
        }
        catch (Exception e) when (e is FileLoadException or FileNotFoundException or TypeLoadException or MissingMemberException)
        {
            throw new AppException($"{path}: it does not fit this synthaug ({e.Message}); build it against the same version", cause: e);
        }
    }

    /// <summary>The assembly's own dependencies beside it, except the contracts: their types cross the wall, so they are the tool's.</summary>
    private sealed class Context(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private static readonly HashSet<string> Contracts =
            ["SynthAug.Abstractions", "SynthAug.Numerics", "SynthAug.Engine", "SynthAug.Dsl", "SynthAug.PluginHost", "SynthAug.Reporting", "SynthAug.App"];

        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (Contracts.Contains(assemblyName.Name!)) return Default.LoadFromAssemblyName(assemblyName);
            return _resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
        }

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : 0;
    }
}
