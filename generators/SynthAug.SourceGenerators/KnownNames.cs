namespace SynthAug.SourceGenerators;

/// <summary>Metadata names of what users write and implement; a test compares each with the type itself.</summary>
internal static class KnownNames
{
    public const string GeneratorPlugin = "SynthAug.GeneratorPluginAttribute";
    public const string ClassifierPlugin = "SynthAug.ClassifierPluginAttribute";
    public const string Option = "SynthAug.OptionAttribute";
    public const string SyntheticGenerator = "SynthAug.ISyntheticGenerator";
    public const string Classifier = "SynthAug.IClassifier";
}
