using System.Globalization;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class TickTests
{
    public static TheoryData<double, double> Ranges
    {
        get
        {
            var data = new TheoryData<double, double>();
            double[] ends = [-1e9, -1234.5, -1, -1e-9, 0, 1e-9, 3e-5, 0.1, 0.3, 1, 7, 100, 99999.5, 1e6, 1e9];
            foreach (var from in ends)
                foreach (var to in ends)
                    if (from < to) data.Add(from, to);
            return data;
        }
    }

    public static TheoryData<double, double> PositiveRanges
    {
        get
        {
            var data = new TheoryData<double, double>();
            double[] ends = [1e-300, 1e-9, 3e-9, 2e-4, 0.1, 0.11, 0.9, 1, 1.0001, 2, 6, 10, 90, 3200, 1e5, 2e6, 1e9, 1e300];
            foreach (var from in ends)
                foreach (var to in ends)
                    if (from < to) data.Add(from, to);
            return data;
        }
    }

    [Theory, MemberData(nameof(Ranges))]
    public void Linear_ticks_are_round_even_and_say_their_value(double min, double max)
    {
        for (var target = 1; target <= 12; target++)
        {
            var ticks = LinearTicks.Between(min, max, target);
            ticks.Count.ShouldBeInRange(target < 3 ? 0 : target / 3, target + 1);
            ticks.Where(tick => tick.Value < min || tick.Value > max).ShouldBeEmpty();
            foreach (var tick in ticks) Read(tick.Label).ShouldBe(tick.Value, Math.Abs(tick.Value) * 1e-9 + 1e-30);
            ticks.Select(tick => tick.Label).ShouldBeUnique();
            if (ticks.Count < 2) continue;
            var step = ticks[1].Value - ticks[0].Value;
            for (var i = 1; i < ticks.Count; i++) (ticks[i].Value - ticks[i - 1].Value).ShouldBe(step, step * 1e-4);
            var digit = step / Math.Pow(10, Math.Floor(Math.Log10(step * 1.0001)));
            new[] { 1, 2, 5 }.ShouldContain(d => Math.Abs(digit - d) < 1e-3, $"step {step}");
        }
    }

    [Theory, MemberData(nameof(PositiveRanges))]
    public void Log_ticks_rise_inside_the_range_and_say_their_value(double min, double max)
    {
        for (var level = 0; level <= LogTicks.Sparsest; level++)
        {
            var ticks = LogTicks.Between(min, max, level);
            ticks.Where(tick => tick.Value < min || tick.Value > max).ShouldBeEmpty();
            for (var i = 1; i < ticks.Count; i++) ticks[i].Value.ShouldBeGreaterThan(ticks[i - 1].Value);
            foreach (var tick in ticks.Where(tick => !tick.IsMinor)) Read(tick.Label).ShouldBe(tick.Value, tick.Value * 1e-9);
            if (level == 0) ticks.Count(tick => !tick.IsMinor).ShouldBeGreaterThanOrEqualTo(3);
        }
    }

    [Fact]
    public void Less_than_a_decade_is_labelled_at_one_two_and_five() =>
        Labels(LogTicks.Between(0.9, 6)).ShouldBe(["1", "2", "5"]);

    [Fact]
    public void Decades_are_labelled_and_their_ninths_are_minor_ticks()
    {
        var ticks = LogTicks.Between(6, 3200, level: 2);
        Labels(ticks).ShouldBe(["10", "100", "1000"]);
        ticks.Where(tick => tick.IsMinor).Select(tick => tick.Value).Take(5).ShouldBe([6, 7, 8, 9, 20]);
    }

    [Fact]
    public void Labels_thin_out_around_one() =>
        Labels(LogTicks.Between(1e-9, 1e9, level: 4)).ShouldBe(["10⁻⁹", "10⁻⁶", "10⁻³", "10⁰", "10³", "10⁶", "10⁹"]);

    [Fact]
    public void Small_steps_share_one_power_of_ten() =>
        Labels(LinearTicks.Between(0, 2.5e-7, 5)).ShouldBe(["0", "0.5×10⁻⁷", "1.0×10⁻⁷", "1.5×10⁻⁷", "2.0×10⁻⁷", "2.5×10⁻⁷"]);

    [Fact]
    public void Counted_things_have_no_half_ticks() =>
        Labels(LinearTicks.Between(-0.1, 2.1, 9, integers: true)).ShouldBe(["0", "1", "2"]);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(0, double.NaN)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1e308, 1.7e308)]
    public void A_range_that_is_reversed_empty_or_not_finite_is_refused(double min, double max)
    {
        Should.Throw<ArgumentException>(() => LinearTicks.Between(min, max, 5));
        Should.Throw<ArgumentException>(() => LogTicks.Between(min, max));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_log_axis_cannot_start_at_or_below_zero(double min) => Should.Throw<ArgumentException>(() => LogTicks.Between(min, 10));

    static IEnumerable<string> Labels(IEnumerable<Tick> ticks) => ticks.Where(tick => !tick.IsMinor).Select(tick => tick.Label);

    // The inverse of every way a label is written.
    static double Read(string label)
    {
        const string raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", plain = "0123456789-";
        var text = string.Concat(label.Replace('−', '-').Replace("×", "", StringComparison.Ordinal).Select(c => c));
        var start = text.IndexOfAny([.. raised]);
        if (start < 0) return double.Parse(text, CultureInfo.InvariantCulture);
        var mantissa = text[..(start - 2)] switch { "" => "1", "-" => "-1", var m => m };
        return double.Parse(mantissa + "e" + string.Concat(text[start..].Select(c => plain[raised.IndexOf(c)])), CultureInfo.InvariantCulture);
    }
}
