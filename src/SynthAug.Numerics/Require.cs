namespace SynthAug.Numerics;

/// <summary>Shape checks at the public doors; the loops behind them trust their lengths.</summary>
internal static class Require
{
    public static void SameLength(int a, int b)
    {
        if (a != b) throw new ArgumentException($"The lengths differ: {a} and {b}.");
    }

    public static void Length(int actual, int expected, string name)
    {
        if (actual != expected) throw new ArgumentException($"The length is {actual}, expected {expected}.", name);
    }

    public static void Room(long actual, long needed, string name)
    {
        if (actual < needed) throw new ArgumentException($"There is room for {actual}, {needed} are needed.", name);
    }
}
