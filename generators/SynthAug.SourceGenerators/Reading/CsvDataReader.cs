using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary><c>[CsvData]</c>. Whether there is such a file is for those who run the experiment.</summary>
internal static class CsvDataReader
{
    private const int DefaultFolds = 5;

    public static CsvModel? Read(ExperimentDraft draft)
    {
        foreach (var use in draft.Uses(KnownNames.CsvData))
        {
            // Required, and CS9035 says so already.
            if (!use.Sets("Label")) draft.Break();
            var csv = new CsvModel(
                use.Argument<string>(0) ?? "", use.Named<string>("Label") ?? "", use.Named<string>("Positive"), use.Named<string>("Group"), use.Named<string>("Schema"),
                use.NamedMember("Missing"), use.Named("Folds", DefaultFolds), use.Named<double>("Validation"), use.Named<double>("Aside"));
            Check(draft, use, csv);
            return csv;
        }

        return null;
    }

    /// <summary>Once the axes are known.</summary>
    public static void CheckPlaceholders(ExperimentDraft draft, CsvModel? csv, IReadOnlyList<string> axes)
    {
        foreach (var use in draft.Uses(KnownNames.CsvData))
            foreach (var text in csv?.Texts ?? [])
                if (PluginSpecification.Placeholders(text) is { } names) PluginUseReader.CheckPlaceholders(draft, use.SpotOf(0), text, names, axes);
    }

    private static void Check(ExperimentDraft draft, AttributeView use, CsvModel csv)
    {
        if (csv.Path.Trim().Length == 0) Bad(use.SpotOf(0), "no path");
        else if (use.Sets("Label") && csv.Label.Length == 0) Bad(use.SpotOf("Label"), "no label column");
        else if (csv.Folds < 2) Bad(use.SpotOf("Folds"), $"Folds = {CSharpText.Of(csv.Folds)}, and the least is 2");
        else if (!IsShare(csv.Validation)) Bad(use.SpotOf("Validation"), $"Validation = {CSharpText.Plain(csv.Validation)}, and a share is at least 0 and less than 1");
        else if (!IsShare(csv.Aside)) Bad(use.SpotOf("Aside"), $"Aside = {CSharpText.Plain(csv.Aside)}, and a share is at least 0 and less than 1");
        else if (csv.Texts.FirstOrDefault(t => PluginSpecification.Placeholders(t) is null) is { } text) Bad(use.Spot, $"'{text}', which has a brace without its partner");

        void Bad(SourceSpot spot, string what) => draft.Report(Rules.CsvData, spot, draft.Type.Name, what);
    }

    // False for NaN too.
    private static bool IsShare(double share) => share is >= 0 and < 1;
}
