namespace SynthAug.SourceGenerators;

/// <summary>Tracking names of the pipelines' steps; the caching tests read them.</summary>
internal static class Steps
{
    public const string ReadGeneratorPlugins = "plugins: read generators";
    public const string ReadClassifierPlugins = "plugins: read classifiers";
    public const string PluginModels = "plugins: models";
    public const string PluginFindings = "plugins: findings";
    public const string PluginIdentities = "plugins: identities";
}
