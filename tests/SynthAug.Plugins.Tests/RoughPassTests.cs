using SynthAug.Lanes;
using SynthAug.Numerics;
using SynthAug.Plugins.Linear;
using Xunit.Abstractions;

namespace SynthAug.Plugins.Tests;

/// <summary>Passes in floats: what they tell, where they are not to be used, and that no fit ends with one.</summary>
public class RoughPassTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(5, 0, 1)]
    [InlineData(6, 1, 1)]
    [InlineData(8, 3, 2)]
    [InlineData(21, 1, 0)]
    public void All_widths_give_the_same_bits_and_seven_digits(int d, int first, int fewer)
    {
        // Columns of other units, so that a scale left out is seen; rows from any block to any other.
        var sample = Samples.Normal(2611, 503, d);
        foreach (var part in new[] { sample.Majority, sample.Minority })
        {
            for (var i = 0; i < part.RowCount; i++) part.Writable[i][0] *= 1e-30;
        }

        // Weights that come later reach the floats too.
        var rows = Rows(sample);
        rows.TryNarrow().ShouldBeTrue();
        rows.Weigh((2611 + 7) / 8, 503, 1, [.. Enumerable.Range(0, 503).Select(i => 0.25 * (i % 7))]);
        rows.TryNarrow().ShouldBeTrue();
        var p = d + 1;
        var theta = new double[p];
        Samples.Context(5).Random.FillNormal(theta);
        theta[1] *= 1e30;
        float[] scaled = [.. theta.Zip(rows.Inverses.ToArray(), (t, inverse) => (float)(t * inverse))];
        for (var j = 0; j < p; j++) theta[j] = scaled[j] * rows.Scales[j];

        var kernel = new LogisticKernel();
        var count = rows.BlockCount - first - fewer;
        double[] gradient1 = new double[p], hessian1 = new double[Gram.PackedLength(p)];
        kernel.Evaluate<FloatLane, float>(rows.NarrowBlocks(first, count), scaled, gradient1, hessian1);
        Compare<Floats256>();
        Compare<Floats512>();
        double[] gradient = new double[p], hessian = new double[hessian1.Length];
        kernel.Evaluate(rows.Blocks(first, count), theta, gradient, hessian);
        for (int i = 0, at = 0; i < p; i++)
        {
            (gradient1[i] * rows.Inverses[i] / gradient[i]).ShouldBe(1, 1e-4, $"gradient {i}");
            for (var j = 0; j <= i; j++, at++)
            {
                var size = Math.Sqrt(hessian[Gram.PackedLength(i + 1) - 1] * hessian[Gram.PackedLength(j + 1) - 1]);
                (hessian1[at] * rows.Inverses[i] * rows.Inverses[j] / size).ShouldBe(hessian[at] / size, 2e-6, $"Hessian {i}, {j}");
            }
        }

        // Two θ together, the second without some of the last rows.
        if (first > 0) return;
        double[] together = new double[2 * p], alone = new double[p];
        kernel.Gradients(rows.NarrowBlocks(0, count).Numbers, [count, count - 3], p, [.. scaled, .. scaled], together);
        together[..p].ShouldBe(gradient1);
        kernel.Evaluate(rows.NarrowBlocks(0, count - 3), scaled, alone, []);
        together[p..].ShouldBe(alone);
        together[p..].ShouldNotBe(gradient1);

        void Compare<T>() where T : struct, IFloatLanes<T>
        {
            output.WriteLine($"{typeof(T).Name}: {T.IsSupported}");
            if (!T.IsSupported) return;
            double[] gradientT = new double[p], hessianT = new double[hessian1.Length];
            kernel.Evaluate<T, float>(rows.NarrowBlocks(first, count), scaled, gradientT, hessianT);
            gradientT.ShouldBe(gradient1);
            hessianT.ShouldBe(hessian1);
        }
    }

    [Fact]
    public unsafe void Exponentials_of_floats_have_the_same_bits_at_every_width_and_errors_without_a_sign()
    {
        var sum = 0.0;
        var x = stackalloc float[16];
        float* one = stackalloc float[16], eight = stackalloc float[16], sixteen = stackalloc float[16];
        for (var i = 0; i < 20_000; i++)
        {
            for (var k = 0; k < 16; k++) x[k] = -80 + (16 * i + k) * 5e-4f;
            for (var k = 0; k < 16; k++) FloatLane.ExpOfModerate(FloatLane.Load(x + k)).Store(one + k);
            for (var k = 0; k < 16 && Floats256.IsSupported; k += 8) Floats256.ExpOfModerate(Floats256.Load(x + k)).Store(eight + k);
            if (Floats512.IsSupported) Floats512.ExpOfModerate(Floats512.Load(x)).Store(sixteen);
            for (var k = 0; k < 16; k++)
            {
                if (Floats256.IsSupported) eight[k].ShouldBe(one[k]);
                if (Floats512.IsSupported) sixteen[k].ShouldBe(one[k]);
                var error = one[k] / Math.Exp(x[k]) - 1;
                Math.Abs(error).ShouldBeLessThan(1.2e-7);
                sum += error;
            }
        }

        // Errors are about even up to 6e-8: 320,000 of them have a mean of some 6e-11. Taylor's sum to degree 6 would be off by 1e-8 and more.
        Math.Abs(sum / 320_000).ShouldBeLessThan(4e-9);
    }

    [Theory]
    [InlineData(1e-30, 0)]
    [InlineData(1e30, 0)]
    [InlineData(1e100, 0)]
    [InlineData(1, 1e8)]
    public void Units_and_origin_of_a_column_do_not_matter(double unit, double offset)
    {
        const int D = 14;
        var (sample, pool) = (Samples.Normal(1500, 200, D, shift: 0.3), Samples.Normal(1, 900, D, seed: 4, shift: 0.3).Minority);
        var (other, otherPool) = (Samples.Normal(1500, 200, D, shift: 0.3), Samples.Normal(1, 900, D, seed: 4, shift: 0.3).Minority);
        foreach (var (plain, moved) in new[] { (sample.Majority, other.Majority), (sample.Minority, other.Minority), (pool, otherPool) })
        {
            for (var i = 0; i < plain.RowCount; i++)
            {
                moved.Writable[i][3] = unit * plain[i][3] + offset;
                // What is left of the digits.
                if (offset > 0) plain.Writable[i][3] = moved[i][3] - offset;
            }
        }

        Rows(other).TryNarrow().ShouldBeTrue();
        int[] sizes = [0, 100, 333, 900];
        var (expected, actual) = (new Logistic(new() { L2 = 0 }).CreatePathSolver(), new Logistic(new() { L2 = 0 }).CreatePathSolver());
        expected.Load(sample, Samples.Context());
        actual.Load(other, Samples.Context());
        expected.Solve(pool.Rows, sizes, Samples.Context());
        actual.Solve(otherPool.Rows, sizes, Samples.Context());
        for (var k = 0; k < sizes.Length; k++)
        {
            var (a, b) = ((ILinearModel)expected[k], (ILinearModel)actual[k]);
            for (var j = 0; j < D; j++) (b.Coefficients[j] * (j == 3 ? unit : 1)).ShouldBe(a.Coefficients[j], 1e-10, $"size {sizes[k]}, column {j}");
        }
    }

    [Fact]
    public void Columns_and_weights_that_floats_do_not_hold_are_left_to_doubles()
    {
        var sample = Samples.Normal(400, 60, 3);
        var rows = Rows(sample);
        rows.TryNarrow().ShouldBeTrue();
        rows.Mark();
        rows.Truncate(rows.MajorityWeight, rows.Weigh(50, 60, 1e-9, []));
        rows.TryNarrow().ShouldBeFalse();

        var tiny = Samples.Normal(400, 60, 3);
        foreach (ref var value in tiny.Majority.Writable.Values) value *= 1e-310;
        foreach (ref var value in tiny.Minority.Writable.Values) value *= 1e-310;
        Rows(tiny).TryNarrow().ShouldBeFalse();

        // Later rows far beyond the first ones.
        var pool = Samples.Normal(1, 500, 3, seed: 9, shift: 0.2).Minority;
        pool.Writable[444][1] = 1e14;
        var grown = Rows(sample);
        grown.TryNarrow().ShouldBeTrue();
        grown.Append(pool.Rows, [], minority: true);
        grown.TryNarrow().ShouldBeFalse();
        int[] sizes = [0, 40, 300, 500];
        var solver = new Logistic(new()).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.Solve(pool.Rows, sizes, Samples.Context());
        foreach (var (k, size) in sizes.Index())
        {
            var plain = (ILinearModel)new Logistic(new()).Fit(new() { Real = sample, Synthetic = pool.Rows.Prefix(size) }, Samples.Context());
            for (var j = 0; j < 3; j++) ((ILinearModel)solver[k]).Coefficients[j].ShouldBe(plain.Coefficients[j], 1e-10);
        }

        // Squares overflow in doubles too: the message is theirs.
        foreach (ref var value in sample.Majority.Writable.Values) value *= 1e200;
        foreach (ref var value in sample.Minority.Writable.Values) value *= 1e200;
        Should.Throw<RefusalException>(() => new Logistic(new() { L2 = 0 }).Fit(new() { Real = sample }, Samples.Context()))
            .Message.ShouldStartWith("logistic overflows");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void A_gradient_in_floats_tells_the_minimum_to_a_millionth_and_could_not_end_a_fit(int d)
    {
        var sample = Samples.Normal(6000, 800, d, shift: 0.3);
        var model = (ILinearModel)new Logistic(new() { L2 = 0 }).Fit(new() { Real = sample }, Samples.Context());
        var rows = Rows(sample);
        rows.TryNarrow().ShouldBeTrue();
        double[] theta = [model.Intercept + Kernels.Dot(rows.Origin, model.Coefficients), .. model.Coefficients];
        var kernel = new LogisticKernel();
        double[] gradient = new double[d + 1], hessian = new double[Gram.PackedLength(d + 1)];
        kernel.Evaluate(rows.Blocks(0, rows.BlockCount), theta, gradient, hessian);
        Cholesky.TryFactor(hessian, d + 1).ShouldBeTrue();
        Length(gradient).ShouldBeLessThan(1.1 * LogisticProblem.Tolerance);

        float[] scaled = [.. theta.Zip(rows.Inverses.ToArray(), (t, inverse) => (float)(t * inverse))];
        double[] rough = new double[d + 1], rounded = new double[d + 1], exact = new double[d + 1];
        for (var j = 0; j <= d; j++) rounded[j] = scaled[j] * rows.Scales[j];
        kernel.Evaluate(rows.NarrowBlocks(0, rows.BlockCount), scaled, rough, []);
        kernel.Gradient(rows.Blocks(0, rows.BlockCount), rounded, exact);
        for (var j = 0; j <= d; j++) rough[j] = rough[j] * rows.Inverses[j] - exact[j];
        var noise = Length(rough);
        output.WriteLine($"noise {noise:e2}");
        noise.ShouldBeInRange(100 * LogisticProblem.Tolerance, 5e-6);

        double Length(double[] g)
        {
            var step = g.ToArray();
            Cholesky.Solve(hessian, d + 1, step);
            return Math.Sqrt(Kernels.Dot(g, step));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(15)]
    public void A_second_pool_begins_where_the_first_did(int d)
    {
        var sample = Samples.Normal(700, 90, d, shift: 0.4);
        var (first, second) = (Samples.Normal(1, 600, d, seed: 8, shift: 0.3).Minority, Samples.Normal(1, 600, d, seed: 21, shift: 0.2).Minority);
        int[] sizes = [0, 50, 55, 300, 600];
        var (used, fresh) = (new Logistic(new()).CreatePathSolver(), new Logistic(new()).CreatePathSolver());
        var context = Samples.Context();
        used.Load(sample, context);
        used.Solve(first.Rows, sizes, context);
        // Weights that are not those of the path leave no trace in it either.
        ((IRefittingSolver)used).Refit(new() { MajorityWeight = 0.25 }, context);
        used.Solve(second.Rows, sizes, context);
        fresh.Load(sample, context);
        fresh.Solve(second.Rows, sizes, context);
        Compare();

        var other = Samples.Normal(700, 90, d, seed: 2, shift: 0.4);
        used.Load(other, context);
        used.Solve(second.Rows, sizes, context);
        fresh.Load(other, context);
        fresh.Solve(second.Rows, sizes, context);
        Compare();
        Allocations.WarmBytes(() => used.Solve(first.Rows, sizes, context)).ShouldBe(0);

        void Compare()
        {
            foreach (var (k, size) in sizes.Index())
                LogisticTests.Parameters((ILinearModel)used[k]).ShouldBe(LogisticTests.Parameters((ILinearModel)fresh[k]), $"size {size}");
        }
    }

    private static LogisticRows Rows(TrainingSample sample)
    {
        var rows = new LogisticRows(intercept: true);
        rows.Reset(sample.Majority.Rows, 0);
        rows.Append(sample.Majority.Rows, [], minority: false);
        rows.Append(sample.Minority.Rows, [], minority: true);
        return rows;
    }
}
