using SynthAug.App.Terminal;
using SynthAug.Engine;

namespace SynthAug.App.Tests.Verbs;

public sealed class SweepLineTests
{
    [Fact]
    public void A_log_gets_a_line_every_ten_seconds()
    {
        Written(isTerminal: false, (0, 0), (1, 4), (2, 9.9), (3, 10), (4, 12), (5, 19.9), (6, 20.5), (10, 24)).ShouldBe(
            "Study: 3/10 trials, 0.3/s, 24 s left\nStudy: 6/10 trials, 0.3/s, 14 s left\n");
    }

    [Fact]
    public void A_terminal_gets_one_living_line_that_ends_whole()
    {
        Written(isTerminal: true, (0, 0), (1, 0.05), (2, 0.1), (3, 0.15), (10, 0.19)).ShouldBe(
            "\rStudy: 2/10 trials, 20/s, 1 s left\u001b[K\rStudy: 10/10 trials, 52.6/s, 0 s left\u001b[K\n");
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(7260, "2 h 1 min")]
    public void Time_left_is_said_in_two_words(double seconds, string text) => SweepLine.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    private static string Written(bool isTerminal, params (int Done, double Seconds)[] reports)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var services = new AppServices { Output = TextWriter.Null, Error = error, ErrorIsTerminal = isTerminal, Plugins = new OnlyFrom() };
        using (var line = new SweepLine(services, "Study"))
            foreach (var (done, seconds) in reports) line.Report(new(done, 10, TimeSpan.FromSeconds(seconds)));
        return error.ToString();
    }
}
