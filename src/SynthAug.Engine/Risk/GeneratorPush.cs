using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>Where the rows of a generator push one coefficient.</summary>
/// <param name="Name">The column's name, or "intercept".</param>
/// <param name="Gradient">∇ψ's coordinate.</param>
/// <param name="GradientError">Its standard error.</param>
/// <param name="Shift">What balancing with these rows adds to the coefficient, to first order: −π̃(H⁻¹∇ψ), π̃ their share at γ = 1. In units of the column the fit saw.</param>
/// <param name="ShiftError">Its standard error.</param>
public sealed record CoefficientPush(string Name, double Gradient, double GradientError, double Shift, double ShiftError);

/// <summary>A number with its standard error and 95 % interval.</summary>
public readonly record struct Bounded(double Value, double Error, double Lower, double Upper)
{
    internal static Bounded Of(double value, double error) => new(value, error, value - 1.96 * error, value + 1.96 * error);
}

/// <summary>
/// ∇ψ(θ̂), the systematic push of a generator, by cross-fitting: it learns one half of the rows and is compared with the other half, so that what it copied from
/// its own rows does not pass for truth. Halves and draws are averaged over both folds and several repeats. The push is of the procedure at n/2 rows, not of one fitted law.
/// </summary>
public sealed class GeneratorPush
{
    private readonly WeightedFit _fit;

    // By repeat, half of first fold minus second: of the draws' mean gradient, and of the real rows' that they were learned from. Over random halves their
    // products average to the covariance at n rows, without the factor a bootstrap or jackknife would put on the noise of the draws.
    private readonly double[][] _drawn, _real;

    private GeneratorPush(WeightedFit fit, int draws, double[] gradient, double[] hessian, double[] scores, double[][] drawn, double[][] real)
    {
        (_fit, Draws, Gradient, Hessian, ScoreCovariance, _drawn, _real) = (fit, draws, gradient, hessian, scores, drawn, real);
    }

    /// <summary>∇ψ(θ̂), length p.</summary>
    public double[] Gradient { get; }

    /// <summary>∇²ψ(θ̂), packed lower triangle.</summary>
    public double[] Hessian { get; }

    /// <summary>S̃, the covariance of the synthetic rows' gradients, packed lower triangle.</summary>
    public double[] ScoreCovariance { get; }

    /// <summary>m, synthetic rows of each fitted generator.</summary>
    public int Draws { get; }

    /// <param name="training">The rows the fit was made on.</param>
    /// <param name="key">Of the halves, the generator's fits and its draws.</param>
    /// <param name="repeats">R ≥ 2: the generator is fitted 2R times.</param>
    /// <param name="draws">m ≥ 2.</param>
    /// <returns>No answer when the minority has fewer than four rows or the generator refuses a half.</returns>
    public static Answer<GeneratorPush> Of(
        WeightedFit fit, TrainingSample training, ISyntheticGenerator generator, StreamKey key, int repeats = 5, int draws = 1000, CancellationToken cancellation = default) =>
        Of(fit, training, generator, key, new(), repeats, draws, cancellation);

    /// <param name="halves">Memory of earlier answers.</param>
    internal static Answer<GeneratorPush> Of(
        WeightedFit fit, TrainingSample training, ISyntheticGenerator generator, StreamKey key, RandomHalves halves, int repeats = 5, int draws = 1000, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        if (Math.Min(training.Minority.RowCount, training.Majority.RowCount) < 4)
            return new NoAnswer(NoAnswerReason.TooFewRows, "A class has fewer than 4 rows: it has no two halves.");

        var p = fit.Parameters.Length;
        double[] gradient = new double[p], hessian = new double[Gram.PackedLength(p)], scores = new double[hessian.Length];
        double[][] drawn = new double[repeats][], real = new double[repeats][];
        var (law, truth) = (new ClassMoments[2], new ClassMoments[2]);
        var pool = new SyntheticPool();
        try
        {
            for (var r = 0; r < repeats; r++)
            {
                var stream = key.Fork((ulong)r);
                halves.Draw(training, new RandomStream(stream));
                for (var k = 0; k < 2; k++)
                {
                    var context = new PluginContext(new RandomStream(stream.Fork((ulong)k)), cancellation);
                    pool.Start(generator.Fit(halves[k], context), stream.Fork(2 + (ulong)k), training.Dimension);
                    law[k] = ClassLaw.Of(fit.Seen.In(new(pool.Take(draws, context).Values, training.Dimension))).At(fit.Loss, true, fit.Parameters);
                    truth[k] = ClassLaw.Of(fit.Seen.In(halves[k].Minority)).At(fit.Loss, true, fit.Parameters);
                }

                for (var k = 0; k < 2; k++)
                {
                    Kernels.Axpy(0.5 / repeats, Symmetric.Difference(law[k].Gradient, truth[1 - k].Gradient), gradient);
                    Kernels.Axpy(0.5 / repeats, Symmetric.Difference(law[k].Hessian, truth[1 - k].Hessian), hessian);
                    Kernels.Axpy(0.5 / repeats, law[k].ScoreCovariance, scores);
                }

                drawn[r] = Symmetric.Combine(0.5, law[0].Gradient, -0.5, law[1].Gradient);
                real[r] = Symmetric.Combine(0.5, truth[0].Gradient, -0.5, truth[1].Gradient);
            }
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            return new NoAnswer(NoAnswerReason.GeneratorRefused, Refusals.Reason(e));
        }

        return new GeneratorPush(fit, draws, gradient, hessian, scores, drawn, real);
    }

