namespace SynthAug.SourceGenerators;

/// <summary>Tracking names of the pipelines' steps; the caching tests read them.</summary>
internal static class Steps
{
    public const string ReadGeneratorPlugins = "plugins: read generators";
    public const string ReadClassifierPlugins = "plugins: read classifiers";
    public const string PluginModels = "plugins: models";
    public const string PluginFindings = "plugins: findings";
    public const string PluginClashes = "plugins: clashes";

    public const string ReadExperiments = "experiments: read";
    public const string ExperimentModels = "experiments: models";
    public const string ExperimentFindings = "experiments: findings";
    public const string SweepPlans = "experiments: plans";
    public const string Registry = "experiments: registry";
    public const string ExperimentClashes = "experiments: clashes";
}
