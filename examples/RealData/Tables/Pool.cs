using System.Collections.Concurrent;
using SynthAug.Engine.Data;

namespace RealData;

/// <summary>
/// A large table in the place of a population: half of either class to draw training rows from, a quarter for validation rows, a quarter as the test rows. The
/// parts are fixed, so draws of different parts share no row; columns are standardised by the first part.
/// </summary>
internal sealed class Pool
{
    private static readonly ConcurrentDictionary<string, Lazy<Pool>> Cut = new();

    private readonly (FeatureMatrix Majority, FeatureMatrix Minority) _training, _validation, _test;
    private readonly IReadOnlyList<FeatureColumn> _columns;

    private Pool(string name)
    {
        var table = Table.Of(name);
        var random = new RandomStream(StreamKey.FromSeed(2601).Fork(name));
        var (majority, minority) = (Shuffled(table.Negatives, random.Fork(0)), Shuffled(table.Positives, random.Fork(1)));
        var preparation = Preparation.Fit(Rows(majority, 0, 2), Rows(minority, 0, 2), table.Columns);
        _columns = preparation.Columns;
        _training = (Part(majority, 0, 2), Part(minority, 0, 2));
        _validation = (Part(majority, 2, 3), Part(minority, 2, 3));
        _test = (Part(majority, 3, 4), Part(minority, 3, 4));

        // From one quarter of the class to another.
        TableRows Rows(int[] rows, int from, int to) => new(table.Features, rows[(from * rows.Length / 4)..(to * rows.Length / 4)]);

        FeatureMatrix Part(int[] rows, int from, int to)
        {
            var part = new FeatureMatrix(0, 1);
            preparation.Apply(Rows(rows, from, to), part);
            return part;
        }
    }

    public static Pool Of(string name) => Cut.GetOrAdd(name, _ => new(() => new Pool(name))).Value;

    /// <summary>Rows without replacement.</summary>
    public SampleSource Training(int majority, int minority) => Draw(_training, majority, minority);

    /// <summary>As many rows of each class, without replacement.</summary>
    public SampleSource Validation(int perClass) => Draw(_validation, perClass, perClass);

    /// <summary>Every test row.</summary>
    public SampleSource Test() => Draw(_test, _test.Majority.RowCount, _test.Minority.RowCount);

    private SampleSource Draw((FeatureMatrix Majority, FeatureMatrix Minority) from, int majority, int minority) => SampleSource.From((buffer, random) =>
    {
        Take(from.Majority, majority, random.Fork(0), buffer.Majority);
        Take(from.Minority, minority, random.Fork(1), buffer.Minority);
        buffer.Columns = _columns;
    });

    private static void Take(FeatureMatrix from, int count, RandomStream random, FeatureMatrix to)
    {
        if (count > from.RowCount) throw new ArgumentException($"{count} rows are asked for, the part has {from.RowCount}.");
        var order = Shuffled([.. Enumerable.Range(0, from.RowCount)], random);
        to.Reshape(count, from.Dimension);
        for (var i = 0; i < count; i++) from[order[i]].CopyTo(to.Writable[i]);
    }

    private static int[] Shuffled(IReadOnlyList<int> rows, RandomStream random)
    {
        int[] order = [.. rows];
        random.Shuffle<int>(order);
        return order;
    }
}
