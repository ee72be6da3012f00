using SynthAug.Plugins.Linear;

namespace SynthAug.Plugins.Tests;

/// <summary>The promise of <see cref="IRiskMinimiser"/>: the named loss is flat where the fit without a penalty ends.</summary>
public class RiskMinimiserTests
{
    public static TheoryData<IRiskMinimiser, bool> Cases() => new()
    {
        { new Logistic(new() { L2 = 0 }), true },
        { new Logistic(new() { L2 = 0, Intercept = false }), true },
        { new LeastSquares(new()), true },
        { new LeastSquares(new() { Intercept = false }), true },
        { new LeastSquares(new() { Labels = LabelCoding.Signed }), true },
        // The twin: a penalty moves the fit off its loss.
        { new Logistic(new() { L2 = 5 }), false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_named_loss_is_flat_at_the_fit(IRiskMinimiser classifier, bool flat)
    {
        FeatureMatrix majority = new(60, 3), minority = new(25, 3);
        var random = new RandomStream(StreamKey.FromSeed(12));
        random.FillNormal(majority.Writable, 0);
        random.Reset(StreamKey.FromSeed(13));
        random.FillNormal(minority.Writable, 0);
        foreach (ref var value in minority.Writable.Values) value += 0.4;
        var model = (ILinearModel)classifier.Fit(new() { Real = new(majority, minority) }, new(random));
        var p = classifier.Loss.ParameterCount(3);
        double[] at = [.. model.Coefficients, .. p == 4 ? [model.Intercept] : Array.Empty<double>()];
        var sum = new double[p];
        foreach (var (rows, isMinority) in new[] { (majority, false), (minority, true) })
        {
            var gradients = new FeatureMatrix(rows.RowCount, p);
            classifier.Loss.Gradients(rows.Rows, isMinority, at, gradients.Writable);
            for (var j = 0; j < p; j++) sum[j] += rows.RowCount * gradients.Mean()[j];
        }

        (sum.Max(Math.Abs) < 1e-6).ShouldBe(flat);
    }
}
