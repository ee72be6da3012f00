namespace SynthAug;

/// <summary>
/// Nearest neighbours among the minority rows of the sample that a generator is fitted on. A host that fits one set in many parts knows them from one search; what it gives is a function of the
/// sample's rows alone.
/// </summary>
public interface IMinorityNeighbours
{
    /// <summary>The k nearest other rows of each row, Euclidean, nearest first; equal distances by index.</summary>
    /// <param name="minority">The sample's minority, n × d.</param>
    /// <param name="k">1 ≤ k &lt; n.</param>
    /// <param name="neighbours">n × k row indices, written.</param>
    /// <returns>False when these are not the rows that the host knows: they are to be searched.</returns>
    bool TryFind(FeatureMatrix minority, int k, Span<int> neighbours);
}
