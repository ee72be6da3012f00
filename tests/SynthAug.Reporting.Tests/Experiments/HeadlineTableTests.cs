using SynthAug.Engine;
using SynthAug.Reporting.Experiments;
using SynthAug.Reporting.Html;

namespace SynthAug.Reporting.Tests.Experiments;

public class HeadlineTableTests
{
    [Fact]
    public void A_sweep_is_its_ends_and_its_least_mean()
    {
        var table = HeadlineTable.Of(SampleStudy.Results(new LinePlot(Column.Gamma, "Risk")), mostRows: 100);
        table.Columns.ShouldBe(["Noise", "Count", "generator", "rule", "γ", "Risk", "n"]);
        table.Left.ShouldBe(0);
        // Four cells of: none, and for each generator the sweep's least (which is its first), its last, and the tuned rule.
        table.Rows.Count.ShouldBe(4 * (1 + 2 * 3));
        table.Rows[0].ShouldBe(["Cube", "10", "", "none", "", "10.000 ± 0.058", "3"]);
        table.Rows[1].ShouldBe(["Cube", "10", "A", "sweep", "0 (least of 5)", "0.000 ± 0.058", "3"]);
        table.Rows[2].ShouldBe(["Cube", "10", "A", "sweep", "1", "1.000 ± 0.058", "3"]);
        table.Rows[3].ShouldBe(["Cube", "10", "A", "vtss", "0.25 ± 0.14", "5.000 ± 0.058", "3"]);
    }

    [Fact]
    public void What_does_not_fit_is_counted()
    {
        var table = HeadlineTable.Of(SampleStudy.Results(new LinePlot(Column.Gamma, "Risk")), mostRows: 5);
        table.Rows.Count.ShouldBe(5);
        table.Left.ShouldBe(23);
    }

    [Fact]
    public void Refusals_have_a_column_when_there_are_any()
    {
        var table = HeadlineTable.Of(SampleStudy.Results(new LinePlot(Column.Gamma, "Risk"), row => row is { Rule: "vtss", Repetition: 0 }), mostRows: 100);
        table.Columns[^1].ShouldBe("refused");
        table.Rows[3][^1].ShouldBe("33 %");
        table.Rows[3][^2].ShouldBe("2");
        table.Rows[0][^1].ShouldBe("");
    }

    [Fact]
    public void The_page_says_what_the_means_leave_out()
    {
        var page = ExperimentReport.Page([SampleStudy.Results(new LinePlot(Column.Gamma, "Risk"), row => row is { Rule: "vtss", Repetition: 0 })]);
        var blocks = page.Sections.ShouldHaveSingleItem().Blocks;
        blocks.OfType<CalloutBlock>().ShouldHaveSingleItem().Text.ShouldStartWith("8 of 156 fits were refused.");
        blocks.OfType<TableBlock>().Last().Rows.ShouldBe([["will not", "A", "c", "4"], ["will not", "B", "c", "4"]]);
        ReportHtml.Render(page).ShouldContain("cells × repetitions");
    }
}
