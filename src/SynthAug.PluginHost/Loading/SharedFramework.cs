using System.Reflection;
using System.Runtime.Loader;

namespace SynthAug.Hosting.Loading;

/// <summary>
/// The assemblies of .NET itself. The program's own packages stand on the same list of trusted assemblies, and a plugin must not see them: it
/// would run here and fail in the next program.
/// </summary>
internal sealed class SharedFramework
{
    private readonly string _shared = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..")) + Path.DirectorySeparatorChar;
    private readonly string _trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
    private readonly Dictionary<string, Version?> _versions = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PlatformNotSupportedException">The program carries its own copy of .NET, among its own files.</exception>
    public SharedFramework()
    {
        // <dotnet>/shared/<framework>/<version>/System.Private.CoreLib.dll
        if (Path.GetFileName(Path.TrimEndingDirectorySeparator(_shared)) != "shared")
            throw new PlatformNotSupportedException("Plugins need a program that runs on the installed .NET; publish with --self-contained false.");
    }

    /// <summary>Whether .NET has it in this version or a newer one. A folder may bring its own where it needs a newer one than this.</summary>
    public bool Provides(AssemblyName reference) =>
        VersionOf(reference.Name!) is { } ours && (reference.Version is null || reference.Version <= ours);

    /// <summary>Null for what is not .NET's. The runtime loads the assembly to say it: a plugin that refers to it will ask for it, and a reader of metadata takes longer to start.</summary>
    public Version? VersionOf(string name)
    {
        if (!_versions.TryGetValue(name, out var version))
            _versions[name] = version = IsTrusted(name) ? AssemblyLoadContext.Default.LoadFromAssemblyName(new(name)).GetName().Version : null;
        return version;
    }

    // Whether the list of paths has <shared>…/<name>.dll: it is long, and a handful of names is asked for.
    private bool IsTrusted(string name)
    {
        var file = Path.DirectorySeparatorChar + name + ".dll";
        for (var at = 0; (at = _trusted.IndexOf(file, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += file.Length)
        {
            var end = at + file.Length;
            if (end < _trusted.Length && _trusted[end] != Path.PathSeparator) continue;
            var start = _trusted.LastIndexOf(Path.PathSeparator, at) + 1;
            if (_trusted.AsSpan(start).StartsWith(_shared, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
