namespace SynthAug.Hosting;

/// <summary>Where plugins are looked for.</summary>
public static class PluginRoots
{
    /// <summary>
    /// The search order: the program's own <c>plugins/</c>, <c>~/.synthaug/plugins</c>, then every folder the user named. The first two may be
    /// absent.
    /// </summary>
    /// <param name="named">Each <c>--plugins DIR</c>, in order; relative to the current folder.</param>
    /// <exception cref="PluginUsageException">A named folder does not exist, or holds neither a plugin nor a folder.</exception>
    public static IReadOnlyList<string> Default(IEnumerable<string> named) =>
        Default(AppContext.BaseDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), named);

    internal static IReadOnlyList<string> Default(string program, string home, IEnumerable<string> named)
    {
        var roots = new List<string> { Path.Combine(program, "plugins") };
        if (home.Length > 0) roots.Add(Path.Combine(home, ".synthaug", "plugins"));
        roots.RemoveAll(root => !Directory.Exists(root));
        foreach (var name in named)
        {
            var root = Existing(name);
            if (!Directory.EnumerateFileSystemEntries(root).Any(entry => Directory.Exists(entry) || IsAssembly(entry)))
                throw new PluginUsageException($"'{name}' holds no plugin; name a plugin folder, or a folder of plugin folders.");
            roots.Add(root);
        }

        return roots;
    }

    /// <summary>The plugin folders under the roots, each once: links are followed, so two ways to one folder are one folder.</summary>
    internal static IEnumerable<string> FoldersOf(IEnumerable<string> roots)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in roots)
        {
            var root = Existing(name);
            string[] folders = Directory.EnumerateFiles(root).Any(IsAssembly) ? [root] : Directory.GetDirectories(root);
            Array.Sort(folders, StringComparer.Ordinal);
            foreach (var folder in folders)
                if (seen.Add(Target(folder))) yield return folder;
        }
    }

    private static string Existing(string root)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        return Directory.Exists(full) ? full : throw new PluginUsageException($"Plugin folder '{root}' does not exist; correct the path.");
    }

    private static bool IsAssembly(string file) => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    private static string Target(string folder)
    {
        var parent = Path.GetDirectoryName(folder);
        if (parent is null) return folder;
        var target = Directory.ResolveLinkTarget(folder, returnFinalTarget: true);
        return target is null ? Path.Combine(Target(parent), Path.GetFileName(folder)) : Target(target.FullName);
    }
}
