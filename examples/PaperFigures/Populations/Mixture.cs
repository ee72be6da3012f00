namespace PaperFigures;

/// <summary>An even mixture of N(centre + offset, I) and N(centre − offset, I).</summary>
public sealed class Mixture(double[] centre, double[] offset) : ILaw
{
    public int Dimension => centre.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        Span<double> sign = stackalloc double[1];
        for (var i = 0; i < destination.Count; i++)
        {
            random.FillSign(new Rows(sign, 1), firstRow + i);
            var row = destination[i];
            for (var j = 0; j < row.Length; j++) row[j] += Math.FusedMultiplyAdd(sign[0], offset[j], centre[j]);
        }
    }
}
