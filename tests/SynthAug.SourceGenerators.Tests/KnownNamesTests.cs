using System.Reflection;

namespace SynthAug.SourceGenerators.Tests;

public sealed class KnownNamesTests
{
    public static TheoryData<string, Type> Names => new()
    {
        { KnownNames.GeneratorPlugin, typeof(GeneratorPluginAttribute) },
        { KnownNames.ClassifierPlugin, typeof(ClassifierPluginAttribute) },
        { KnownNames.Option, typeof(OptionAttribute) },
        { KnownNames.SyntheticGenerator, typeof(ISyntheticGenerator) },
        { KnownNames.Classifier, typeof(IClassifier) },
        { KnownNames.Experiment, typeof(ExperimentAttribute) },
        { KnownNames.UseGenerator, typeof(UseGeneratorAttribute) },
        { KnownNames.UseClassifier, typeof(UseClassifierAttribute) },
        { KnownNames.Objective, typeof(ObjectiveAttribute) },
        { KnownNames.Scores, typeof(ScoresAttribute) },
        { KnownNames.Axis, typeof(AxisAttribute) },
        { KnownNames.AxisOf, typeof(AxisAttribute<>) },
        { KnownNames.AxisFrom, typeof(AxisFromAttribute) },
        { KnownNames.Skip, typeof(SkipAttribute) },
        { KnownNames.TrainingData, typeof(TrainingDataAttribute) },
        { KnownNames.ValidationData, typeof(ValidationDataAttribute) },
        { KnownNames.TestData, typeof(TestDataAttribute) },
        { KnownNames.OwnGenerator, typeof(GeneratorAttribute) },
        { KnownNames.Measure, typeof(MeasureAttribute) },
        { KnownNames.Claim, typeof(ClaimAttribute) },
        { KnownNames.FixedSize, typeof(FixedSizeAttribute) },
        { KnownNames.SweepSize, typeof(SweepSizeAttribute) },
        { KnownNames.Vtss, typeof(VtssAttribute) },
        { KnownNames.BestOfDraws, typeof(BestOfDrawsAttribute) },
        { KnownNames.NoAugmentation, typeof(NoAugmentationAttribute) },
        { KnownNames.PriorShift, typeof(PriorShiftAttribute) },
        { KnownNames.ClassWeight, typeof(ClassWeightAttribute) },
        { KnownNames.Plot, typeof(PlotAttribute) },
        { KnownNames.Histogram, typeof(HistogramAttribute) },
        { KnownNames.CsvData, typeof(CsvDataAttribute) },
        { KnownNames.Law, typeof(ILaw) },
        { KnownNames.SampleSource, typeof(SampleSource) },
        { KnownNames.Model, typeof(IModel) },
        { KnownNames.TrainingSample, typeof(TrainingSample) },
        { KnownNames.ValidationSample, typeof(ValidationSample) },
        { KnownNames.TestSample, typeof(TestSample) },
        { KnownNames.Fit, typeof(Fit) },
        { KnownNames.ResultView, typeof(ResultView) },
        { KnownNames.ClaimOutcome, typeof(ClaimOutcome) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_known_name_is_the_name_of_its_type(string name, Type type) => name.ShouldBe(type.FullName);

    [Fact]
    public void Every_attribute_for_authors_is_known()
    {
        var worn = new[] { typeof(ExperimentAttribute).Assembly, typeof(OptionAttribute).Assembly }
            .SelectMany(a => a.GetExportedTypes())
            .Where(t => typeof(Attribute).IsAssignableFrom(t) && !t.IsAbstract)
            .Where(t => t.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn != AttributeTargets.Assembly);
        worn.Select(t => t.FullName!).ShouldBeSubsetOf(Names.Select(row => (string)row[0]));
    }

    [Fact]
    public void No_known_name_is_left_out_here()
    {
        var all = typeof(KnownNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
        all.ShouldBe(Names.Select(row => (string)row[0]).Append(KnownNames.Namespace), ignoreOrder: true);
        typeof(ExperimentAttribute).Namespace.ShouldBe(KnownNames.Namespace);
    }
}
