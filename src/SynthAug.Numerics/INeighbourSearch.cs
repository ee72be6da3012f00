namespace SynthAug.Numerics;

/// <summary>A search whose queries come in units that do not see each other: any range of them on any thread.</summary>
internal interface INeighbourSearch
{
    int UnitCount { get; }

    /// <summary>Writes the lists of the queries of these units.</summary>
    void Find(int firstUnit, int endUnit);
}
