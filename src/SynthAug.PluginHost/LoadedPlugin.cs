namespace SynthAug.Hosting;

/// <param name="Folder">Full path.</param>
/// <param name="AssemblyName">Simple name of the main assembly.</param>
/// <param name="Version">Its informational version, or its assembly version where it has none.</param>
/// <param name="ContentHash">
/// SHA-256 of all files of the folder, lower-case hex: the hash of what <c>sha256sum</c> prints for them in ordinal order of their paths, so
/// <c>find * -type f | LC_ALL=C sort | xargs sha256sum | sha256sum</c> in the folder gives the same.
/// </param>
/// <param name="Modules">Sorted by id.</param>
public sealed record LoadedPlugin(string Folder, string AssemblyName, string Version, string ContentHash, IReadOnlyList<PluginModule> Modules)
{
    /// <summary>Sorted; unique among the loaded plugins, generators and classifiers together.</summary>
    public IReadOnlyList<string> Ids { get; } = [.. Modules.Select(module => module.Description.Id)];
}

/// <param name="Folder">Full path.</param>
/// <param name="Message">One line: the folder, what is wrong, what to do.</param>
public sealed record PluginRefusal(string Folder, PluginRefusalKind Kind, string Message);

public enum PluginRefusalKind
{
    /// <summary>The folder holds no file.</summary>
    Empty,

    /// <summary>A file of the folder cannot be read.</summary>
    Unreadable,

    /// <summary>No .NET assembly, or none that can be told to be the plugin.</summary>
    NotAPlugin,

    /// <summary>The folder's .deps.json cannot be read.</summary>
    BrokenManifest,

    /// <summary>The assembly names no plugin module.</summary>
    NoModules,

    /// <summary>The folder ships a contract assembly, which must be the program's.</summary>
    ContractCopy,

    /// <summary>Compiled against a newer contract than the program has.</summary>
    ContractTooNew,

    /// <summary>Compiled against a newer .NET than the program runs on.</summary>
    FrameworkTooNew,

    /// <summary>An assembly that the plugin, or a dependency of its, refers to is nowhere it may come from.</summary>
    MissingDependency,

    /// <summary>An id is taken by a plugin found earlier.</summary>
    DuplicateId,

    /// <summary>The plugin's own code failed while it was described.</summary>
    ModuleFailed,

    /// <summary>A module says of itself what cannot be: a bad or repeated id, option names that repeat, a default out of range.</summary>
    MalformedDescription,
}
