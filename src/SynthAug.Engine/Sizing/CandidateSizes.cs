namespace SynthAug.Engine.Sizing;

/// <summary>Distinct synthetic sizes in ascending order: what one solve along the path takes. Reused, so adding allocates only while it grows.</summary>
internal sealed class CandidateSizes
{
    private int[] _sizes = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Values => _sizes.AsSpan(0, Count);

    public int Largest => Count == 0 ? 0 : _sizes[Count - 1];

    public void Clear() => Count = 0;

    public void Add(int size)
    {
        var place = Values.BinarySearch(size);
        if (place >= 0) return;
        place = ~place;
        if (Count == _sizes.Length) Array.Resize(ref _sizes, 2 * Count);
        _sizes.AsSpan(place, Count - place).CopyTo(_sizes.AsSpan(place + 1));
        _sizes[place] = size;
        Count++;
    }

    public void Add(SizeGrid grid, double target)
    {
        for (var i = 0; i < grid.Count; i++) Add(SyntheticTarget.Size(grid[i], target));
    }

    /// <summary>Where a size that was added stands.</summary>
    public int IndexOf(int size) => Values.BinarySearch(size);
}
