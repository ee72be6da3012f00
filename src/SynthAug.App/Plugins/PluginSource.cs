namespace SynthAug.App.Plugins;

/// <summary>Where a verb's plugins come from: folders in the product, hand-made catalogs in tests.</summary>
internal abstract class PluginSource
{
    /// <param name="extraFolders">Every <c>--plugins DIR</c>, as typed.</param>
    public abstract PluginSet Load(IReadOnlyList<string> extraFolders);
}
