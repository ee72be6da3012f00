using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SynthAug.Numerics;

/// <summary>Shape checks at the public doors; the loops behind them trust their lengths. What throws stands apart, so that a check is a comparison.</summary>
internal static class Require
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(int a, int b)
    {
        if (a != b) ThrowDifferent(a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int expected, string name)
    {
        if (actual != expected) ThrowUnexpected(actual, expected, name);
    }

    public static void Room(long actual, long needed, string name)
    {
        if (actual < needed) throw new ArgumentException($"There is room for {actual}, {needed} are needed.", name);
    }

    [DoesNotReturn]
    private static void ThrowDifferent(int a, int b) => throw new ArgumentException($"The lengths differ: {a} and {b}.");

    [DoesNotReturn]
    private static void ThrowUnexpected(int actual, int expected, string name) => throw new ArgumentException($"The length is {actual}, expected {expected}.", name);
}
