using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// The judging rows drawn with replacement: each class as many as it has, or, with groups, the groups that hold minority rows and those that hold none. How often each row was drawn.
/// </summary>
internal sealed class RowResample(int majority, int minority, RowGroups? groups)
{
    private readonly GroupDraw? _grouped = groups is null ? null : new(groups);
    private double _majorityTotal, _minorityTotal;

    public double[] Majority { get; } = new double[majority];

    public double[] Minority { get; } = new double[minority];

    /// <param name="random">Resample b draws from its row b: more resamples continue the same sequence.</param>
    public void Draw(RandomStream random, int b)
    {
        random.AtRow(b);
        do
        {
            if (_grouped is null)
            {
                Draw(Majority, random);
                Draw(Minority, random);
            }
            else
            {
                _grouped.Draw(Majority, Minority, random);
            }

            (_majorityTotal, _minorityTotal) = (Kernels.Sum(Majority), Kernels.Sum(Minority));
        }
        while (_majorityTotal == 0 || _minorityTotal == 0);
    }

    /// <summary>Of the rows that were drawn.</summary>
    public double Loss(RowLosses losses, double rho) =>
        rho / _majorityTotal * Kernels.Dot(Majority, losses.Majority) + (1 - rho) / _minorityTotal * Kernels.Dot(Minority, losses.Minority);

    private static void Draw(double[] weights, RandomStream random)
    {
        Array.Clear(weights);
        for (var i = 0; i < weights.Length; i++) weights[random.NextIndex(weights.Length)]++;
    }

    // Two strata keep the number of groups that judge the minority what it is.
    private sealed class GroupDraw
    {
        private readonly RowGroups _groups;
        private readonly int[] _withMinority, _without;
        private readonly double[] _weights;

        public GroupDraw(RowGroups groups)
        {
            _groups = groups;
            _withMinority = [.. groups.Minority.Distinct().Order()];
            _without = [.. groups.Majority.Distinct().Except(_withMinority).Order()];
            _weights = new double[groups.Count];
        }

        public void Draw(double[] majority, double[] minority, RandomStream random)
        {
            Array.Clear(_weights);
            for (var i = 0; i < _withMinority.Length; i++) _weights[_withMinority[random.NextIndex(_withMinority.Length)]]++;
            for (var i = 0; i < _without.Length; i++) _weights[_without[random.NextIndex(_without.Length)]]++;
            for (var i = 0; i < majority.Length; i++) majority[i] = _weights[_groups.Majority[i]];
            for (var i = 0; i < minority.Length; i++) minority[i] = _weights[_groups.Minority[i]];
        }
    }
}
