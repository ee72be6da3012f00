using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary><c>[UseGenerator]</c> and <c>[UseClassifier]</c>. Whether a plugin has the id and the options is for those who see the plugins.</summary>
internal static class PluginUseReader
{
    public static IReadOnlyList<Located<PluginUseModel>> Read(ExperimentDraft draft, string attribute, IReadOnlyList<string> axes)
    {
        var uses = new List<Located<PluginUseModel>>();
        foreach (var use in draft.Uses(attribute))
        {
            var text = use.Argument<string>(0) ?? "";
            var label = use.Named<string>("Label");
            if (PluginSpecification.Fault(text) is { } fault)
                draft.Report(Rules.Specification, use.SpotOf(0), text, fault);
            else CheckPlaceholders(draft, use.SpotOf(0), text, PluginSpecification.Placeholders(text)!, axes);
            uses.Add(new(new(label ?? text, text), label is null ? use.SpotOf(0) : use.SpotOf("Label")));
        }

        return uses;
    }

    public static void CheckPlaceholders(ExperimentDraft draft, SourceSpot spot, string text, IReadOnlyList<string> names, IReadOnlyList<string> axes)
    {
        if (names.FirstOrDefault(p => !axes.Contains(p) && !draft.IsUnread(p)) is not { } stranger) return;
        draft.Report(Rules.Placeholder, spot, "{" + stranger + "}", text, draft.Type.Name,
            axes.Count == 0 ? "it has no axis" : "there are " + string.Join(", ", axes.Select(a => "{" + a + "}")));
    }
}
