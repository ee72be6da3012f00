namespace Simulations;

/// <summary>N(mean, I) for nine rows of ten and N(mean, 9·I) for the tenth.</summary>
internal sealed class HeavyTailed(params double[] mean) : ILaw
{
    public int Dimension => mean.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        for (var i = 0; i < destination.Count; i++)
        {
            var scale = random.AtRow(firstRow + i).NextUniform() < 0.1 ? 3.0 : 1.0;
            var row = destination[i];
            for (var j = 0; j < row.Length; j++) row[j] = Math.FusedMultiplyAdd(scale, row[j], mean[j]);
        }
    }
}
