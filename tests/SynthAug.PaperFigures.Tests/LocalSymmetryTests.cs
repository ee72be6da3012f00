namespace PaperFigures.Tests;

/// <summary>Section 7.2: what synthetic rows do where imbalance is not what hurts. Standard errors are those of paired differences over repetitions.</summary>
public class LocalSymmetryTests
{
    private const double Sure = 4;

    [Fact]
    public void Figure_5_every_generator_but_the_oracle_makes_it_worse_from_the_first_rows_on()
    {
        var run = FigureRun.Of(nameof(Figure5));
        foreach (var noise in Enum.GetValues<NoiseShape>())
        {
            var part = run.In(nameof(Figure5.Noise), noise);
            foreach (var generator in (string[])["semi-oracle", "smote", "gaussian-fit"]) Changes(part, generator, "ExcessRisk").ShouldAllBe(z => z > Sure, $"{noise}, {generator}");
            // The twin of the check: rows of the true law fail it at every size, and pass its opposite.
            Changes(part, "oracle", "ExcessRisk").ShouldAllBe(z => z < -Sure, $"{noise}, oracle");
        }

        static IEnumerable<double> Changes(FigureRun run, string generator, string measure)
        {
            var own = run.Where(row => row.Generator == generator);
            return Enumerable.Range(1, 19).Select(i => own.At(4 * i / 19.0).Less(own.At(0), measure).Z());
        }
    }

    [Theory]
    [InlineData("ExcessRisk")]
    [InlineData("ParameterError")]
    public void Figure_7_SMOTE_and_Gaussian_fit_do_not_fall_with_the_size_and_the_oracle_does(string measure)
    {
        var run = Figure7Run.Value.Where(row => row.Classifier == "no intercept");
        Steps(run, "smote", measure).ShouldAllBe(z => z > -Sure);
        Steps(run, "gaussian-fit", measure).ShouldAllBe(z => z > -Sure);
        Change(run, "smote", measure).ShouldBeGreaterThan(Sure);
        Change(run, "gaussian-fit", measure).ShouldBeGreaterThan(Sure);
        // The twin: the oracle fails both checks; its fall is steady but flat at the end, so it is told from 0 to 2 and over the first half step by step.
        Steps(run, "oracle", measure).Take(4).ShouldAllBe(z => z < -Sure);
        Change(run, "oracle", measure).ShouldBeLessThan(-Sure);
    }

    [Fact]
    public void Figure_7_reverses_with_an_intercept_there_every_generator_helps()
    {
        var run = Figure7Run.Value.Where(row => row.Classifier == "with intercept");
        foreach (var generator in (string[])["smote", "gaussian-fit", "oracle"])
        {
            var own = run.Where(row => row.Generator == generator);
            own.At(1).Less(own.At(0), "ExcessRisk").Z().ShouldBeLessThan(-20, generator);
        }
    }

    private static readonly Lazy<FigureRun> Figure7Run = new(() => FigureRun.Of(nameof(Figure7), repetitions: 50));

    private static IEnumerable<double> Steps(FigureRun run, string generator, string measure)
    {
        var own = run.Where(row => row.Generator == generator);
        return Enumerable.Range(0, 8).Select(i => own.At(0.25 * (i + 1)).Less(own.At(0.25 * i), measure).Z());
    }

    private static double Change(FigureRun run, string generator, string measure)
    {
        var own = run.Where(row => row.Generator == generator);
        return own.At(2).Less(own.At(0), measure).Z();
    }
}
