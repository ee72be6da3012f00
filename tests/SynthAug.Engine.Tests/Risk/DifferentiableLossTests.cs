using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class DifferentiableLossTests
{
    public static TheoryData<string, bool, bool> Cases()
    {
        var cases = new TheoryData<string, bool, bool>();
        foreach (var name in (string[])["zero-one", "signed", "half", "logistic"])
        {
            foreach (var intercept in (bool[])[false, true])
            {
                cases.Add(name, intercept, false);
                cases.Add(name, intercept, true);
            }
        }

        return cases;
    }

    private static IDifferentiableLoss Loss(string name, bool intercept) => name switch
    {
        "zero-one" => SquaredLoss.ZeroOne(intercept),
        "signed" => SquaredLoss.Signed(intercept),
        "half" => new SquaredLoss(-0.5, 0.5, intercept),
        _ => new LogisticLoss(intercept),
    };

    private static FeatureMatrix SomeRows(int count)
    {
        var rows = new FeatureMatrix(count, 3);
        new RandomStream(StreamKey.FromSeed(1)).FillNormal(rows.Writable, 0);
        return rows;
    }

    // Central differences with h = 1e-5 miss by O(h²) + ε/h, about 1e-10 for derivatives of order one.
    private const double Step = 1e-5, Miss = 1e-8;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_the_slopes_of_the_losses(string name, bool intercept, bool minority)
    {
        var (loss, rows) = (Loss(name, intercept), SomeRows(5));
        var p = loss.ParameterCount(3);
        var at = new[] { 0.3, -0.7, 1.1, 0.4 }[..p];
        var gradients = new FeatureMatrix(5, p);
        loss.Gradients(rows.Rows, minority, at, gradients.Writable);
        double[] above = new double[5], below = new double[5];
        for (var j = 0; j < p; j++)
        {
            loss.Losses(rows.Rows, minority, Moved(at, j, Step), above);
            loss.Losses(rows.Rows, minority, Moved(at, j, -Step), below);
            for (var i = 0; i < 5; i++) gradients[i][j].ShouldBe((above[i] - below[i]) / (2 * Step), Miss);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_Hessian_is_the_slope_of_the_summed_gradients(string name, bool intercept, bool minority)
    {
        var (loss, rows) = (Loss(name, intercept), SomeRows(7));
        var p = loss.ParameterCount(3);
        var at = new[] { 0.3, -0.7, 1.1, 0.4 }[..p];
        var hessian = new double[Gram.PackedLength(p)];
        loss.AddHessian(rows.Rows, minority, at, hessian);
        for (var j = 0; j < p; j++)
        {
            var (above, below) = (Sum(Moved(at, j, Step)), Sum(Moved(at, j, -Step)));
            for (var i = j; i < p; i++) hessian[i * (i + 1) / 2 + j].ShouldBe((above[i] - below[i]) / (2 * Step), 7 * Miss);
        }

        double[] Sum(double[] parameters)
        {
            var gradients = new FeatureMatrix(7, p);
            loss.Gradients(rows.Rows, minority, parameters, gradients.Writable);
            return [.. gradients.Mean().Select(g => 7 * g)];
        }
    }

    [Fact]
    public void The_losses_have_the_values_of_their_formulas()
    {
        var rows = new FeatureMatrix([1, 2], 2);
        One(SquaredLoss.ZeroOne(false), true).ShouldBe(0.25, 1e-15);
        One(SquaredLoss.Signed(false), false).ShouldBe(2.25, 1e-15);
        One(new LogisticLoss(false), true).ShouldBe(Math.Log(1 + Math.Exp(-0.5)), 1e-15);
        One(new LogisticLoss(false), false).ShouldBe(Math.Log(1 + Math.Exp(0.5)), 1e-15);

        double One(IDifferentiableLoss loss, bool minority)
        {
            var value = new double[1];
            loss.Losses(rows.Rows, minority, [0.1, 0.2], value);
            return value[0];
        }
    }

    [Fact]
    public void Parameters_of_another_length_are_an_error() =>
        Should.Throw<ArgumentException>(() => new LogisticLoss(true).Losses(SomeRows(2).Rows, true, new double[3], new double[2]));

    private static double[] Moved(double[] at, int coordinate, double by)
    {
        var moved = (double[])at.Clone();
        moved[coordinate] += by;
        return moved;
    }
}
