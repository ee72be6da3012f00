using System.Globalization;
using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class FewDigitsTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void A_rounded_number_is_the_one_that_its_digits_parse_to(int digits)
    {
        var random = new RandomStream(StreamKey.FromSeed(9));
        List<double> values = [0, -0.0, 1, 10, 9.5, 0.1, 0.01, 0.001, 1e-4, 1e-5, 9.99999999999999e-6, 1e15, 1e16, 9007199254740993, 1e22, 1e23, 1e300, 5e-324, 0.999999999999999, 99999999999999.95, 2.5, 1.005, 0.30000000000000004];
        for (var i = 0; i < 40_000; i++)
        {
            var value = (random.NextUniform() + 0.1) * Math.Pow(10, random.NextIndex(30) - 8);
            values.Add(i % 2 == 0 ? value : -Math.Round(value, random.NextIndex(12)));
        }

        foreach (var value in values)
        {
            var parsed = double.Parse(value.ToString("G" + digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            FewDigits.Round(value, digits).ShouldBe(parsed, $"{value:R}");
        }
    }
}
