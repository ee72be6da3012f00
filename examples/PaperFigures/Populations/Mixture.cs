namespace PaperFigures;

/// <summary>An even mixture of N(centre + offset, I) and N(centre − offset, I).</summary>
public sealed class Mixture(double[] centre, double[] offset) : ILaw
{
    private const int Chunk = 128;

    public int Dimension => centre.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        Span<double> signs = stackalloc double[Chunk];
        for (var i = 0; i < destination.Count; i++)
        {
            if (i % Chunk == 0) random.FillSign(new Rows(signs[..Math.Min(Chunk, destination.Count - i)], 1), firstRow + i);
            var row = destination[i];
            var sign = signs[i % Chunk];
            for (var j = 0; j < row.Length; j++) row[j] += Math.FusedMultiplyAdd(sign, offset[j], centre[j]);
        }
    }
}
