namespace PaperFigures;

/// <summary>N(mean, I) in as many dimensions as the mean has.</summary>
public sealed class Gaussian(params double[] mean) : ILaw
{
    public int Dimension => mean.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        for (var i = 0; i < destination.Count; i++)
        {
            var row = destination[i];
            for (var j = 0; j < row.Length; j++) row[j] += mean[j];
        }
    }
}
