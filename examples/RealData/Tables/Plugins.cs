using SynthAug.Hosting;

namespace RealData;

/// <summary>The plugin folders beside the program, for what a measure fits itself.</summary>
internal static class Plugins
{
    private static readonly Lazy<PluginCatalog> Folders = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]).Catalog);

    public static PluginCatalog Catalog => Folders.Value;

    public static ISyntheticGenerator Smote() => Catalog.Generator("smote").Create(PluginArguments.Parse("smote"));

    /// <summary>The classifier of all these studies.</summary>
    public static IClassifier Logistic() => Catalog.Classifier("logistic").Create(PluginArguments.Parse("logistic"));
}
