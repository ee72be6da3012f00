using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>N(mean, I) in as many dimensions as the mean has.</summary>
public sealed class Gaussian(params double[] mean) : ILaw
{
    private readonly bool _isCentred = mean.All(m => m == 0);

    public int Dimension => mean.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        if (!_isCentred) Kernels.AddToRows(mean, destination);
    }
}
