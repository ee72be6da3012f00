using SynthAug.App.Tuning;
using SynthAug.Numerics;

namespace SynthAug.App.Tests.Tuning;

public class NearCopiesTests
{
    // With and without the tree of few columns; parents may be known or not.
    [Theory, InlineData(3, true), InlineData(3, false), InlineData(9, true), InlineData(9, false)]
    public void As_many_are_found_as_by_looking_at_all_pairs(int columns, bool traced)
    {
        foreach (var share in (double[])[0.05, 0.3])
        {
            var (synthetic, parents, minority) = Drawn(columns, share);
            var gaps = new double[minority.RowCount];
            for (var i = 0; i < gaps.Length; i++)
                gaps[i] = Enumerable.Range(0, gaps.Length).Where(j => j != i).Min(j => Kernels.SquaredDistance(minority[i], minority[j]));
            Array.Sort(gaps);
            var near = 1e-4 * gaps[gaps.Length / 2];
            var copies = Enumerable.Range(0, synthetic.RowCount)
                .Count(i => Enumerable.Range(0, minority.RowCount).Any(j => Kernels.SquaredDistance(synthetic[i], minority[j]) <= near));

            copies.ShouldBeGreaterThan(0);
            // Fewer than a tenth are not told of.
            NearCopies.Of(synthetic, traced ? parents : null, minority, 1).ShouldBe((10 * copies < synthetic.RowCount ? 0 : copies, synthetic.RowCount));
            (10 * copies < synthetic.RowCount).ShouldBe(share < 0.1);
        }
    }

    // Between a row and another, some of them within a thousandth of the way; where they are few, half of those at the row.
    private static (FeatureMatrix Synthetic, RowParents[] Parents, FeatureMatrix Minority) Drawn(int columns, double share)
    {
        const int rows = 200, made = 300;
        var random = new RandomStream(StreamKey.FromSeed(3).Fork((ulong)columns));
        var minority = new FeatureMatrix(rows, columns);
        foreach (ref var value in minority.Writable.Values) value = random.NextUniform();
        var synthetic = new FeatureMatrix(made, columns);
        var parents = new RowParents[made];
        for (var i = 0; i < made; i++)
        {
            var a = i % rows;
            var b = (a + 1 + (int)(random.NextUniform() * (rows - 1))) % rows;
            var step = random.NextUniform() >= share ? 0.3 + 0.4 * random.NextUniform() : share < 0.1 && i % 2 == 0 ? 0 : 0.001 * random.NextUniform();
            for (var j = 0; j < columns; j++) synthetic.Writable[i][j] = minority[a][j] + step * (minority[b][j] - minority[a][j]);
            parents[i] = new(a, b);
        }

        return (synthetic, parents, minority);
    }
}