    /// <summary>The push by coefficient, in the order of the columns; the intercept last.</summary>
    /// <param name="columns">Their names; "column j" where there are none.</param>
    public IReadOnlyList<CoefficientPush> Coefficients(IReadOnlyList<FeatureColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var (p, none) = (Gradient.Length, new double[Gradient.Length]);
        var target = Sizing.SyntheticTarget.Of(_fit.Majority.Count, _fit.Minority.Count, _fit.Rho);
        var share = target / (_fit.Majority.Count + _fit.Minority.Count + target);
        var intercept = _fit.Loss is LinearScoreLoss { Intercept: true };
        var result = new CoefficientPush[p];
        for (var j = 0; j < p; j++)
        {
            var unit = new double[p];
            unit[j] = 1;
            var toShift = _fit.Solve(unit);
            foreach (ref var value in toShift.AsSpan()) value *= -share;
            var name = intercept && j == p - 1 ? "intercept" : j < columns.Count ? columns[_fit.Seen[j]].Name : FormattableString.Invariant($"column {j + 1}");
            result[j] = new(name, Gradient[j], StandardError(none, unit), Kernels.Dot(toShift, Gradient), StandardError(none, toShift));
        }

        return result;
    }

    /// <summary>‖∇ψ‖ in units of a row's gradient, against the paper's classes (Section 4).</summary>
    /// <param name="thresholds">Null for the defaults.</param>
    public GeneratorClass ClassOf(RegimeThresholds? thresholds = null)
    {
        var (none, unit, variance) = (new double[Gradient.Length], new double[Gradient.Length], 0.0);
        for (var j = 0; j < unit.Length; j++)
        {
            unit[j] = 1;
            variance += Math.Pow(StandardError(none, unit), 2);
            unit[j] = 0;
        }

        var scale = Math.Sqrt(_fit.Rho * Symmetric.Trace(_fit.Majority.Covariance) + (1 - _fit.Rho) * Symmetric.Trace(_fit.Minority.Covariance));
        return RegimeReading.ClassOf(new(Math.Sqrt(Kernels.Dot(Gradient, Gradient)) / scale, Math.Sqrt(variance) / scale), _fit.Majority.Count, thresholds ?? new());
    }

    /// <summary>Standard error of aᵀT + bᵀ∇ψ, T = ĝ₀ − ĝ₁: through θ̂, through the real rows, through what the generator learned from them, and of the draws.</summary>
    /// <param name="a">Length p.</param>
    /// <param name="b">Length p.</param>
    public double StandardError(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var loading = LoadingOf(a, b);
        return Math.Sqrt(Covariance(loading, loading) + loading.Rest);
    }

    internal WeightedFit Fit => _fit;

    internal Loading LoadingOf(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var p = Gradient.Length;
        double[] product = new double[p], moved = new double[p];

        // T ≈ H₁H⁻¹u₀ − H₀H⁻¹u₁; ∇ψ moves by ∇²ψ(θ̂ − θ*) = −∇²ψH⁻¹(ρu₀ + (1−ρ)u₁).
        Symmetric.Multiply(Hessian, b, product);
        moved = _fit.Solve(product);
        Symmetric.Multiply(_fit.Minority.Hessian, a, product);
        var onMajority = Symmetric.Combine(1, _fit.Solve(product), -_fit.Rho, moved);
        Symmetric.Multiply(_fit.Majority.Hessian, a, product);
        var onMinority = Symmetric.Combine(-1, _fit.Solve(product), _fit.Rho - 1, moved);

        // How far the draws follow the rows they were learned from: 1 for copies, 0 for a law from elsewhere.
        double squares = 0, products = 0, rest = 0;
        for (var r = 0; r < _real.Length; r++)
        {
            var x = Kernels.Dot(_real[r], b);
            squares += x * x;
            products += x * Kernels.Dot(_drawn[r], b);
        }

        var follows = squares > 0 ? products / squares : 0;
        for (var r = 0; r < _real.Length; r++)
        {
            var e = Kernels.Dot(_drawn[r], b) - follows * Kernels.Dot(_real[r], b);
            rest += e * e / (_real.Length - 1);
        }

        Kernels.Axpy(follows - 1, b, onMinority);
        var ofDraws = Symmetric.Form(ScoreCovariance, b, b) / (2 * Draws);
        return new(onMajority, onMinority, Math.Max(0, rest - ofDraws) + ofDraws / _real.Length);
    }

    internal double Covariance(Loading first, Loading second)
    {
        var product = new double[Gradient.Length];
        Symmetric.Multiply(_fit.Majority.Covariance, first.OnMajority, product);
        var sum = Kernels.Dot(product, second.OnMajority) / _fit.Majority.Count;
        Symmetric.Multiply(_fit.Minority.Covariance, first.OnMinority, product);
        return sum + Kernels.Dot(product, second.OnMinority) / _fit.Minority.Count;
    }

    /// <summary>A linear function of the noise: weights on a majority score, on a minority score, and a variance of what is neither.</summary>
    internal sealed record Loading(double[] OnMajority, double[] OnMinority, double Rest);
}
