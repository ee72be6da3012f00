using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Planning;

internal static class CellCounter
{
    /// <summary>Product of the lengths known now; a list counts once it is there. Exact: a decimal, which no declared axis overflows.</summary>
    public static decimal Count(IEnumerable<AxisModel> axes)
    {
        var cells = 1m;
        foreach (var axis in axes)
        {
            if (axis.List is null) cells *= axis.Values.Count;
            if (cells > 1e20m) break;
        }

        return cells;
    }
}
