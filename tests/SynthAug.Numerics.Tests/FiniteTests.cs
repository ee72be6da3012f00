namespace SynthAug.Numerics.Tests;

/// <summary>The check that every pool and every fit goes through, at each place of its four sums and of the rest behind them.</summary>
public sealed class FiniteTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_is_seen_wherever_it_stands(double value)
    {
        for (var length = 1; length <= 71; length++)
        {
            var values = new double[length];
            for (var i = 0; i < length; i++)
            {
                Array.Fill(values, double.MaxValue);
                values[i] = value;
                Refuse.AreFinite(values).ShouldBeFalse($"{value} at {i} of {length}");
            }
        }
    }

    [Fact]
    public void The_largest_numbers_of_both_signs_are_finite()
    {
        for (var length = 0; length <= 71; length++)
        {
            double[] values = [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? double.MaxValue : -double.MaxValue)];
            Refuse.AreFinite(values).ShouldBeTrue($"{length}");
        }
    }
}
