using SynthAug.Hosting;

namespace SynthAug.App.Plugins;

/// <summary>The product's plugins: the program's own folder, the user's, and every <c>--plugins DIR</c>. They stay loaded as long as the process.</summary>
internal sealed class FolderPlugins : PluginSource
{
    public override PluginSet Load(IReadOnlyList<string> extraFolders) => From(PluginRoots.Default(extraFolders));

    internal static PluginSet From(IReadOnlyList<string> roots)
    {
        var users = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".synthaug") + Path.DirectorySeparatorChar;
        var report = PluginHost.Load(roots);
        return new(
            report.Loaded,
            [
                .. report.Refusals.Select(refusal => new RefusedPlugin(
                    refusal.Folder, refusal.Message, !refusal.Folder.StartsWith(users, StringComparison.Ordinal), DeclaredIds.In(refusal.Folder))),
            ]);
    }
}
