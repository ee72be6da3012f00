namespace SynthAug.Numerics;

/// <summary>For each query the k nearest offers so far, ordered by distance; offers must come in ascending index, so that ties keep their order.</summary>
/// <param name="distances">n × k, +∞ at first.</param>
/// <param name="indices">n × k, −1 at first: a place not taken yet.</param>
internal readonly unsafe struct NeighbourLists(int k, double* distances, int* indices)
{
    private readonly double* _distances = distances;
    private readonly int* _indices = indices;

    /// <summary>What an offer has to beat; +∞ while there are free places.</summary>
    public double Farthest(int query) => _distances[(long)query * k + k - 1];

    public void Offer(int query, int index, double distance)
    {
        if (double.IsNaN(distance)) distance = double.PositiveInfinity;
        var near = _distances + (long)query * k;
        var who = _indices + (long)query * k;
        var place = k - 1;
        if (who[place] >= 0 && !(distance < near[place])) return;
        for (; place > 0 && (who[place - 1] < 0 || distance < near[place - 1]); place--)
        {
            near[place] = near[place - 1];
            who[place] = who[place - 1];
        }

        near[place] = distance;
        who[place] = index;
    }
}
