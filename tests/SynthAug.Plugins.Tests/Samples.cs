namespace SynthAug.Plugins.Tests;

/// <summary>Data for the tests, all from fixed seeds.</summary>
internal static class Samples
{
    public static PluginContext Context(ulong seed = 1) => new(new RandomStream(StreamKey.FromSeed(seed)));

    /// <summary>Standard normal majority; minority shifted by 1 in every column, with correlated columns.</summary>
    public static TrainingSample Normal(int majority, int minority, int dimension, ulong seed = 1, double shift = 1)
    {
        var stream = new RandomStream(StreamKey.FromSeed(seed));
        var rows0 = new FeatureMatrix(majority, dimension);
        var rows1 = new FeatureMatrix(minority, dimension);
        stream.FillNormal(rows0.Writable.Values);
        stream.FillNormal(rows1.Writable.Values);
        for (var i = 0; i < minority; i++)
        {
            var row = rows1.Writable[i];
            for (var j = 0; j < dimension; j++) row[j] = row[j] * (1 + 0.1 * j) + shift + (j > 0 ? 0.5 * row[j - 1] : 0);
        }

        return new(rows0, rows1);
    }

    /// <summary>A skewed minority (squares of normals): its SMOTE law has another mean and spread than its bootstrap law.</summary>
    public static TrainingSample Skewed(int minority, int dimension, ulong seed = 1)
    {
        var sample = Normal(3, minority, dimension, seed);
        foreach (ref var value in sample.Minority.Writable.Values) value *= value;
        return sample;
    }

    public static TrainingSample Of(double[,] majority, double[,] minority, params string[] columns) =>
        new(Matrix(majority), Matrix(minority), 1, [.. columns.Select(c => new FeatureColumn(c))]);

    public static FeatureMatrix Matrix(double[,] values) => new(values.Cast<double>().ToArray(), values.GetLength(1));

    public static FeatureMatrix Draw(this IFittedGenerator fitted, int rows, int dimension, ulong seed = 1, long firstRow = 0)
    {
        var matrix = new FeatureMatrix(rows, dimension);
        fitted.Generate(matrix.Writable, firstRow, Context(seed));
        return matrix;
    }

    public static FeatureMatrix Draw(this ISyntheticGenerator generator, TrainingSample sample, int rows, ulong seed = 1) =>
        generator.Fit(sample, Context(seed)).Draw(rows, sample.Dimension, seed);

    public static double[] Column(this FeatureMatrix matrix, int column) =>
        [.. Enumerable.Range(0, matrix.RowCount).Select(i => matrix[i][column])];

    /// <summary>|estimate − truth| in standard errors.</summary>
    public static double Z(double estimate, double truth, double standardError) => Math.Abs(estimate - truth) / standardError;
}
