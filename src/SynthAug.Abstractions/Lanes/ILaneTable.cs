using System.Runtime.Intrinsics;

namespace SynthAug.Lanes;

/// <summary>
/// Sixteen values as constants of the code. Not as an array: published code asks for the address of another assembly's data by a call, and around a call a loop keeps no vector in its register.
/// </summary>
public interface ILaneTable
{
    /// <summary>Entries 0 to 7, as bits.</summary>
    static abstract Vector512<ulong> Low { get; }

    /// <summary>Entries 8 to 15.</summary>
    static abstract Vector512<ulong> High { get; }
}
