namespace SynthAug.SourceGenerators;

/// <summary>Metadata names of what users write and implement; a test compares each with the type itself.</summary>
internal static class KnownNames
{
    public const string Namespace = "SynthAug";

    public const string GeneratorPlugin = "SynthAug.GeneratorPluginAttribute";
    public const string ClassifierPlugin = "SynthAug.ClassifierPluginAttribute";
    public const string Option = "SynthAug.OptionAttribute";
    public const string SyntheticGenerator = "SynthAug.ISyntheticGenerator";
    public const string Classifier = "SynthAug.IClassifier";

    public const string Experiment = "SynthAug.ExperimentAttribute";
    public const string UseGenerator = "SynthAug.UseGeneratorAttribute";
    public const string UseClassifier = "SynthAug.UseClassifierAttribute";
    public const string Objective = "SynthAug.ObjectiveAttribute";
    public const string Scores = "SynthAug.ScoresAttribute";

    public const string Axis = "SynthAug.AxisAttribute";
    public const string AxisOf = "SynthAug.AxisAttribute`1";
    public const string AxisFrom = "SynthAug.AxisFromAttribute";
    public const string Skip = "SynthAug.SkipAttribute";

    public const string TrainingData = "SynthAug.TrainingDataAttribute";
    public const string ValidationData = "SynthAug.ValidationDataAttribute";
    public const string TestData = "SynthAug.TestDataAttribute";
    public const string CsvData = "SynthAug.CsvDataAttribute";
    public const string OwnGenerator = "SynthAug.GeneratorAttribute";
    public const string Measure = "SynthAug.MeasureAttribute";
    public const string Claim = "SynthAug.ClaimAttribute";

    public const string FixedSize = "SynthAug.FixedSizeAttribute";
    public const string SweepSize = "SynthAug.SweepSizeAttribute";
    public const string Vtss = "SynthAug.VtssAttribute";
    public const string BestOfDraws = "SynthAug.BestOfDrawsAttribute";
    public const string NoAugmentation = "SynthAug.NoAugmentationAttribute";
    public const string PriorShift = "SynthAug.PriorShiftAttribute";
    public const string ClassWeight = "SynthAug.ClassWeightAttribute";

    public const string Plot = "SynthAug.PlotAttribute";
    public const string Histogram = "SynthAug.HistogramAttribute";

    public const string Law = "SynthAug.ILaw";
    public const string SampleSource = "SynthAug.SampleSource";
    public const string Model = "SynthAug.IModel";
    public const string TrainingSample = "SynthAug.TrainingSample";
    public const string ValidationSample = "SynthAug.ValidationSample";
    public const string TestSample = "SynthAug.TestSample";
    public const string Fit = "SynthAug.Fit";
    public const string ResultView = "SynthAug.ResultView";
    public const string ClaimOutcome = "SynthAug.ClaimOutcome";
}
