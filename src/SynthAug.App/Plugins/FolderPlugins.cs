using SynthAug.Hosting;

namespace SynthAug.App.Plugins;

/// <summary>The product's plugins: the program's own folder, the user's, and every <c>--plugins DIR</c>. They stay loaded as long as the process.</summary>
internal sealed class FolderPlugins : PluginSource
{
    public override PluginSet Load(IReadOnlyList<string> named, string? beside = null) =>
        From([.. Directory.Exists(beside) ? [beside] : Array.Empty<string>(), .. PluginRoots.Default(named)], named);

    /// <param name="roots">In search order; the first to claim an id keeps it.</param>
    /// <param name="named">Those of them that the user named: whatever is refused there is worth a warning.</param>
    internal static PluginSet From(IReadOnlyList<string> roots, IReadOnlyList<string> named)
    {
        string[] near = [.. named.Select(Path.GetFullPath)];
        var users = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".synthaug");
        var report = PluginHost.Load(roots, canUnload: false);
        return new(report.Loaded, [.. report.Refusals.Select(r => new RefusedPlugin(r.Folder, r.Message, IsNear(r), DeclaredIds.In(r.Folder)))]);

        // An assembly's plugins before the tool's own of the same ids are how it should be, and a user's folder is not of this run.
        bool IsNear(PluginRefusal refusal) =>
            near.Any(root => IsUnder(refusal.Folder, root)) || (refusal.Kind != PluginRefusalKind.DuplicateId && !IsUnder(refusal.Folder, users));
    }

    private static bool IsUnder(string folder, string root) =>
        folder == root || folder.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
