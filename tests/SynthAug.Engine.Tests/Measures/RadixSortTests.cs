using SynthAug.Engine.Measures;

namespace SynthAug.Engine.Tests.Measures;

public class RadixSortTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(255), InlineData(10_000)]
    public void Numbers_come_in_the_order_of_a_sort_by_comparisons(int count)
    {
        var numbers = Drawn(count);
        var expected = (double[])numbers.Clone();
        Array.Sort(expected);
        RadixSort.Ascending(numbers);
        numbers.ShouldBe(expected);
    }

    [Fact]
    public void Signs_zeros_and_infinities_have_their_places()
    {
        double[] numbers = [0, double.PositiveInfinity, -double.Epsilon, 1, -0.0, double.NegativeInfinity, double.Epsilon, -1e300];
        RadixSort.Ascending(numbers);
        numbers.ShouldBe([double.NegativeInfinity, -1e300, -double.Epsilon, -0.0, 0, double.Epsilon, 1, double.PositiveInfinity]);
        double.IsNegative(numbers[3]).ShouldBeTrue();
        double.IsNegative(numbers[4]).ShouldBeFalse();
    }

    [Fact]
    public void Rows_go_with_their_numbers_and_those_of_equal_numbers_keep_their_order()
    {
        var numbers = Drawn(5000);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Math.Round(numbers[i]) + 0.0;
        var unsorted = (double[])numbers.Clone();
        int[] rows = [.. Enumerable.Range(0, numbers.Length)];
        RadixSort.Ascending(numbers, rows);
        rows.ShouldBe(Enumerable.Range(0, numbers.Length).OrderBy(i => unsorted[i]));
        for (var i = 0; i < rows.Length; i++) numbers[i].ShouldBe(unsorted[rows[i]]);
        Should.Throw<ArgumentException>(() => RadixSort.Ascending(new double[3], new int[2]));
    }

    private static double[] Drawn(int count)
    {
        var random = new RandomStream(StreamKey.FromSeed(7));
        // Of all sizes, every byte of their bits in use.
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextUniform() - 0.5) * Math.Pow(10, 20 * random.NextUniform() - 10))];
    }
}
