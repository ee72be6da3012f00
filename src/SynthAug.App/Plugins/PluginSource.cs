namespace SynthAug.App.Plugins;

/// <summary>Where a verb's plugins come from: folders in the product, hand-made catalogs in tests.</summary>
internal abstract class PluginSource
{
    /// <param name="named">Every <c>--plugins DIR</c>, as typed.</param>
    /// <param name="beside">The plugin folder of an assembly that is not the running program; its plugins come first. Null or absent for none.</param>
    public abstract PluginSet Load(IReadOnlyList<string> named, string? beside = null);
}
