using SynthAug.Engine.Data;

namespace SynthAug.App.Tuning;

/// <summary>What the rows themselves say against the conclusions, one line each.</summary>
internal static class TuneDataWarnings
{
    public static IEnumerable<string> Of(TuneData data)
    {
        var (twins, majority, minority) = RowCopies.Between(data.Majority, data.Minority);
        if (twins > 0)
        {
            yield return $"{data.FileName}: {twins} of the {data.Minority.Count} minority rows are equal to a majority row in every feature (first, rows {Line(data, data.Minority, minority)} and {Line(data, data.Majority, majority)}); no classifier can tell them apart.";
        }

        var copies = RowCopies.Within(data.Majority) + RowCopies.Within(data.Minority);
        if (copies > 0 && data.Table.GroupColumn is null)
        {
            yield return $"{data.FileName}: {copies} rows repeat another row of their class; copies on both sides of a split make losses too small. Where they are one case, drop them or name it with --group.";
        }

        foreach (var part in (HeldOutRows?[])[data.Validation, data.Test])
        {
            if (part is not { Sha256: not null }) continue;
            var seen = RowCopies.Between(data.Majority, part.Majority).Count + RowCopies.Between(data.Minority, part.Minority).Count;
            if (seen > 0) yield return $"{part.Source}: {seen} of its {part.Majority.Count + part.Minority.Count} rows are also in {data.FileName}; they are not new to what is fitted.";
        }
    }

    private static int Line(TuneData data, TableRows rows, int row) => data.Table.Lines[rows.Rows[row]];
}
