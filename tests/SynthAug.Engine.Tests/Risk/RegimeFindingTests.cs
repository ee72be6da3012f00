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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_most_frequent_level_of_a_category_is_the_reference(bool intercept)
    {
        // Two numbers, a category of three levels, another of three; levels 2 and 4 (of all six) are the most frequent of theirs.
        var random = new RandomStream(Key);
        FeatureMatrix Rows(int count, double shift)
        {
            var rows = new FeatureMatrix(count, 8);
            for (var i = 0; i < count; i++)
            {
                var row = rows.Writable[i];
                (row[0], row[1]) = (random.NextNormal() + shift, random.NextNormal());
                row[2 + (random.NextUniform() < 0.5 ? 1 : random.NextUniform() < 0.5 + shift / 3 ? 0 : 2)] = 1;
                row[5 + (random.NextUniform() < 0.6 ? 1 : random.NextUniform() < 0.5 ? 0 : 2)] = 1;
            }

            return rows;
        }

        FeatureColumn[] columns = [new("x"), new("z"), .. Enumerable.Range(0, 6).Select(level => new FeatureColumn($"level {level}", ColumnKind.OneHot) { Block = level / 3 })];
        var (majority, minority) = (Rows(1000, 0), Rows(150, 0.7));
        // Without an intercept the first category is one.
        int[] kept = intercept ? [0, 1, 2, 4, 5, 7] : [0, 1, 2, 3, 4, 5, 7];
        TrainingSample whole = new(majority, minority, columns: columns), coded = new(Some(majority), Some(minority));
        var classifier = new Minimiser(new LogisticLoss(intercept));

        var (found, expected) = (RegimeFinding.Of(classifier, whole, 0.5, Key).Required, RegimeFinding.Of(classifier, coded, 0.5, Key).Required);

        found.Gradient.PValue.ShouldBe(expected.Gradient.PValue);
        if (intercept) found.Slopes!.Value.Required.PValue.ShouldBe(expected.Slopes!.Value.Required.PValue);
        var (push, without) = (GeneratorPush.Of(found.Fit, whole, new Copies(), Key).Required, GeneratorPush.Of(expected.Fit, coded, new Copies(), Key).Required);
        push.Gradient.ShouldBe(without.Gradient);
        push.Coefficients(columns).Select(c => c.Name).ShouldBe([.. kept.Select(j => columns[j].Name), .. intercept ? ["intercept"] : Array.Empty<string>()]);

        FeatureMatrix Some(FeatureMatrix rows) => new([.. Enumerable.Range(0, rows.RowCount).SelectMany(i => kept.Select(j => rows[i][j]))], kept.Length);
    }

    // Of the half's rows, so that both codings draw the same ones.
    private sealed class Copies : ISyntheticGenerator
    {
        public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(new(sample.Minority.Rows.Values, sample.Dimension));

        private sealed class Fitted(FeatureMatrix rows) : IFittedGenerator
        {
            public void Generate(Rows destination, long firstRow, PluginContext context)
            {
                for (var i = 0; i < destination.Count; i++) rows[(int)((firstRow + i) % rows.RowCount)].CopyTo(destination[i]);
            }
        }
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
