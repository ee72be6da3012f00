using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>N(mean, I) in as many dimensions as the mean has.</summary>
public sealed class Gaussian(params double[] mean) : ILaw
{
    private readonly bool _isCentred = mean.All(m => m == 0);

    /// <summary>Normals two of a random word: for draws by the hundred million.</summary>
    public bool InPairs { get; init; }

    public int Dimension => mean.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        if (InPairs) random.FillNormalPairs(destination, firstRow);
        else random.FillNormal(destination, firstRow);
        if (!_isCentred) Kernels.AddToRows(mean, destination);
    }
}
