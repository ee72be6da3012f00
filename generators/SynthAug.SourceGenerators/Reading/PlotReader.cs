using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary><c>[Plot]</c> and <c>[Histogram]</c>, in the order in which they are written.</summary>
internal static class PlotReader
{
    private static readonly string[] Bands = ["StandardError", "StandardDeviation", "None"];

    public static EquatableArray<PlotModel> Read(ExperimentDraft draft, KnownColumns columns)
    {
        var plots = new List<PlotModel>();
        foreach (var attribute in draft.Type.GetAttributes())
        {
            var name = attribute.AttributeClass?.MetadataName();
            if (name is not (KnownNames.Plot or KnownNames.Histogram)) continue;
            var use = new AttributeView(attribute, draft.Cancellation);
            var isLine = name == KnownNames.Plot;
            var x = use.Argument<string>(0) ?? "";
            var y = isLine ? use.Argument<string>(1) ?? "" : null;

            if (isLine) Known(x, columns.All, use.SpotOf(0), "column");
            Known(isLine ? y! : x, columns.Numbers, use.SpotOf(isLine ? 1 : 0), "measure");
            var (series, facet) = (use.Named<string>("Series"), use.Named<string>("Facet"));
            if (series is not null) Known(series, columns.All, use.SpotOf("Series"), "column");
            if (facet is not null) Known(facet, columns.All, use.SpotOf("Facet"), "column");

            var band = isLine ? Bands.ElementAtOrDefault(use.Named<int>("Band")) : null;
            plots.Add(new(x, y, use.Named<string>("Title"), series, facet, use.Named<bool>("LogX"), use.Named<bool>("LogY"), band == Bands[0] ? null : band));
        }

        return plots.ToEquatable();

        void Known(string column, IReadOnlyList<string> known, SourceSpot spot, string what)
        {
            if (known.Contains(column) || draft.IsUnread(column)) return;
            draft.Report(Rules.UnknownColumn, spot, column, what, draft.Type.Name, string.Join(", ", known));
        }
    }
}
