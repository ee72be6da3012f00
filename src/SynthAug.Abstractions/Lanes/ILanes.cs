namespace SynthAug.Lanes;

/// <summary>
/// A fixed number of doubles side by side. A kernel is written once over this and run by whichever implementation the CPU makes fast; eight lanes are
/// <see cref="Lanes512"/>, a <see cref="Pair{T}"/> of <see cref="Lanes256"/> or pairs of pairs of <see cref="Lane"/>, always with the same
/// numbers in the same lanes, so with the same bits. Arithmetic is IEEE and fused only where <see cref="INumberLanes{T, TNumber}.Fma"/> says so;
/// &amp;, |, ^ and shifts work on the bit patterns.
/// <para>
/// For plugins too: write the loop over T, then pick <see cref="Lanes512"/> where it is supported, else <see cref="Lanes256"/>, else <see cref="Lane"/>. Bits
/// are the same where each lane is a row of its own or the eight lanes are kept (pairs); a sum spread over another number of lanes is another sum.
/// </para>
/// </summary>
public unsafe interface ILanes<T> : INumberLanes<T, double> where T : struct, ILanes<T>
{
    /// <summary>All ones in the first <paramref name="count"/> lanes, which may be none or more than there are; zero in the others.</summary>
    static abstract T FirstLanes(int count);

    /// <summary>Zeros where the mask of <see cref="FirstLanes"/> is zero; that memory is not read.</summary>
    static abstract T LoadMasked(double* source, T mask);

    static abstract T AllBits(ulong pattern);

    /// <summary>The patterns 0, 1, 2, … .</summary>
    static abstract T CountingBits();

    void StoreMasked(double* destination, T mask);

    /// <summary>Stores the folds of eight sums, in their order.</summary>
    static abstract void StoreFolds(T a, T b, T c, T d, T e, T f, T g, T h, double* destination);

    /// <summary>Turns a square of numbers about its diagonal: as many rows as there are lanes, number (i, k) of the source to (k, i).</summary>
    static abstract void Transpose(double* source, int stride, double* destination, int destinationStride);

    /// <summary>The sum of the lanes, halves onto halves: lower plus upper, until one is left.</summary>
    double Fold();

    static abstract T Sqrt(T a);

    static abstract T operator &(T a, T b);

    static abstract T operator |(T a, T b);

    static abstract T operator ^(T a, T b);

    /// <summary>a ^ b ^ c, in one instruction where there is one.</summary>
    static abstract T Xor(T a, T b, T c);

    static abstract T operator <<(T a, int count);

    static abstract T operator >>>(T a, int count);

    static abstract T AddBits(T a, T b);

    static abstract T SubtractBits(T a, T b);

    /// <summary>The 64-bit product of the low halves; the upper 32 bits of a lane are ignored.</summary>
    static abstract T MultiplyLowHalves(T a, T b);

    /// <summary>All ones where a &lt; b, else zero; false for NaN.</summary>
    static abstract T LessThan(T a, T b);

    static abstract T Equal(T a, T b);

    /// <summary>The topmost bit of every lane, lane 0 lowest.</summary>
    static abstract uint TopBits(T a);

    /// <summary>Bitwise mask ? a : b.</summary>
    static abstract T Select(T mask, T a, T b);

    /// <summary>table[low four bits of the index]; the table has 16 entries.</summary>
    static abstract T Lookup(ReadOnlySpan<ulong> table, T index);

    /// <summary>The same of a table that is known when the code is compiled.</summary>
    static abstract T Lookup<TTable>(T index) where TTable : struct, ILaneTable;
}
