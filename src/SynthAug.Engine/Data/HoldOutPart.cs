using System.Globalization;

namespace SynthAug.Engine.Data;

/// <summary>A part of either class that is set aside before anything is looked at.</summary>
/// <param name="Majority">Rows of the majority, ascending.</param>
/// <param name="Minority">Rows of the minority, ascending.</param>
public sealed record HoldOutPart(int[] Majority, int[] Minority)
{
    /// <param name="majority">n0.</param>
    /// <param name="minority">n1.</param>
    /// <param name="fraction">Share of either class, between 0 and 1; rounded, and at least one row.</param>
    /// <param name="random">Each class has a stream of its own below it.</param>
    /// <exception cref="DataFileException">A class has too few rows to part.</exception>
    public static HoldOutPart Of(int majority, int minority, double fraction, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Math.Min(majority, minority) < 2)
            throw new DataFileException($"A test part needs 2 rows of each class, there are {majority} and {minority}; give the test rows as a file, or none.");
        return new(Taken(majority, random.Fork(0)), Taken(minority, random.Fork(1)));

        int[] Taken(int count, RandomStream own)
        {
            var order = Enumerable.Range(0, count).ToArray();
            own.Shuffle<int>(order);
            return [.. order.Take(Math.Clamp((int)Math.Round(fraction * count), 1, count - 1)).Order()];
        }
    }

    /// <summary>Whole groups, as near to the share in either class as they allow.</summary>
    /// <param name="majority">Group of every majority row.</param>
    /// <param name="minority">Group of every minority row, of the same numbering.</param>
    /// <param name="fraction">Share of either class, between 0 and 1.</param>
    /// <param name="random">Shuffles the groups.</param>
    /// <exception cref="DataFileException">The groups leave a class on one side only.</exception>
    public static HoldOutPart Of(int[] majority, int[] minority, double fraction, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(majority);
        ArgumentNullException.ThrowIfNull(minority);
        ArgumentNullException.ThrowIfNull(random);
        var part = GroupDeal.Deal(majority, minority, [1 - fraction, fraction], random);
        var (own0, own1) = (Rows(majority), Rows(minority));
        if (own0.Length == 0 || own1.Length == 0 || own0.Length == majority.Length || own1.Length == minority.Length)
            throw new DataFileException(string.Create(CultureInfo.InvariantCulture, $"The groups are too few or too large to set {fraction:R} of each class aside; give the test rows as a file."));
        return new(own0, own1);

        int[] Rows(int[] groups) => [.. Enumerable.Range(0, groups.Length).Where(row => part[groups[row]] == 1)];
    }
}
