using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>Lengths of linear images of rows, a block of rows at a time: the images are never held.</summary>
internal static class RowLengths
{
    private const int Block = 256;

    /// <summary>‖A·x‖² of every row x.</summary>
    /// <param name="rows">n × d.</param>
    /// <param name="map">A, q × d; or q × (d + 1) where a 1 follows each row.</param>
    /// <param name="squared">Length n; written.</param>
    public static void Squared(ReadOnlyRows rows, FeatureMatrix map, Span<double> squared)
    {
        var d = rows.Dimension;
        Span<double> image = stackalloc double[Block];
        squared.Clear();
        for (var first = 0; first < rows.Count; first += Block)
        {
            var block = rows.Slice(first, Math.Min(Block, rows.Count - first));
            var of = image[..block.Count];
            var sums = squared.Slice(first, block.Count);
            for (var k = 0; k < map.RowCount; k++)
            {
                Kernels.MatVec(block, map[k][..d], map.Dimension > d ? map[k][d] : 0, of);
                for (var i = 0; i < of.Length; i++) sums[i] += of[i] * of[i];
            }
        }
    }
}
