using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// One class's rows: how much more each of several rules loses than the first of them, summed over each resample of a batch. Which of them is least needs no more; and of rules that are nearly one
/// the differences are so small that floats tell them apart, at a third of the time of <see cref="ResampledLosses"/>.
/// </summary>
/// <param name="losses">At least one rule; of the same rows.</param>
internal sealed class ResampledDifferences(double[][] losses)
{
    private readonly int _rules = DrawnSums.Padded(losses.Length);
    private readonly float[] _block = new float[DrawnSums.Padded(losses.Length) * DrawnSums.BlockRows];
    private readonly double[] _sums = new double[ResampledRows.Batch * DrawnSums.Padded(losses.Length) * DrawnSums.Parts];

    public double Of(int resample, int rule) => DrawnSums.Total(_sums.AsSpan((resample * _rules + rule) * DrawnSums.Parts, DrawnSums.Parts));

    public void Sum(ResampledRows drawn, bool minority, int count)
    {
        Array.Clear(_sums);
        var all = losses[0].Length;
        for (var first = 0; first < all; first += DrawnSums.BlockRows)
        {
            var rows = Math.Min(DrawnSums.BlockRows, all - first);
            // What is shorter is the last one: its end is of other rows.
            if (rows < DrawnSums.BlockRows) Array.Clear(_block);
            // Of the first rule they stay 0.
            for (var rule = 1; rule < losses.Length; rule++)
                Kernels.Differences(losses[rule].AsSpan(first, rows), losses[0].AsSpan(first, rows), _block.AsSpan(rule * DrawnSums.BlockRows, rows));
            DrawnSums.Add(drawn.Counts(minority)[first..], all, count, rows, _block, _sums);
        }
    }
}
