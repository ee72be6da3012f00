using System.Diagnostics;
using System.Globalization;
using SynthAug.Numerics;

namespace SynthAug.Benchmarks;

/// <summary>The neighbours that SMOTE needs: five of every row, standard normal rows.</summary>
internal static class NeighbourRun
{
    private const int K = 5;

    /// <summary>Prints one JSON line: seconds of the search, and the mean distance to the fifth neighbour with its standard error.</summary>
    public static int Print(int rows, int dimension)
    {
        var points = Normal(rows, dimension);
        var neighbours = new int[rows * K];
        var watch = Stopwatch.StartNew();
        NearestNeighbours.Find(points.Rows, K, neighbours);
        var seconds = watch.Elapsed.TotalSeconds;

        var farthest = new double[rows];
        for (var i = 0; i < rows; i++) farthest[i] = Math.Sqrt(Kernels.SquaredDistance(points[i], points[neighbours[i * K + K - 1]]));
        var distance = Estimate.Of(farthest);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $$"""{"seconds":{{seconds}},"mean":{{distance.Mean}},"se":{{distance.StandardError}},"n":{{rows}}}"""));
        return 0;
    }

    public static FeatureMatrix Normal(int rows, int dimension)
    {
        var points = new FeatureMatrix(rows, dimension);
        new RandomStream(StreamKey.FromSeed(9)).FillNormal(points.Writable, 0);
        return points;
    }
}
