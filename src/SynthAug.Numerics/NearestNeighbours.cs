namespace SynthAug.Numerics;

/// <summary>Exact nearest neighbours of every row among the other rows, Euclidean.</summary>
public static class NearestNeighbours
{
    /// <summary>
    /// The k nearest other rows of each row, nearest first; equal distances by index. A row is excluded from its own list by index, not
    /// by distance: duplicates are neighbours. A distance is <see cref="Kernels.SquaredDistance"/>; NaN counts as +∞.
    /// </summary>
    /// <param name="rows">n × d.</param>
    /// <param name="k">1 ≤ k &lt; n.</param>
    /// <param name="neighbours">n × k row indices, length n·k; written.</param>
    /// <exception cref="ArgumentException">k is out of range, or the length does not fit.</exception>
    public static void Find(ReadOnlyRows rows, int k, Span<int> neighbours)
    {
        if (k < 1 || k >= rows.Count)
            throw new ArgumentException($"k = {k} neighbours cannot be had from {rows.Count} rows: 1 ≤ k < n.", nameof(k));
        Require.Length(neighbours.Length, checked(rows.Count * k), nameof(neighbours));
        var nearest = new double[k];
        for (var i = 0; i < rows.Count; i++)
        {
            var indices = neighbours.Slice(i * k, k);
            indices.Fill(-1);
            Array.Fill(nearest, double.PositiveInfinity);
            for (var j = 0; j < rows.Count; j++)
            {
                if (j != i) Insert(Kernels.SquaredDistance(rows[i], rows[j]), j, nearest, indices);
            }
        }
    }

    // Rows come in ascending index, so a tie goes behind what is there; −1 marks a place not taken yet.
    private static void Insert(double distance, int index, Span<double> nearest, Span<int> indices)
    {
        if (double.IsNaN(distance)) distance = double.PositiveInfinity;
        var last = nearest.Length - 1;
        if (indices[last] >= 0 && !(distance < nearest[last])) return;
        var place = last;
        while (place > 0 && (indices[place - 1] < 0 || distance < nearest[place - 1]))
        {
            nearest[place] = nearest[place - 1];
            indices[place] = indices[place - 1];
            place--;
        }

        nearest[place] = distance;
        indices[place] = index;
    }
}
