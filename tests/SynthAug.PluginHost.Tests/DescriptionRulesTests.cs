using SynthAug.Hosting.Loading;

namespace SynthAug.Hosting;

public class DescriptionRulesTests
{
    private static readonly OptionDescription Whole = new("neighbours", OptionType.Whole, "5", 1, 99, [], "Nearest neighbours.");
    private static readonly OptionDescription Choice =
        new("labels", OptionType.Choice, "signed", double.NegativeInfinity, double.PositiveInfinity, ["signed", "zero-one"], "Coding.");

    private static readonly PluginDescription Sound = new("smote-nc2", PluginKind.Generator, "One line.", [Whole, Choice]);

    public static TheoryData<PluginDescription?, string> Malformed => new()
    {
        { null, "Description is null" },
        { Sound with { Id = "" }, "the id ''" },
        { Sound with { Id = "Smote" }, "the id 'Smote'" },
        { Sound with { Id = "smote:k" }, "the id 'smote:k'" },
        { Sound with { Id = "smote-" }, "the id 'smote-'" },
        { Sound with { Id = "smote\n" }, "the id 'smote" },
        { Sound with { Kind = PluginKind.Classifier }, "says it is a Classifier, its module makes a Generator" },
        { Sound with { Summary = "Two\nlines." }, "is not one line" },
        { Sound with { Options = null! }, "are null" },
        { With(Whole with { Name = "k=1" }), "'k=1'" },
        { With(Whole, Whole), "two options named 'neighbours'" },
        { With(Whole with { Summary = " " }), "is not one line" },
        { With(Whole with { Min = 9, Max = 1 }), "Min above Max" },
        { With(Whole with { Min = double.NaN }), "Min above Max" },
        { With(Whole with { Default = "0" }), "it must be between 1 and 99" },
        { With(Whole with { Default = "five" }), "a whole number" },
        { With(Whole with { Type = (OptionType)77 }), "no known type" },
        { With(Whole with { Type = OptionType.Switch, Default = "yes" }), "true or false" },
        { With(Whole with { Type = OptionType.Real, Default = "NaN" }), "a finite number" },
        { With(Choice with { Default = "other" }), "one of signed, zero-one" },
        { With(Choice with { Choices = [] }), "not distinct words" },
        { With(Choice with { Choices = ["signed", "signed"] }), "not distinct words" },
        { With(Choice with { Choices = ["signed", "a,b"] }), "not distinct words" },
        { With(Whole with { Type = OptionType.Real, IsPenalty = true }), "marks 'neighbours' as its penalty" },
    };

    [Fact]
    public void A_sound_description_passes() => DescriptionRules.Check(new Module(), Sound);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_no_command_line_could_use_is_malformed(PluginDescription? description, string message)
    {
        var refused = Should.Throw<RefusedException>(() => DescriptionRules.Check(new Module(), description));
        refused.Kind.ShouldBe(PluginRefusalKind.MalformedDescription);
        refused.Message.ShouldContain(message);
    }

    private static PluginDescription With(params OptionDescription[] options) => Sound with { Options = options };

    private sealed class Module : GeneratorModule
    {
        public override PluginDescription Description => Sound;

        public override ISyntheticGenerator Create(PluginArguments arguments) => throw new NotSupportedException();
    }
}
