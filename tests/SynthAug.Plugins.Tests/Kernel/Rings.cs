namespace SynthAug.Plugins.Tests.Kernel;

/// <summary>The law of Figure 8 (right): a majority of two correlated normals, a minority on a noisy ring, and its perturbed copies; d ≥ 2.</summary>
internal static class Rings
{
    public static TrainingSample Sample(int majority, int minority, ulong seed = 1, int d = 5) =>
        new(Majority(majority, d, seed), Minority(minority, d, seed));

    /// <summary>Bootstrap of the minority plus N(0, I).</summary>
    public static FeatureMatrix Pool(TrainingSample sample, int rows, ulong seed = 1)
    {
        var stream = new RandomStream(StreamKey.FromSeed(seed + 1000));
        var pool = new FeatureMatrix(rows, sample.Dimension);
        stream.FillNormal(pool.Writable.Values);
        for (var i = 0; i < rows; i++)
        {
            var from = sample.Minority[stream.NextIndex(sample.Minority.RowCount)];
            var to = pool.Writable[i];
            for (var j = 0; j < to.Length; j++) to[j] += from[j];
        }

        return pool;
    }

    /// <summary>Rows of both classes, and of the synthetic law, that nothing was fitted to: 3·each.</summary>
    public static FeatureMatrix HeldOut(TrainingSample sample, int each) => new(
        [.. Majority(each, sample.Dimension, 77).Rows.Values, .. Minority(each, sample.Dimension, 77).Rows.Values, .. Pool(sample, each, 77).Rows.Values],
        sample.Dimension);

    private static FeatureMatrix Majority(int count, int d, ulong seed)
    {
        var stream = new RandomStream(StreamKey.FromSeed(2 * seed));
        var rows = new FeatureMatrix(count, d);
        stream.FillNormal(rows.Writable.Values);
        for (var i = 0; i < count; i++)
        {
            var row = rows.Writable[i];
            row[1] = 0.5 * row[0] + Math.Sqrt(0.75) * row[1];
            if (stream.NextUniform() < 0.3) row[0] += 1.5;
        }

        return rows;
    }

    private static FeatureMatrix Minority(int count, int d, ulong seed)
    {
        var stream = new RandomStream(StreamKey.FromSeed(2 * seed + 1));
        var rows = new FeatureMatrix(count, d);
        stream.FillNormal(rows.Writable.Values);
        for (var i = 0; i < count; i++)
        {
            var row = rows.Writable[i];
            foreach (ref var value in row) value *= 0.08;
            double x = stream.NextNormal(), y = stream.NextNormal(), radius = (2.2 + 0.12 * stream.NextNormal()) / Math.Sqrt(x * x + y * y);
            row[0] += 4.8 + radius * x;
            row[1] += radius * y;
        }

        return rows;
    }
}
