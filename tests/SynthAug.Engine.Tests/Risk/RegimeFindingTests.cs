using SynthAug.Engine.Risk;
using SynthAug.Engine.Tuning;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class RegimeFindingTests
{
    private static readonly StreamKey Key = StreamKey.FromSeed(6);

    private static Answer<RegimeFinding> Find(IClassifier classifier, int n1) =>
        RegimeFinding.Of(classifier, Samples.Draw(new TwoClusters(2, 2.5), 10 * n1, new GaussianDraws([1, 0]), n1, 2), 0.5, Key);

    [Fact]
    public void With_an_intercept_the_slopes_are_read_and_without_one_the_gradient()
    {
        var with = Find(new Minimiser(new LogisticLoss(intercept: true)), 200).Required;
        // Whatever the classes: the intercept's coordinate of ∇φ is −1.
        with.Gradient.PValue.ShouldBeLessThan(0.01);
        with.Asymmetric.ShouldBe(with.Slopes!.Value.Required.PValue <= 0.05);
        with.Slopes.Value.Required.PValue.ShouldBeLessThan(0.01);
        var without = Find(new Minimiser(SquaredLoss.Signed(intercept: false)), 200).Required;
        without.Slopes.ShouldBeNull();
        without.Asymmetric.ShouldBe(without.Gradient.PValue <= 0.05);
    }

    [Fact]
    public void Few_rows_and_a_loss_without_gradients_leave_it_open()
    {
        Find(new Minimiser(new LogisticLoss(intercept: true)), 7).Required.Asymmetric.ShouldBeNull();
        Find(new Mute(), 50).Missing!.Reason.ShouldBe(NoAnswerReason.NoGradients);
    }

    [Fact]
    public void The_tuner_gets_the_plug_in_size_or_the_reason()
    {
        var sample = Samples.Draw(new GaussianDraws([0, 0]), 400, new GaussianDraws([1, 0]), 40, 3);
        var classifier = new Minimiser(SquaredLoss.ZeroOne(intercept: false));
        PlugInTask Task(IClassifier of, double[] gammas) => new(sample, new LawOf(_ => new GaussianDraws([0.5, 0])), of, 0.5, gammas, Key);
        var context = new PluginContext(new RandomStream(Key));
        // 4 cancels the bias; 0 is a candidate whatever was asked for.
        var whole = new TheoryPlugIn().Of(Task(classifier, [4, 2, 2])).Required;
        whole.Curve.Select(c => c.Gamma).ShouldBe([0, 2, 4]);
        new TheoryPlugIn().Gamma(Task(classifier, [4, 2, 2]), context).ShouldBe(whole.Best.Gamma);
        whole.Best.Gamma.ShouldBeGreaterThan(0);
        var few = Samples.Draw(new GaussianDraws([0, 0]), 400, new GaussianDraws([0, 0]), 40, 3);
        PlugInTask symmetric = new(few, new LawOf(_ => new GaussianDraws([0, 0])), classifier, 0.5, [1], Key);
        new TheoryPlugIn().Of(symmetric).Required.TakenAsFresh.ShouldBeFalse();
        new TheoryPlugIn(_ => true).Of(symmetric).Required.TakenAsFresh.ShouldBeTrue();
        Should.Throw<RefusalException>(() => new TheoryPlugIn().Gamma(Task(new Mute(), [1]), context)).Message.ShouldContain("gradients");
    }

    private class Mute : IClassifier
    {
        public IModel Fit(in FitInput input, PluginContext context) => throw new NotSupportedException();
    }

    private sealed class Minimiser(IDifferentiableLoss loss) : Mute, IRiskMinimiser
    {
        public IDifferentiableLoss Loss => loss;
    }
}
