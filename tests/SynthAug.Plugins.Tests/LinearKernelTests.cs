using SynthAug.Lanes;
using SynthAug.Numerics;
using SynthAug.Plugins.Linear;
using Xunit.Abstractions;

namespace SynthAug.Plugins.Tests;

public class LinearKernelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public void All_vector_widths_give_the_same_bits_and_the_right_sums(int d)
    {
        var sample = Samples.Normal(611, 203, d);
        double[] weights = [.. Enumerable.Range(0, 203).Select(i => 0.25 * (i % 7))];
        var rows = new LogisticRows(intercept: true);
        rows.Reset(sample.Majority.Rows, 0);
        rows.Append(sample.Majority.Rows, [], minority: false);
        rows.Append(sample.Minority.Rows, weights, minority: true);
        var p = d + 1;
        var theta = new double[p];
        Samples.Context(5).Random.FillNormal(theta);

        var kernel = new LogisticKernel();
        var blocks = rows.Blocks(0, rows.BlockCount);
        double[] gradient1 = new double[p], hessian1 = new double[Gram.PackedLength(p)];
        kernel.Evaluate<Lane, double>(new(blocks), theta, gradient1, hessian1);
        Compare<Lanes256>();
        Compare<Lanes512>();

        void Compare<T>() where T : struct, ILanes<T>
        {
            output.WriteLine($"{typeof(T).Name}: {T.IsSupported}");
            if (!T.IsSupported) return;
            double[] gradientT = new double[p], hessianT = new double[hessian1.Length];
            kernel.Evaluate<T, double>(new(rows.Blocks(0, rows.BlockCount)), theta, gradientT, hessianT);
            gradientT.ShouldBe(gradient1);
            hessianT.ShouldBe(hessian1);
        }

        var (gradient, hessian, loss) = Plain(sample, weights, theta, rows.Origin);
        for (var j = 0; j < p; j++) gradient1[j].ShouldBe(gradient[j], 1e-11 * (1 + Math.Abs(gradient[j])));
        for (var j = 0; j < hessian.Length; j++) hessian1[j].ShouldBe(hessian[j], 1e-11 * (1 + Math.Abs(hessian[j])));
        kernel.Loss(blocks, theta).ShouldBe(loss, 1e-11 * loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(20)]
    [InlineData(26)]
    public void Gradients_of_many_have_the_bits_of_one_by_one_at_every_width(int d)
    {
        var rows = new LogisticRows(intercept: true);
        var sample = Samples.Normal(3001, 1203, d);
        rows.Reset(sample.Majority.Rows, 0);
        rows.Append(sample.Majority.Rows, [], minority: false);
        rows.Append(sample.Minority.Rows, [], minority: true);
        var (p, all) = (d + 1, rows.BlockCount);
        // Four that go as far, one left out, some that end within the first rows or somewhere between.
        int[] counts = [3, all - 200, all - 150, 0, all - 100, all - 50, all - 1, all, all, all - 300, 1];
        var thetas = new double[counts.Length * p];
        Samples.Context(5).Random.FillNormal(thetas);

        var kernel = new LogisticKernel();
        var alone = new double[thetas.Length];
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] > 0) kernel.Gradient(rows.Blocks(0, counts[k]), thetas.AsSpan(k * p, p), alone.AsSpan(k * p, p));
        }

        Compare<Lane>();
        Compare<Lanes256>();
        Compare<Lanes512>();

        void Compare<T>() where T : struct, ILanes<T>
        {
            output.WriteLine($"{typeof(T).Name}: {T.IsSupported}");
            if (typeof(T) != typeof(Lane) && !T.IsSupported) return;
            var together = new double[thetas.Length];
            kernel.Gradients<T, double>(rows.Blocks(0, all), counts, p, thetas, together);
            together.ShouldBe(alone);
        }
    }

    [Fact]
    public void Margins_as_far_as_they_go_give_slopes_of_0_and_1()
    {
        // Nine rows of each class on the wrong side: |z| sums up. Nothing comes back from the right side.
        double[] far = [1, 300, 707, 708, 709, 745, 900, 1e5, 1e9];
        var sample = new TrainingSample(new(far, 1), new([.. far.Select(x => -x)], 1));
        var rows = new LogisticRows(intercept: false);
        rows.Reset(sample.Majority.Rows, 0);
        rows.Append(sample.Majority.Rows, [], minority: false);
        rows.Append(sample.Minority.Rows, [], minority: true);
        double[] gradient = new double[1], hessian = new double[1];
        new LogisticKernel().Evaluate(rows.Blocks(0, rows.BlockCount), [1], gradient, hessian);
        gradient[0].ShouldBe(2 * (far.Sum() - 1 / (1 + Math.E)), 1e-6);
        foreach (ref var x in far.AsSpan()) x = -x;
        var right = new LogisticRows(intercept: false);
        right.Reset(new FeatureMatrix(far, 1).Rows, 0);
        right.Append(new FeatureMatrix(far, 1).Rows, [], minority: false);
        new LogisticKernel().Evaluate(right.Blocks(0, right.BlockCount), [1], gradient, hessian);
        gradient[0].ShouldBe(-1 / (1 + Math.E) - 300 / (1 + Math.Exp(300)), 1e-7);
        hessian[0].ShouldBe(Math.E / (1 + Math.E) / (1 + Math.E), 1e-7);
    }

    [Fact]
    public void Secants_end_what_chords_alone_only_shrink()
    {
        // Hessian minus the factor's product, the identity, has eigenvalues between −½ and ½.
        double[,] hessian = { { 1.2, 0.2, -0.1 }, { 0.2, 0.8, 0.15 }, { -0.1, 0.15, 1.1 } };
        double[] identity = [1, 0, 1, 0, 0, 1];
        Left(withSecants: true).ShouldBeLessThan(1e-11);
        Left(withSecants: false).ShouldBeGreaterThan(1e-5);

        double Left(bool withSecants)
        {
            var secants = new Secants();
            secants.Clear(3);
            double[] theta = [1, -2, 3], gradient = new double[3];
            for (var steps = 0; steps < 8; steps++)
            {
                for (var i = 0; i < 3; i++) gradient[i] = hessian[i, 0] * theta[0] + hessian[i, 1] * theta[1] + hessian[i, 2] * theta[2];
                if (withSecants) secants.Add(theta, gradient);
                var step = gradient.ToArray();
                secants.Solve(identity, step);
                for (var i = 0; i < 3; i++) theta[i] -= step[i];
            }

            return Math.Sqrt(Kernels.Dot(theta, theta));
        }
    }

    [Fact]
    public void Scores_side_by_side_have_the_bits_of_one_by_one_at_every_width()
    {
        for (var d = 1; d <= 26; d++)
        {
            var rows = Samples.Normal(1, 24, d).Minority.Rows;
            double[] w = new double[d], packed = new double[24 * d], expected = new double[24], one = new double[24], four = new double[24], eight = new double[24];
            Samples.Context(6).Random.FillNormal(w);
            Kernels.MatVec(rows, w, 0.25, expected);
            LinearScores.Pack(rows, packed);
            LinearScores.Score<Lane>(packed, w, 0.25, one);
            one.ShouldBe(expected);
            if (Lanes256.IsSupported) LinearScores.Score<Lanes256>(packed, w, 0.25, four);
            if (Lanes256.IsSupported) four.ShouldBe(expected);
            if (Lanes512.IsSupported) LinearScores.Score<Lanes512>(packed, w, 0.25, eight);
            if (Lanes512.IsSupported) eight.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(20)]
    public void Systems_solved_side_by_side_have_the_same_bits_at_every_width_and_alone(int d)
    {
        var equations = Enumerable.Range(1, 8).Select(seed =>
        {
            var sample = Samples.Normal(90, 20, d, (ulong)seed);
            var sums = new NormalEquations(intercept: true);
            sums.Reset(sample.Majority.Rows);
            sums.Add(sample.Majority.Rows, [], minority: false);
            sums.Add(sample.Minority.Rows, [], minority: true);
            return sums;
        }).ToArray();
        NormalSystems lanes = new(LabelCoding.ZeroOne), four = new(LabelCoding.ZeroOne), eight = new(LabelCoding.ZeroOne), alone = new(LabelCoding.ZeroOne);

        // What empty lanes leave behind must not reach the next systems.
        foreach (var used in new[] { lanes, four, eight }) used.Put(equations[0]);
        lanes.Solve<Lane>();
        if (Lanes256.IsSupported) four.Solve<Lanes256>();
        if (Lanes512.IsSupported) eight.Solve<Lanes512>();
        foreach (var used in new[] { lanes, four, eight }) used.Clear();

        foreach (var sums in equations) lanes.Put(sums);
        foreach (var sums in equations) four.Put(sums);
        foreach (var sums in equations) eight.Put(sums);
        lanes.Solve<Lane>();
        if (Lanes256.IsSupported) four.Solve<Lanes256>();
        else four.Solve<Lane>();
        if (Lanes512.IsSupported) eight.Solve<Lanes512>();
        else if (Lanes256.IsSupported) eight.Solve<Lanes256>();
        else eight.Solve<Lane>();
        for (var i = 0; i < 8; i++)
        {
            double[] a = new double[d], b = new double[d], c = new double[d];
            alone.Clear();
            alone.Put(equations[i]);
            alone.Solve([]);
            (lanes.Take(i, a), alone.Take(0, b)).ShouldBe((eight.Take(i, c), eight.Take(i, c)));
            a.ShouldBe(c);
            b.ShouldBe(c);
            (four.Take(i, a), lanes.Take(i, b)).ShouldBe((eight.Take(i, c), eight.Take(i, c)));
            a.ShouldBe(c);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(32)]
    public unsafe void A_system_in_a_lane_is_solved_as_by_cholesky(int d)
    {
        double[] factor = new double[8 * d * d], solution = new double[8 * d], pivots = new double[16 * d], panel = new double[LaneSolver.PanelLength(d)];
        double[][] expected = new double[8][];
        for (var lane = 0; lane < 8; lane++)
        {
            var rows = Samples.Normal(1, 3 * d, d, (ulong)lane).Minority;
            double[] packed = new double[Gram.PackedLength(d)], side = new double[d];
            Gram.Add(rows.Rows, packed);
            Samples.Context((ulong)lane).Random.FillNormal(side);
            for (var i = 0; i < d; i++)
            {
                solution[8 * i + lane] = -side[i];
                for (var j = 0; j <= i; j++) factor[8 * (i * d + j) + lane] = packed[i * (i + 1) / 2 + j];
            }

            Cholesky.TryFactor(packed, d).ShouldBeTrue();
            Cholesky.Solve(packed, d, expected[lane] = side);
        }

        fixed (double* a = factor, b = solution, p = pivots, scratch = panel)
        {
            if (Lanes512.IsSupported) LaneSolver.Solve<Lanes512>(a, d, b, p, scratch, d);
            else for (var lane = 0; lane < 8; lane++) LaneSolver.Solve<Lane>(a + lane, d, b + lane, p + lane, scratch + lane, d);
        }

        for (var i = 0; i < 8 * d; i++) solution[i].ShouldBe(expected[i % 8][i / 8], 1e-10 * (1 + Math.Abs(solution[i])));
    }

    private static (double[] Gradient, double[] Hessian, double Loss) Plain(TrainingSample sample, double[] weights, double[] theta, ReadOnlySpan<double> origin)
    {
        var p = theta.Length;
        double[] gradient = new double[p], hessian = new double[Gram.PackedLength(p)];
        var loss = 0.0;
        for (var i = 0; i < sample.Majority.RowCount + sample.Minority.RowCount; i++)
        {
            var minority = i - sample.Majority.RowCount;
            var x = minority < 0 ? sample.Majority[i] : sample.Minority[minority];
            var weight = minority < 0 ? 1 : weights[minority];
            double[] z = [1, .. x];
            var margin = 0.0;
            for (var j = 0; j < p; j++)
            {
                if (j > 0) z[j] -= origin[j - 1];
                if (minority >= 0) z[j] = -z[j];
                margin += z[j] * theta[j];
            }

            var sigma = 1 / (1 + Math.Exp(-margin));
            loss += weight * Math.Log(1 + Math.Exp(margin));
            for (int j = 0, at = 0; j < p; j++)
            {
                gradient[j] += weight * sigma * z[j];
                for (var k = 0; k <= j; k++, at++) hessian[at] += weight * sigma * (1 - sigma) * z[j] * z[k];
            }
        }

        return (gradient, hessian, loss);
    }
}
