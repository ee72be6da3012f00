using SynthAug.Engine.Measures;
using SynthAug.Engine.Risk;
using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tests.Experiments;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

/// <summary>Remark 1 end to end: the ρ of the objective reaches targets, rules without rows and measures.</summary>
public class WeightedObjectiveTests
{
    private static FeatureMatrix Draw(double mean, int count, ulong seed)
    {
        var rows = new FeatureMatrix(count, 2);
        new GaussianDraws([mean, 0]).Draw(rows.Writable, 0, new RandomStream(StreamKey.FromSeed(seed)));
        return rows;
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.3)]
    public void The_held_out_loss_is_the_risk_of_the_theory(double rho)
    {
        TrainingSample training = new(Draw(0, 300, 1), Draw(1, 40, 2));
        ValidationSample held = new(Draw(0, 700, 3), Draw(1, 500, 4));
        var model = (ILinearModel)new MeanClassifier().Fit(new FitInput { Real = training, Synthetic = new([], 2) }, null!);
        ClassLaws laws = new(ClassLaw.Of(held.Majority), ClassLaw.Of(held.Minority), ClassLaw.Of(held.Minority));
        var theory = LocalRisk.At(new LogisticLoss(true), laws, rho, [.. model.Coefficients, model.Intercept]).Risk;
        new HeldOutLoss().Of(model, held, new(Loss.Log, rho)).ShouldBe(theory, 1e-13);
        Math.Abs(new HeldOutLoss().Of(model, held, new(Loss.Log, 0.4)) - theory).ShouldBeGreaterThan(1e-3);
    }

    [Theory]
    [InlineData(0.5, 48)]
    [InlineData(0.3, 128)]
    public void Balancing_shift_and_weights_follow_the_objective(double rho, int rows)
    {
        // 60 and 12 training rows: γ = 1 is ((1−ρ)/ρ)·60 − 12; shift and weight both end at log-odds (1−ρ)/ρ between the classes.
        var plain = TestExperiment.Plain with
        {
            Objective = new(Loss.Log, rho),
            Rules = [new NoAugmentationRule("none"), new PriorShiftRule("shift"), new ClassWeightRule("weight"), new FixedSizeRule("naive", 1)],
        };
        foreach (var trial in new TestExperiment(plain).Run().Chunk(4))
        {
            var intercept = trial.ToDictionary(r => r.Rule, r => r.Measures[1]);
            trial.Single(r => r.Rule == "naive").SyntheticSize.ShouldBe(rows);
            (intercept["shift"] - intercept["none"]).ShouldBe(ExactMath.Log((1 - rho) / rho) - ExactMath.Log(12.0 / 60), 1e-12);
            intercept["weight"].ShouldBe(intercept["shift"], 1e-12);
        }
    }

    [Fact]
    public void Scores_weigh_the_classes_as_the_objective_does()
    {
        // ρA + (1−ρ)B is linear in ρ, and the raw fit does not depend on it.
        double[] At(double rho) => [.. new TestExperiment(TestExperiment.Plain with
        {
            Objective = new(Loss.Log, rho),
            Rules = [new NoAugmentationRule("none")],
            Scores = Score.BalancedLogLoss | Score.BalancedError,
        }).Run().SelectMany(r => r.Measures.Skip(3))];

        var (low, middle, high) = (At(0.3), At(0.5), At(0.7));
        for (var i = 0; i < middle.Length; i++)
        {
            ((low[i] + high[i]) / 2).ShouldBe(middle[i], 1e-13);
            Math.Abs(low[i] - middle[i]).ShouldBeGreaterThan(1e-3);
        }

        middle.Length.ShouldBe(12);
    }
}
