using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class TextMetricsTests
{
    const string Sentence = "Shaded: mean ± 1 standard error over 100 repetitions of averyveryverylongwordindeed, γ ∈ [0, 2].";

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(1000)]
    public void Wrapped_lines_fit_and_lose_no_letter(double width)
    {
        var lines = TextMetrics.Wrap(Sentence, 12, width);
        // One letter a line is the least there can be.
        lines.ShouldAllBe(line => TextMetrics.Width(line, 12) <= width || line.EnumerateRunes().Count() == 1);
        string.Concat(lines).Replace(" ", "", StringComparison.Ordinal).ShouldBe(Sentence.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_text_has_no_line() => TextMetrics.Wrap("  ", 12, 100).ShouldBeEmpty();

    [Fact]
    public void A_pair_of_surrogates_is_never_torn() =>
        TextMetrics.Wrap("😀😀😀", 12, 13).ShouldBe(["😀", "😀", "😀"]);

    [Fact]
    public void Bold_is_wider_and_width_grows_with_size()
    {
        TextMetrics.Width("mean", 12).ShouldBe(12 * (974 + 615 + 613 + 634) / 1000.0, 1e-9);
        TextMetrics.Width("mean", 12, bold: true).ShouldBeGreaterThan(TextMetrics.Width("mean", 12));
        TextMetrics.Width("mean", 24).ShouldBe(2 * TextMetrics.Width("mean", 12), 1e-9);
    }
}
