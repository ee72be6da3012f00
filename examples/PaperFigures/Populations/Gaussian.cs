using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>N(mean, I) in as many dimensions as the mean has.</summary>
public sealed class Gaussian(params double[] mean) : ILaw
{
    public int Dimension => mean.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        Kernels.AddToRows(mean, destination);
    }
}
