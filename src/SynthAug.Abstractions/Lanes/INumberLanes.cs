namespace SynthAug.Lanes;

/// <summary>
/// What a loop over rows asks of its lanes, whatever their numbers: it is written once and run in doubles (<see cref="ILanes{T}"/>) or in floats
/// (<see cref="Floats512"/>, <see cref="Floats256"/>, <see cref="FloatLane"/>), which are twice as many to a register. A cache line holds
/// 64 / sizeof(<typeparamref name="TNumber"/>) numbers.
/// </summary>
public unsafe interface INumberLanes<T, TNumber>
    where T : struct, INumberLanes<T, TNumber>
    where TNumber : unmanaged
{
    static abstract int Count { get; }

    /// <summary>Whether this implementation is machine code here, not a software loop.</summary>
    static abstract bool IsSupported { get; }

    /// <summary><see cref="ExpOfModerate"/> takes numbers as far from 0 as this.</summary>
    static abstract double MostExponent { get; }

    static abstract T Load(TNumber* source);

    static abstract T All(double value);

    /// <summary>The number there in all lanes: one load, where <see cref="All"/> of a loaded number is a load and a shuffle.</summary>
    static abstract T AllAt(TNumber* source);

    void Store(TNumber* destination);

    /// <summary>Adds number i to sum i mod 8, in the order of i.</summary>
    void AddTo(double* sums);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T Fma(T a, T b, T c);

    /// <summary>The larger; unspecified for NaN.</summary>
    static abstract T Max(T a, T b);

    /// <summary>eˣ, for numbers that neither over- nor underflow.</summary>
    static abstract T ExpOfModerate(T x);
}
