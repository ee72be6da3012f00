namespace Simulations;

/// <summary>
/// Independent normal coordinates, seen with all their products: d coordinates, then x_i·x_j for j ≤ i. A logistic regression on them is the right model for two such classes; a
/// generator that fits a mean and a variance to each coordinate knows more than the regression does, that the rest are products.
/// </summary>
internal sealed class Quadratic(double[] mean, double[] deviation) : ILaw
{
    public int Dimension => mean.Length + mean.Length * (mean.Length + 1) / 2;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        var d = mean.Length;
        for (var i = 0; i < destination.Count; i++)
        {
            var row = destination[i];
            random.AtRow(firstRow + i).FillNormal(row[..d]);
            for (var j = 0; j < d; j++) row[j] = Math.FusedMultiplyAdd(deviation[j], row[j], mean[j]);
            var next = d;
            for (var j = 0; j < d; j++)
                for (var k = 0; k <= j; k++) row[next++] = row[j] * row[k];
        }
    }

    /// <summary>The right family from outside: mean and variance of each of the first d columns of the minority.</summary>
    public static Quadratic Fitted(TrainingSample sample, int d)
    {
        var (mean, deviation) = (new double[d], new double[d]);
        var column = new double[sample.Minority.RowCount];
        for (var j = 0; j < d; j++)
        {
            for (var i = 0; i < column.Length; i++) column[i] = sample.Minority[i][j];
            var estimate = SynthAug.Numerics.Estimate.Of(column);
            (mean[j], deviation[j]) = (estimate.Mean, estimate.StandardDeviation);
        }

        return new(mean, deviation);
    }
}
