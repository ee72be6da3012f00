using SynthAug.SourceGenerators.Naming;

namespace SynthAug.SourceGenerators.Tests.Naming;

public sealed class KebabCaseTests
{
    [Theory]
    [InlineData("K", "k")]
    [InlineData("MaxIterations", "max-iterations")]
    [InlineData("L2Penalty", "l2-penalty")]
    [InlineData("CSVPath", "csv-path")]
    [InlineData("SemiOracle", "semi-oracle")]
    [InlineData("maxK", "max-k")]
    [InlineData("Zero_One", "zero-one")]
    [InlineData("_hidden_", "hidden")]
    [InlineData("ÄhnlichkeitsMaß", "ähnlichkeits-maß")]
    public void Words_are_joined_by_dashes(string name, string expected) => KebabCase.Of(name).ShouldBe(expected);

    [Theory]
    [InlineData("smote", true)]
    [InlineData("borderline-smote-2", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a--b", false)]
    [InlineData("2a", false)]
    [InlineData("A", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    public void An_id_is_lower_case_words_joined_by_single_dashes(string id, bool valid) => KebabCase.IsValid(id).ShouldBe(valid);
}
