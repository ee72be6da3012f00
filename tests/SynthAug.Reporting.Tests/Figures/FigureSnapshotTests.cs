using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class FigureSnapshotTests
{
    [Fact]
    public void Curves_with_bands_on_log_axes() => FigureSvg.Standalone(SampleFigures.RiskCurves).ShouldMatchSnapshot("svg");

    [Fact]
    public void Zeros_and_gaps_on_log_axes() => FigureSvg.Standalone(HardFigures.ZerosOnLog, FigureSize.Phone).ShouldMatchSnapshot("svg");

    [Fact]
    public void A_histogram_with_a_spike_at_zero() => FigureSvg.Standalone(SampleFigures.ChosenSizes).ShouldMatchSnapshot("svg");

    [Fact]
    public void A_panel_of_rules() => FigureSvg.Standalone(SampleFigures.RulePanel).ShouldMatchSnapshot("svg");
}
