using SynthAug.Engine.Data;

namespace SynthAug.Engine.Risk;

/// <summary>Two random halves of either class, drawn again and again into the same memory, of one sample after another.</summary>
internal sealed class RandomHalves
{
    private readonly FeatureMatrix[] _majorities = [new(0, 1), new(0, 1)], _minorities = [new(0, 1), new(0, 1)];
    private readonly TrainingSample?[] _halves = new TrainingSample?[2];
    private int[] _order = [];

    /// <summary>Valid until the next draw.</summary>
    public TrainingSample this[int half] => _halves[half]!;

    public void Draw(TrainingSample of, RandomStream random)
    {
        Split(of.Majority, _majorities, random);
        Split(of.Minority, _minorities, random);
        for (var half = 0; half < 2; half++) _halves[half] = new(_majorities[half], _minorities[half], of.MinorityLabel, of.Columns);
    }

    private void Split(FeatureMatrix of, FeatureMatrix[] halves, RandomStream random)
    {
        if (_order.Length < of.RowCount) _order = new int[of.RowCount];
        var order = _order.AsSpan(0, of.RowCount);
        for (var i = 0; i < order.Length; i++) order[i] = i;
        random.Shuffle(order);
        // An odd row is in the second.
        halves[0].Reshape(order.Length / 2, of.Dimension);
        halves[1].Reshape(order.Length - order.Length / 2, of.Dimension);
        Copy(of.Rows, order[..halves[0].RowCount], halves[0].Writable);
        Copy(of.Rows, order[halves[0].RowCount..], halves[1].Writable);
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
