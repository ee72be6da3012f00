using System.Globalization;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary><c>report.html</c> of a tune run: the answer first, then what it rests on.</summary>
internal static class TuneReport
{
    public static ReportPage Page(TuneResult result, IReadOnlyList<string> warnings, IReadOnlyList<RowPicture> pictures)
    {
        ReportSection?[] sections =
        [
            VerdictPart.Section(result),
            Warnings(warnings),
            CurvePart.Section(result),
            PanelPart.Section(result),
            CalibrationPart.Section(result),
            RowPictures.Section(result, pictures),
            RegimePart.Section(result.Regime),
            DataPart.Data(result),
            DataPart.Method(result),
            DataPart.Provenance(result),
        ];
        return new()
        {
            Title = $"Should synthetic rows of '{result.Data.Positive}' be added to {result.Data.FileName}?",
            Verdict = VerdictPart.Box(result),
            Sections = [.. sections.OfType<ReportSection>().Where(section => section.Blocks.Count > 0)],
            Footer = string.Create(CultureInfo.InvariantCulture, $"synthaug tune, seed {result.Settings.Seed}"),
        };
    }

    private static ReportSection? Warnings(IReadOnlyList<string> warnings) =>
        warnings.Count == 0 ? null : new("Before you rely on it", [.. warnings.Select(warning => new CalloutBlock(CalloutKind.Caution, warning))]);
}
