using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class GeneratorPushTests
{
    private static readonly StreamKey Key = StreamKey.FromSeed(77);
    private static readonly SquaredLoss Loss = SquaredLoss.ZeroOne(intercept: false);

    // Example 2: ∇φ = (4/3, 0), ∇ψ = (1/2, 0) for rows of N((½, 0), I), so s = 3/8 and γ = 4.
    private static TrainingSample Example(int n1, ulong seed) => Samples.Draw(new GaussianDraws([0, 0]), 10 * n1, new GaussianDraws([1, 0]), n1, seed);

    private static GeneratorPush Push(TrainingSample sample, ISyntheticGenerator generator, int repeats = 5, ulong seed = 0) =>
        GeneratorPush.Of(WeightedFit.Of(Loss, sample).Required, sample, generator, Key.Fork(seed), repeats).Required;

    [Fact]
    public void Rows_of_another_law_push_as_far_as_the_closed_form_says()
    {
        var push = Push(Example(4000, 1), new LawOf(_ => new GaussianDraws([0.5, 0])));
        var coefficients = push.Coefficients([new("lactate"), new("age")]);
        coefficients.Select(c => c.Name).ShouldBe(["lactate", "age"]);
        coefficients[0].Gradient.ShouldBe(0.5, 5 * coefficients[0].GradientError);
        coefficients[1].Gradient.ShouldBe(0, 5 * coefficients[1].GradientError);
        coefficients[0].GradientError.ShouldBeLessThan(0.1);
        // H = diag(3, 2) along the axes, π̃ = 9/20.
        coefficients[0].Shift.ShouldBe(-0.45 * 0.5 / 3, 5 * coefficients[0].ShiftError);
        push.Coefficients([])[1].Name.ShouldBe("column 2");
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("copies")]
    [InlineData("centre")]
    public void The_standard_error_is_the_spread_over_samples(string kind)
    {
        const int Repetitions = 400;
        ISyntheticGenerator generator = kind switch
        {
            "elsewhere" => new LawOf(_ => new GaussianDraws([0.5, 0])),
            "copies" => new LawOf(rows => new Resampled(rows)),
            _ => new LawOf(rows => new GaussianDraws(rows.Mean())),
        };
        double[] values = new double[Repetitions], errors = new double[Repetitions], naive = new double[Repetitions];
        for (var r = 0; r < Repetitions; r++)
        {
            var sample = Example(60, 1000 + (ulong)r);
            var push = Push(sample, generator, seed: (ulong)r);
            values[r] = push.Gradient[0];
            errors[r] = Math.Pow(push.Coefficients([])[0].GradientError, 2);
            naive[r] = WeightedFit.Of(Loss, sample).Required.Minority.Covariance[0] / 60;
        }

        // A variance over 400 samples: relative standard error √(2/400) = 7 %; the mean of the estimates, with 4 degrees each, about as much.
        var spread = Math.Pow(Estimate.Of(values).StandardDeviation, 2);
        // Copies leave the noise of the draws only, a hundredth of the rows' own; what it costs not to know that they are copies is three times that.
        errors.Average().ShouldBe(spread, 4 * 0.1 * spread + 0.03 * naive.Average());
        // The twin knows nothing of what the generator took over from the rows.
        if (kind != "elsewhere") Math.Abs(naive.Average() - spread).ShouldBeGreaterThan(4 * 0.1 * spread);
    }

    [Fact]
    public void The_projection_of_Example_2_is_three_eighths_and_four_times_the_rows_cancel()
    {
        var sample = Example(4000, 3);
        var fit = WeightedFit.Of(Loss, sample).Required;
        var test = RegimeTest.Of(fit, Key, 99).Required;
        var push = GeneratorPush.Of(fit, sample, new LawOf(_ => new GaussianDraws([0.5, 0])), Key, draws: 20_000).Required;
        var alignment = PushAlignment.Of(push, test);
        alignment.Projection.Value.ShouldBe(0.375, 5 * alignment.Projection.Error);
        alignment.Cancellation.ShouldBe(Cancellation.Finite);
        alignment.Gamma!.Value.Value.ShouldBe(1 / (1 - 2 * alignment.Projection.Value), 1e-12);
        alignment.Gamma!.Value.Upper.ShouldBe(1 / (1 - 2 * alignment.Projection.Upper), 1e-12);
        alignment.Cosine.Lower.ShouldBeGreaterThan(0.9);
        push.ClassOf().ShouldBe(GeneratorClass.Inconsistent);

        // Rows of the majority's own law push the whole way: s = 1.
        var away = PushAlignment.Of(GeneratorPush.Of(fit, sample, new LawOf(_ => new GaussianDraws([0, 0])), Key).Required, test);
        away.Cancellation.ShouldBe(Cancellation.RunsAway);
        away.Gamma.ShouldBeNull();
    }

    [Fact]
    public void Few_rows_or_an_interval_across_one_half_leave_it_undetermined()
    {
        foreach (var (n1, mean) in new[] { (4, 0.5), (100, 1.0 / 3) })
        {
            var sample = Example(n1, 4);
            var fit = WeightedFit.Of(Loss, sample).Required;
            var alignment = PushAlignment.Of(
                GeneratorPush.Of(fit, sample, new LawOf(_ => new GaussianDraws([mean, 0])), Key).Required, RegimeTest.Of(fit, Key, 99).Required);
            alignment.Cancellation.ShouldBeNull();
            alignment.Gamma.ShouldBeNull();
        }
    }

    [Fact]
    public void A_generator_that_refuses_is_a_typed_answer()
    {
        var sample = Example(20, 5);
        var answer = GeneratorPush.Of(WeightedFit.Of(Loss, sample).Required, sample, new LawOf(_ => throw new RefusalException("no neighbours")), Key);
        answer.Missing.ShouldBe(new NoAnswer(NoAnswerReason.GeneratorRefused, "no neighbours"));
        var few = Example(3, 5);
        GeneratorPush.Of(WeightedFit.Of(Loss, few).Required, few, new LawOf(rows => new Resampled(rows)), Key).Missing!.Reason.ShouldBe(NoAnswerReason.TooFewRows);
    }
}

/// <summary>A generator whose fit is a law.</summary>
internal sealed class LawOf(Func<FeatureMatrix, ILaw> fit) : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(fit(sample.Minority));

    private sealed class Fitted(ILaw law) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context) => law.Draw(destination, firstRow, context.Random);
    }
}

/// <summary>The rows themselves, with replacement.</summary>
internal sealed class Resampled(FeatureMatrix rows) : ILaw
{
    public int Dimension => rows.Dimension;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        for (var i = 0; i < destination.Count; i++) rows[random.AtRow(firstRow + i).NextIndex(rows.RowCount)].CopyTo(destination[i]);
    }
}
