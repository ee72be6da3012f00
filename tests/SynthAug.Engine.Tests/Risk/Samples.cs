namespace SynthAug.Engine.Tests.Risk;

/// <summary>Training samples by draws, and a law of two clusters, which no line describes.</summary>
internal static class Samples
{
    public static TrainingSample Draw(ILaw majority, int n0, ILaw minority, int n1, ulong seed)
    {
        var key = StreamKey.FromSeed(seed);
        return new(Rows(majority, n0, key.Fork(0)), Rows(minority, n1, key.Fork(1)));
    }

    public static FeatureMatrix Rows(ILaw law, int count, StreamKey key)
    {
        var rows = new FeatureMatrix(count, law.Dimension);
        law.Draw(rows.Writable, 0, new RandomStream(key));
        return rows;
    }

    public static double[] Along(int dimension, double first) => [first, .. new double[dimension - 1]];
}

/// <summary>N(±offset·e₁, I), either sign equally likely.</summary>
internal sealed class TwoClusters(int dimension, double offset) : ILaw
{
    public int Dimension => dimension;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        Span<double> sign = stackalloc double[1];
        for (var i = 0; i < destination.Count; i++)
        {
            random.FillSign(new Rows(sign, 1), firstRow + i);
            destination[i][0] += sign[0] * offset;
        }
    }
}
