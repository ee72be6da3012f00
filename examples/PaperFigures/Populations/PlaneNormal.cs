using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>N((x, y), I₂), a row of one random word: Figures 3 and 4 are made of little else than these rows.</summary>
public sealed class PlaneNormal(double x, double y) : ILaw
{
    private readonly double[] _mean = [x, y];

    public int Dimension => 2;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormalPairs(destination, firstRow);
        if (x != 0 || y != 0) Kernels.AddToRows(_mean, destination);
    }
}
