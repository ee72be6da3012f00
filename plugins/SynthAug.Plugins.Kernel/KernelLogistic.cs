namespace SynthAug.Plugins.Kernel;

public enum KernelApproximation
{
    /// <summary>Landmarks by pivoted Cholesky over the real rows and points round the minority's.</summary>
    Pivoted,

    /// <summary>Every training row is a landmark, synthetic ones included: cubic in their number.</summary>
    Exact,
}

public sealed record KernelLogisticOptions
{
    [Option("Width s of the kernel exp(-|x-y|^2/(2s^2)); 0 for the median distance between real rows", Min = 0, Max = 1e100)]
    public double Bandwidth { get; init; }

    [Option("Weight of half the squared norm of the function, against the sum of the losses", Min = 1e-6, IsPenalty = true)]
    public double Ridge { get; init; } = 1;

    [Option("Most landmarks of the pivoted approximation", Min = 1, Max = 1000)]
    public int Rank { get; init; } = 100;

    [Option("Fewer landmarks do when the mean of k(x,x) = 1 that they leave unexplained is at most this", Min = 0, Max = 1)]
    public double Tolerance { get; init; } = 1e-6;

    [Option("Landmarks from the real rows alone, or all training rows as landmarks")]
    public KernelApproximation Approximation { get; init; }

    [Option("Most training rows of the exact kernel, synthetic ones included", Min = 2, Max = 10000)]
    public int MaxExact { get; init; } = 2000;
}

/// <summary>
/// Minimises ½·ridge·‖f‖² + Σ weight·loss(f + c), f in the reproducing kernel Hilbert space of exp(−‖x − y‖²/(2s²)), c unpenalised, the sum
/// (not the mean) running over real and synthetic rows: adding rows makes a fixed ridge weigh less, as in <c>logistic</c>. Newton steps to within
/// 1e-11 of the minimum's log-odds (<see cref="KernelNewton"/>).
/// <para>
/// Pivoted: f is restricted to the span of k(·, landmark). Landmarks (<see cref="LandmarkCandidates"/>, <see cref="KernelBasis"/>) and median
/// distance depend on the real rows alone, never on weights, generator or ñ, so one basis and one feature map serve the whole γ-path and every
/// generator of a trial. On the law of Figure 8 (right; n0 = 1000, n1 = 50, ñ = 950, perturbed rows) log-odds at held-out rows of both classes and
/// of the synthetic law differ from the exact kernel's by at most (root mean square) 0.09 (0.013) at rank 100, 0.03 (0.002) at rank 200, 0.006
/// (0.0006) at rank 300 for ridge 1; by 0.34 (0.07), 0.14 (0.01), 0.03 (0.004) for ridge 0.1; the balanced log-loss by 4e-4 at most. A smaller
/// ridge wants a larger rank.
/// </para>
/// <para>Exact: the same with all training rows as landmarks, up to directions that carry less than 1e-13 of k(x, x) = 1.</para>
/// </summary>
[ClassifierPlugin("kernel-logistic", "Logistic regression on a Gaussian (RBF) kernel")]
public sealed class KernelLogistic(KernelLogisticOptions options) : IPathClassifier, IWeightedClassifier
{
    internal const string Id = "kernel-logistic";

    /// <returns>Log-odds.</returns>
    /// <exception cref="RefusalException">
    /// A class without rows or weight, a NaN or an infinity, another dimension, a median distance of 0, too many rows for the exact kernel.
    /// </exception>
    public IModel Fit(in FitInput input, PluginContext context)
    {
        var real = input.Real;
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(context);
        FitChecks.Weights(input.MajorityWeights, real.Majority.RowCount, "majority");
        FitChecks.Weights(input.MinorityWeights, real.Minority.RowCount, "minority");
        FitChecks.Finite(real);
        FitChecks.Synthetic(input.Synthetic, real.Dimension, real.Columns);

        var problem = new KernelProblem(options);
        problem.Load(real, input.MajorityWeights, input.MinorityWeights);
        problem.Place(input.Synthetic);
        var model = new KernelFunction();
        problem.Solve([input.Synthetic.Count], [model], context.Cancellation);
        return model;
    }

    public IPathSolver CreatePathSolver() => new KernelPath(options);
}
