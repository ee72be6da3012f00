namespace SynthAug.Engine.Data;

/// <summary>
/// K folds of two classes. Rows are counted within their class; a class's folds differ by at most one row, and so do the folds as
/// a whole, since the majority hands out its remainder from the front and the minority from the back. Groups come whole, and then as even as they can.
/// </summary>
public sealed class StratifiedFolds
{
    private readonly int[] _majority;
    private readonly int[] _minority;

    private StratifiedFolds(int[] majority, int[] minority, int count)
    {
        _majority = majority;
        _minority = minority;
        Count = count;
    }

    /// <summary>K.</summary>
    public int Count { get; }

    /// <param name="majority">n0.</param>
    /// <param name="minority">n1.</param>
    /// <param name="folds">K ≥ 2.</param>
    /// <param name="random">Each class has a stream of its own below it: more rows of one do not move the other's.</param>
    /// <exception cref="DataFileException">A class has fewer rows than folds.</exception>
    public static StratifiedFolds Split(int majority, int minority, int folds, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        if (Math.Min(majority, minority) < folds)
        {
            throw new DataFileException(
                $"{folds} folds need {folds} rows of each class, there are {majority} and {minority}; take fewer folds or more rows.");
        }

        return new(Deal(majority, folds, random.Fork(0), fromBack: false), Deal(minority, folds, random.Fork(1), fromBack: true), folds);
    }

    /// <summary>Folds of whole groups: no group has rows in two of them. Either class is as even as the groups allow.</summary>
    /// <param name="majority">Group of every majority row.</param>
    /// <param name="minority">Group of every minority row, of the same numbering.</param>
    /// <param name="folds">K ≥ 2.</param>
    /// <param name="random">Shuffles the groups.</param>
    /// <exception cref="DataFileException">A fold would lack a class.</exception>
    public static StratifiedFolds Split(int[] majority, int[] minority, int folds, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(majority);
        ArgumentNullException.ThrowIfNull(minority);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var part = GroupDeal.Deal(majority, minority, [.. Enumerable.Repeat(1.0 / folds, folds)], random);
        var split = new StratifiedFolds([.. majority.Select(group => part[group])], [.. minority.Select(group => part[group])], folds);
        if (Lacks(split._majority) || Lacks(split._minority))
        {
            throw new DataFileException(
                $"{folds} folds of whole groups would leave a fold without a class: the majority is in {majority.Distinct().Count()} groups, the minority in {minority.Distinct().Count()}; take fewer folds.");
        }

        return split;

        bool Lacks(int[] foldOf) => foldOf.Distinct().Count() < folds;
    }

    /// <summary>The fold's own rows of the majority, ascending: held out.</summary>
    public int[] MajorityIn(int fold) => Rows(_majority, fold, inside: true);

    /// <summary>The majority rows of the other folds, ascending: to fit on.</summary>
    public int[] MajorityOutside(int fold) => Rows(_majority, fold, inside: false);

    /// <summary>The fold's own rows of the minority, ascending: held out.</summary>
    public int[] MinorityIn(int fold) => Rows(_minority, fold, inside: true);

    /// <summary>The minority rows of the other folds, ascending: to fit on.</summary>
    public int[] MinorityOutside(int fold) => Rows(_minority, fold, inside: false);

    // Row → fold: like cards, after a shuffle.
    private static int[] Deal(int count, int folds, RandomStream random, bool fromBack)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++) order[i] = i;
        random.Shuffle<int>(order);
        var foldOf = new int[count];
        for (var i = 0; i < count; i++) foldOf[order[i]] = fromBack ? folds - 1 - i % folds : i % folds;
        return foldOf;
    }

    private int[] Rows(int[] foldOf, int fold, bool inside)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fold, Count);
        var count = 0;
        foreach (var of in foldOf) count += of == fold == inside ? 1 : 0;
        var rows = new int[count];
        for (var (i, next) = (0, 0); next < count; i++)
            if (foldOf[i] == fold == inside) rows[next++] = i;
        return rows;
    }
}
