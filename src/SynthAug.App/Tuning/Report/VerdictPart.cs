using System.Globalization;
using SynthAug.Engine.Tuning;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>The answer in a box, and what to do about it.</summary>
internal static class VerdictPart
{
    public static VerdictBox Box(TuneResult result)
    {
        if (result.Tuning.Verdict is not { } verdict)
            return new(VerdictTone.Open, "No verdict", [result.Settings.CurveOnly ? Capital(TuneSummary.NoVerdict(result)) : "No rule that adds rows has a held-out loss, so there is nothing to compare.", .. TuneSummary.Sentences(result).Skip(1).Take(1)], null);
        var (tone, word) = verdict.Word switch
        {
            VerdictWord.Augment => (VerdictTone.Yes, "Augment"),
            VerdictWord.DoNotAugment => (VerdictTone.No, "Do not augment"),
            _ => (VerdictTone.Open, "Cannot tell"),
        };
        string[] sentences = [.. VerdictSentences.Of(verdict, result.Folds)];
        // The word stands above already.
        if (sentences[0].StartsWith($"{word}: ", StringComparison.Ordinal)) sentences[0] = Capital(sentences[0][(word.Length + 2)..]);
        return new(tone, word, sentences, Scale(verdict));
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    public static ReportSection Section(TuneResult result) => new("What to do", [.. Blocks(result)]);

    private static IEnumerable<ReportBlock> Blocks(TuneResult result)
    {
        if (result.Tuning.Verdict is { } verdict)
        {
            var contender = verdict.Word == VerdictWord.Augment ? verdict.Adding : verdict.WithoutRows;
            if (Recipe.EntryOf(contender, result.Panel) is { } entry) yield return new ListBlock([.. Recipe.Steps(entry, result)]);
            if (result.Settings.Classifiers.Count > 1)
                yield return new TableBlock(
                    "The verdict within each classifier",
                    [new("classifier"), new("verdict"), new("best with rows"), new("best without"), new("difference", Alignment.Right)],
                    [.. result.Tuning.ClassifierVerdicts.Where(v => v.Verdict is not null).Select(v => (IReadOnlyList<string>)
                        [v.Classifier, Word(v.Verdict!), v.Verdict!.Adding.Name, v.Verdict.WithoutRows.Name, PlainNumbers.Difference(v.Verdict.Difference)])]);
        }

        if (result.Selected is { Minimum: { } best } curve)
            yield return new ParagraphBlock(best.SyntheticSize == 0
                ? $"augmented.csv is your file with no row added: the curve of {curve.Name} is least at γ = 0."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"augmented.csv is your file with {best.SyntheticSize} rows of {curve.Generator} added (γ = {PlainNumbers.Gamma(best.Gamma)}, the least of its curve){After(result)}"));
        if (result.Tuning.Test is { } test) yield return Test(test, result);
    }

    // Of a curve alone the file must not look like advice.
    private static string After(TuneResult result) => result.Tuning.Verdict switch
    {
        { Word: VerdictWord.Augment } => ".",
        null when result.Settings.CurveOnly => $"; it is there to look at: the least loss here is that of {result.Panel.Best?.Name}. Whether to add rows, a run without --panel curve tells.",
        _ => "; it is there to look at, the verdict does not ask for it.",
    };

    private static TableBlock Test(TestFigures test, TuneResult result) => new(
        string.Create(CultureInfo.InvariantCulture, $"Final figures on {test.MajorityCount} majority and {test.MinorityCount} minority rows that no choice has seen: loss ± one standard error"),
        [new("rule"), new("fitted"), new("loss", Alignment.Right), new("less the best without rows", Alignment.Right)],
        [.. test.Entries.OrderBy(t => t.Refusal is null ? t.Loss.Loss : double.PositiveInfinity).Select(t => (IReadOnlyList<string>)
            [RuleWords.NameOf(t.Entry, result.Settings), t.Entry.Choice!.Best.Name, t.Refusal is null ? PlainNumbers.PlusMinus(t.Loss) : $"refused: {t.Refusal}", t.Entry == test.WithoutRows ? "–" : PlainNumbers.Difference(t.DifferenceToWithoutRows)])]);

    private static IntervalFigure? Scale(Verdict verdict) => !double.IsFinite(verdict.Lower) || !double.IsFinite(verdict.Upper) ? null : new()
    {
        Title = "The difference and its 90 % interval",
        XLabel = "loss of the best rule that adds rows less that of the best that adds none, nats a row; 90 % interval",
        Value = verdict.Difference.Loss,
        Low = verdict.Lower,
        High = verdict.Upper,
        Margin = verdict.Margin,
        LeftWords = "adding rows is better",
        RightWords = "adding none is better",
    };

    private static string Word(Verdict verdict) => verdict.Word switch
    {
        VerdictWord.Augment => "augment",
        VerdictWord.DoNotAugment => "do not augment",
        _ => "cannot tell",
    };
}
