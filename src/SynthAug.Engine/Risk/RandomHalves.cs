using SynthAug.Engine.Data;

namespace SynthAug.Engine.Risk;

/// <summary>Two random halves of either class, drawn again and again into the same memory.</summary>
internal sealed class RandomHalves
{
    private readonly TrainingSample _of;
    private readonly TrainingSample[] _halves;
    private readonly int[] _majority, _minority;

    public RandomHalves(TrainingSample of)
    {
        _of = of;
        (_majority, _minority) = (new int[of.Majority.RowCount], new int[of.Minority.RowCount]);
        _halves = [Half(0), Half(1)];

        // An odd row is in the second.
        TrainingSample Half(int odd) =>
            new(new((_majority.Length + odd) / 2, of.Dimension), new((_minority.Length + odd) / 2, of.Dimension), of.MinorityLabel, of.Columns);
    }

    /// <summary>Valid until the next draw.</summary>
    public TrainingSample this[int half] => _halves[half];

    public void Draw(RandomStream random)
    {
        Split(_of.Majority, _majority, _halves[0].Majority, _halves[1].Majority, random);
        Split(_of.Minority, _minority, _halves[0].Minority, _halves[1].Minority, random);
    }

    private static void Split(FeatureMatrix of, int[] order, FeatureMatrix first, FeatureMatrix second, RandomStream random)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        random.Shuffle<int>(order);
        Copy(of.Rows, order.AsSpan(0, first.RowCount), first.Writable);
        Copy(of.Rows, order.AsSpan(first.RowCount), second.Writable);
    }

    private static void Copy(ReadOnlyRows rows, ReadOnlySpan<int> places, Rows copies)
    {
        for (var i = 0; i < places.Length; i++)
        {
            TableRows.Prefetch(rows, places, i);
            rows[places[i]].CopyTo(copies[i]);
        }
    }
}
