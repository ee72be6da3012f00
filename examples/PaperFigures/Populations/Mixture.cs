using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>An even mixture of N(centre + offset, I) and N(centre − offset, I).</summary>
public sealed class Mixture(double[] centre, double[] offset) : ILaw
{
    // In 20 dimensions whole rounds of random words, and still in the first-level cache when a sign is added.
    private const int Chunk = 96;

    // Most coordinates have no offset: theirs is one addition for all rows.
    private readonly double[] _common = [.. centre.Select((c, j) => offset[j] == 0 ? c : 0)];
    private readonly int[] _split = [.. Enumerable.Range(0, centre.Length).Where(j => offset[j] != 0)];

    /// <summary>As of a <see cref="Gaussian"/>.</summary>
    public bool InPairs { get; init; }

    public int Dimension => centre.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        var isCentred = _common.All(c => c == 0);
        Span<double> signs = stackalloc double[Chunk];
        for (var start = 0; start < destination.Count; start += Chunk)
        {
            var rows = destination.Slice(start, Math.Min(Chunk, destination.Count - start));
            if (InPairs) random.FillNormalPairs(rows, firstRow + start);
            else random.FillNormal(rows, firstRow + start);
            if (!isCentred) Kernels.AddToRows(_common, rows);
            random.FillSign(new Rows(signs[..rows.Count], 1), firstRow + start);
            var values = rows.Values;
            foreach (var j in _split)
            {
                for (var i = 0; i < rows.Count; i++) values[i * centre.Length + j] += Math.FusedMultiplyAdd(signs[i], offset[j], centre[j]);
            }
        }
    }
}
