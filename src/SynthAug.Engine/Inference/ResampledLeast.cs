using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// Which of several rules loses least on each of <see cref="ResampledRows"/>. Rules differ by little, so how much more each loses than one of them is summed in floats, in a third of the time of
/// <see cref="ResampledLosses"/>; where two are nearer than floats tell apart, doubles decide. They find the same rule.
/// </summary>
internal sealed class ResampledLeast
{
    // A sum's chain has 32 floats, and each term two roundings; twice that, as a resample may differ more than the rows.
    private const double Rounding = 1.0 / (1 << 18);

    private readonly RowLosses[] _rules;
    private readonly double _rho;
    private readonly ClassSums _majority, _minority;
    private readonly double[] _losses, _errors;

    /// <param name="rules">At least one; held-out losses of the same rows.</param>
    /// <param name="rho">Weight of the majority.</param>
    public ResampledLeast(RowLosses[] rules, double rho)
    {
        (_rules, _rho, _losses, _errors) = (rules, rho, new double[rules.Length], new double[rules.Length]);
        for (var i = 0; i < rules.Length; i++) _losses[i] = Of(Kernels.Sum(rules[i].Majority) / rules[i].Majority.Length, Kernels.Sum(rules[i].Minority) / rules[i].Minority.Length);
        // What others differ least from.
        var least = Math.Max(0, Least(_losses));
        (_majority, _minority) = (new([.. rules.Select(l => l.Majority)], least), new([.. rules.Select(l => l.Minority)], least));
        for (var i = 0; i < rules.Length; i++) _errors[i] = Rounding * Of(_majority.Difference(i), _minority.Difference(i));
    }

    /// <summary>Counts how often each is the least, the first of equals.</summary>
    public void Count(ResampledRows rows, Span<int> wins)
    {
        for (var first = 0; first < rows.Resamples; first += ResampledRows.Batch)
        {
            var count = rows.Draw(first);
            _majority.Sum(rows, minority: false, count);
            _minority.Sum(rows, minority: true, count);
            for (var b = 0; b < count; b++)
                if (Least(rows, b) is >= 0 and var least) wins[least]++;
        }
    }

    private int Least(ResampledRows rows, int resample)
    {
        var (drawn0, drawn1) = ((double)rows.Drawn(minority: false, resample), (double)rows.Drawn(minority: true, resample));
        for (var i = 0; i < _losses.Length; i++) _losses[i] = Of(_majority.Of(resample, i) / drawn0, _minority.Of(resample, i) / drawn1);
        var least = Least(_losses);
        if (least < 0) return -1;
        var reach = _losses[least] + _errors[least];
        var isSure = true;
        for (var i = 0; i < _losses.Length && isSure; i++) isSure = i == least || !(_losses[i] - _errors[i] <= reach);
        if (isSure) return least;
        for (var i = 0; i < _losses.Length; i++)
        {
            _losses[i] = _losses[i] - _errors[i] <= reach
                ? Of(Exactly(rows.Counts(minority: false, resample), _rules[i].Majority) / drawn0, Exactly(rows.Counts(minority: true, resample), _rules[i].Minority) / drawn1)
                : double.PositiveInfinity;
        }

        return Least(_losses);
    }

    private double Of(double majority, double minority) => _rho * majority + (1 - _rho) * minority;

    private static double Exactly(ReadOnlySpan<byte> counts, double[] losses)
    {
        var sum = 0.0;
        for (var i = 0; i < losses.Length; i++) sum += counts[i] * losses[i];
        return sum;
    }

    private static int Least(double[] losses)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < losses.Length; i++)
            if (losses[i] < least) (best, least) = (i, losses[i]);
        return best;
    }

    /// <summary>One class's rows: how much more each rule loses than the reference, over each resample of a batch.</summary>
    private sealed class ClassSums(double[][] losses, int reference)
    {
        private readonly int _rules = DrawnSums.Padded(losses.Length);
        private readonly float[] _block = new float[DrawnSums.Padded(losses.Length) * DrawnSums.BlockRows];
        private readonly double[] _sums = new double[ResampledRows.Batch * DrawnSums.Padded(losses.Length) * DrawnSums.Parts];

        public double Of(int resample, int rule) => DrawnSums.Total(_sums.AsSpan((resample * _rules + rule) * DrawnSums.Parts, DrawnSums.Parts));

        /// <summary>Of a row, on the root of the mean square.</summary>
        public double Difference(int rule) => Math.Sqrt(Kernels.SquaredDistance(losses[rule], losses[reference]) / losses[rule].Length);

        public void Sum(ResampledRows drawn, bool minority, int count)
        {
            Array.Clear(_sums);
            var all = losses[reference].Length;
            for (var first = 0; first < all; first += DrawnSums.BlockRows)
            {
                var rows = Math.Min(DrawnSums.BlockRows, all - first);
                // What is shorter is the last one: its end is of other rows.
                if (rows < DrawnSums.BlockRows) Array.Clear(_block);
                for (var rule = 0; rule < losses.Length; rule++)
                {
                    // Its own zeros stay.
                    if (rule == reference) continue;
                    Kernels.Differences(losses[rule].AsSpan(first, rows), losses[reference].AsSpan(first, rows), _block.AsSpan(rule * DrawnSums.BlockRows, rows));
                }

                DrawnSums.Add(drawn.Counts(minority)[first..], all, count, rows, _block, _sums);
            }
        }
    }
}
