using SynthAug.Engine.Risk;
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

    private class Mute : IClassifier
    {
        public IModel Fit(in FitInput input, PluginContext context) => throw new NotSupportedException();
    }

    private sealed class Minimiser(IDifferentiableLoss loss) : Mute, IRiskMinimiser
    {
        public IDifferentiableLoss Loss => loss;
    }
}
