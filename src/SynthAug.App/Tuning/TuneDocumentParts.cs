using System.Text.Json;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>The verdicts and the test figures of <c>tune.json</c>, and how it writes numbers.</summary>
internal static class TuneDocumentParts
{
    public static void Verdict(Utf8JsonWriter json, string name, Verdict? verdict, int? folds)
    {
        if (verdict is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Fields(json, verdict, folds);
        json.WriteEndObject();
    }

    public static void ClassifierVerdicts(Utf8JsonWriter json, TuneResult result)
    {
        json.WriteStartArray("classifierVerdicts");
        foreach (var (classifier, verdict) in result.Tuning.ClassifierVerdicts)
        {
            if (verdict is null) continue;
            json.WriteStartObject();
            json.WriteString("classifier", classifier);
            Fields(json, verdict, result.Folds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Test(Utf8JsonWriter json, TestFigures? test)
    {
        if (test is null)
        {
            json.WriteNull("test");
            return;
        }

        json.WriteStartObject("test");
        json.WriteNumber("n0", test.MajorityCount);
        json.WriteNumber("n1", test.MinorityCount);
        if (test.WithoutRows is { } reference) json.WriteString("withoutRows", reference.Name);
        else json.WriteNull("withoutRows");
        json.WriteStartArray("rules");
        foreach (var figure in test.Entries)
        {
            json.WriteStartObject();
            json.WriteString("rule", figure.Entry.Rule);
            json.TextOrNull("generator", figure.Entry.Generator);
            json.TextOrNull("classifier", figure.Entry.Classifier);
            json.WriteString("fitted", figure.Entry.Choice!.Best.Name);
            json.Estimate("loss", "se", figure.Loss);
            json.Estimate("differenceToWithoutRows", "differenceSe", figure.DifferenceToWithoutRows);
            if (figure.Refusal is { } refusal) json.WriteString("refusal", refusal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void TextOrNull(this Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0) json.WriteString(name, text);
        else json.WriteNull(name);
    }

    // JSON has no NaN: what was refused is null.
    public static void Estimate(this Utf8JsonWriter json, string value, string standardError, LossEstimate estimate)
    {
        json.Number(value, estimate.Loss);
        json.Number(standardError, estimate.StandardError);
    }

    private static void Fields(Utf8JsonWriter json, Verdict verdict, int? folds)
    {
        json.WriteString("word", verdict.Word switch { VerdictWord.Augment => "augment", VerdictWord.DoNotAugment => "do-not-augment", _ => "cannot-tell" });
        json.WriteString("adding", verdict.Adding.Name);
        json.WriteString("withoutRows", verdict.WithoutRows.Name);
        json.Estimate("difference", "se", verdict.Difference);
        json.Number("lower", verdict.Lower);
        json.Number("upper", verdict.Upper);
        json.WriteNumber("margin", verdict.Margin);
        json.WriteNumber("n0", verdict.MajorityCount);
        json.WriteNumber("n1", verdict.MinorityCount);
        json.WriteBoolean("countsAreGroups", verdict.IsGrouped);
        if (verdict.Settling is { MinorityRows: { } rows }) json.WriteNumber("minorityRowsToSettle", rows);
        else json.WriteNull("minorityRowsToSettle");
        json.WriteStartArray("sentences");
        foreach (var sentence in VerdictSentences.Of(verdict, folds)) json.WriteStringValue(sentence);
        json.WriteEndArray();
    }

    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
