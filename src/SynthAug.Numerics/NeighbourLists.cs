using System.Runtime.CompilerServices;

namespace SynthAug.Numerics;

/// <summary>For each query the k nearest offers so far, by distance and then by index, in whatever order they come.</summary>
/// <param name="distances">n × k.</param>
/// <param name="indices">n × k.</param>
internal readonly unsafe struct NeighbourLists(int k, double* distances, int* indices)
{
    private readonly double* _distances = distances;
    private readonly int* _indices = indices;

    /// <summary>Empties the lists: a free place is at +∞ behind every row.</summary>
    public void Clear(int first, int end)
    {
        new Span<double>(_distances + (long)first * k, (end - first) * k).Fill(double.PositiveInfinity);
        new Span<int>(_indices + (long)first * k, (end - first) * k).Fill(int.MaxValue);
    }

    /// <summary>An offer beyond this is not taken; one at this may be, by its index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Farthest(int query) => _distances[(long)query * k + k - 1];

    /// <param name="distance">NaN counts as +∞.</param>
    public void Offer(int query, int index, double distance)
    {
        if (double.IsNaN(distance)) distance = double.PositiveInfinity;
        var near = _distances + (long)query * k;
        var who = _indices + (long)query * k;
        var place = k - 1;
        if (!IsBefore(place)) return;
        for (; place > 0 && IsBefore(place - 1); place--)
        {
            near[place] = near[place - 1];
            who[place] = who[place - 1];
        }

        near[place] = distance;
        who[place] = index;

        bool IsBefore(int other) => distance < near[other] || (distance == near[other] && index < who[other]);
    }
}
