using System.Reflection;

namespace SynthAug.Hosting.Loading;

/// <summary>
/// The assemblies of .NET itself. The program's own packages stand on the same list of trusted assemblies, and a plugin must not see them: it
/// would run here and fail in the next program.
/// </summary>
internal sealed class SharedFramework
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Version> _versions = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PlatformNotSupportedException">The program carries its own copy of .NET, among its own files.</exception>
    public SharedFramework()
    {
        // <dotnet>/shared/<framework>/<version>/System.Private.CoreLib.dll
        var shared = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", ".."));
        if (Path.GetFileName(shared) != "shared")
            throw new PlatformNotSupportedException("Plugins need a program that runs on the installed .NET; publish with --self-contained false.");
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        foreach (var path in trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            if (path.StartsWith(shared + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                _paths[Path.GetFileNameWithoutExtension(path)] = path;
    }

    /// <summary>Whether .NET has it in this version or a newer one. A folder may bring its own where it needs a newer one than this.</summary>
    public bool Provides(AssemblyName reference) =>
        VersionOf(reference.Name!) is { } ours && (reference.Version is null || reference.Version <= ours);

    public Version? VersionOf(string name)
    {
        if (!_paths.TryGetValue(name, out var path)) return null;
        if (!_versions.TryGetValue(name, out var version)) _versions[name] = version = AssemblyName.GetAssemblyName(path).Version!;
        return version;
    }
}
