using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>What each row of one class does to a statistic: a linear image of its scores. The images themselves are never held, n × q numbers.</summary>
/// <param name="Count">n_c.</param>
/// <param name="Covariance">Of the images, packed, of order q.</param>
internal sealed record ClassInfluences(int Count, double[] Covariance)
{
    /// <summary>The scores, n_c × p, and the map, q × p; where they are known, the images' own tails can be asked for.</summary>
    public (FeatureMatrix Scores, FeatureMatrix Map)? Images { get; init; }

    public static ClassInfluences Of(ClassScores scores, FeatureMatrix map) =>
        new(scores.Count, Symmetric.Congruence(scores.Covariance, map)) { Images = (scores.Scores, map) };

    /// <summary>The images, whitened, n_c × q. Fresh memory.</summary>
    /// <param name="whitening">q × q.</param>
    public FeatureMatrix Whitened(FeatureMatrix whitening)
    {
        var (scores, map) = Images!.Value;
        var through = Symmetric.Product(whitening, map);
        var images = new FeatureMatrix(Count, through.RowCount);
        for (var i = 0; i < Count; i++) Kernels.MatVec(through.Rows, scores[i], 0, images.Writable[i]);
        return images;
    }

    /// <summary>Mean‖ĩ‖⁴ of the whitened images.</summary>
    public double FourthMoment(FeatureMatrix whitening)
    {
        var (scores, map) = Images!.Value;
        var squares = new double[Count];
        RowLengths.Squared(scores.Rows, Symmetric.Product(whitening, map), squares);
        return Kernels.Dot(squares, squares) / Count;
    }
}
