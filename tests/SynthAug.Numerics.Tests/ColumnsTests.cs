namespace SynthAug.Numerics.Tests;

public class ColumnsTests
{
    // Rows, columns, points: lane edges, tile edges of 8 and 16, several tiles of points.
    public static readonly TheoryData<int, int, int> Shapes = new()
    {
        { 0, 3, 2 }, { 1, 1, 1 }, { 7, 5, 3 }, { 8, 1, 8 }, { 9, 6, 9 }, { 16, 2, 17 }, { 17, 20, 0 }, { 33, 5, 5 }, { 40, 13, 31 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Every_entry_is_one_chain_along_the_columns(int count, int d, int points)
    {
        var (rows, others) = (Draw(count, d, 1), Draw(points, d, 2));
        var stride = Columns.Padded(count) + 8;
        var columns = new double[d * stride];
        Columns.Transpose(rows.Rows, columns, stride);
        var (distances, products) = (Filled(points * (count + 3)), Filled(points * (count + 3)));
        Columns.SquaredDistances(columns, stride, count, others.Rows, distances, count + 3);
        Columns.AddProducts(columns, stride, count, others.Rows, d - 1, products, count + 3);
        for (var m = 0; m < points; m++)
        {
            for (var i = 0; i < count + 3; i++)
            {
                // What lies between two rows of results is left alone; a sum of products goes on from what was there, over the columns asked for.
                double distance = i < count ? 0 : 0.5, product = 0.5;
                for (var k = 0; i < count && k < d; k++)
                {
                    distance = Math.FusedMultiplyAdd(rows[i][k] - others[m][k], rows[i][k] - others[m][k], distance);
                    if (k < d - 1) product = Math.FusedMultiplyAdd(rows[i][k], others[m][k], product);
                }

                distances[m * (count + 3) + i].ShouldBe(distance);
                products[m * (count + 3) + i].ShouldBe(product);
            }
        }
    }

    [Fact]
    public void Too_little_room_is_refused()
    {
        var rows = Draw(9, 2, 1).Rows;
        Should.Throw<ArgumentException>(() => Columns.Transpose(Draw(9, 2, 1).Rows, new double[17], 9));
        Should.Throw<ArgumentException>(() => Columns.Transpose(Draw(9, 2, 1).Rows, new double[32], 8));
        var columns = new double[32];
        Columns.Transpose(rows, columns, 16);
        // Whole groups are read: nine rows need sixteen places.
        Should.Throw<ArgumentException>(() => Columns.AddProducts(columns.AsSpan(0, 31), 16, 9, new([1, 2], 2), 2, new double[9], 9));
        Should.Throw<ArgumentException>(() => Columns.AddProducts(columns, 9, 9, new([1, 2], 2), 2, new double[9], 9));
        Should.Throw<ArgumentException>(() => Columns.AddProducts(columns, 16, 9, new([1, 2], 2), 3, new double[9], 9));
        Should.Throw<ArgumentException>(() => Columns.AddProducts(columns, 16, 9, new([1, 2], 2), 2, new double[8], 9));
        Should.Throw<ArgumentException>(() => Columns.SquaredDistances(columns, 16, 9, new([1, 2, 3, 4], 2), new double[18], 8));
    }

    private static FeatureMatrix Draw(int count, int d, ulong seed)
    {
        var rows = new FeatureMatrix(count, d);
        new RandomStream(StreamKey.FromSeed(seed)).FillNormal(rows.Writable, 0);
        return rows;
    }

    private static double[] Filled(int length)
    {
        var values = new double[length];
        Array.Fill(values, 0.5);
        return values;
    }
}
