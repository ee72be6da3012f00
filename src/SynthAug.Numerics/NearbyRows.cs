using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>A copy of rows in an order in which most near ones stand together, and which row is where.</summary>
internal readonly unsafe struct NearbyRows<T> : IDisposable where T : struct, ILanes<T>
{
    /// <summary>Rows of a part, which stay in the order they had: the last part may have fewer.</summary>
    public const int Together = 128;

    public NearbyRows(double* rows, int count, int d)
    {
        Values = (double*)NativeMemory.AlignedAlloc((nuint)count * (nuint)d * sizeof(double), 64);
        Ids = (int*)NativeMemory.Alloc((nuint)count, sizeof(int));
        var ids = new Span<int>(Ids, count);
        for (var i = 0; i < count; i++) ids[i] = i;
        new MedianSplit<T>(rows, d, Ids, Together).Split(count);
        for (var first = 0; first < count; first += Together) ids.Slice(first, Math.Min(Together, count - first)).Sort();
        for (var i = 0; i < count; i++) new Span<double>(rows + (long)ids[i] * d, d).CopyTo(new(Values + (long)i * d, d));
    }

    public double* Values { get; }

    public int* Ids { get; }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Values);
        NativeMemory.Free(Ids);
    }
}
