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
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_known_name_is_the_name_of_its_type(string name, Type type) => name.ShouldBe(type.FullName);

    [Fact]
    public void No_known_name_is_left_out_here()
    {
        var all = typeof(KnownNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
        all.ShouldBe(Names.Select(row => (string)row[0]), ignoreOrder: true);
    }
}
