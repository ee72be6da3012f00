using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>How least squares codes the two classes.</summary>
public enum LabelCoding
{
    /// <summary>Majority 0, minority 1.</summary>
    ZeroOne,

    /// <summary>Majority −1, minority +1.</summary>
    Signed,
}

public sealed record LeastSquaresOptions
{
    [Option("Fit an intercept")]
    public bool Intercept { get; init; } = true;

    [Option("Regress on 0 and 1, or on -1 and +1")]
    public LabelCoding Labels { get; init; } = LabelCoding.ZeroOne;

    internal ScoreScale Scale => Labels == LabelCoding.Signed ? ScoreScale.Signed : ScoreScale.ZeroOne;
}

/// <summary>
/// Minimises Σ weight·(y − c − xᵀw)² over real and synthetic rows by the normal equations, y the minority's label on minority rows,
/// whatever its name. Sums of products are prefix-additive, so a whole γ-path reads each row once.
/// </summary>
[ClassifierPlugin("least-squares", "Linear regression on the labels")]
public sealed class LeastSquares(LeastSquaresOptions options) : IPathClassifier, IWeightedClassifier, IRiskMinimiser
{
    public IDifferentiableLoss Loss { get; } =
        options.Labels == LabelCoding.Signed ? SquaredLoss.Signed(options.Intercept) : SquaredLoss.ZeroOne(options.Intercept);

    /// <returns>An <see cref="ILinearModel"/>.</returns>
    /// <exception cref="RefusalException">A class without rows, collinear columns or too few rows, a NaN or an infinity, another dimension.</exception>
    public IModel Fit(in FitInput input, PluginContext context)
    {
        var real = input.Real;
        ArgumentNullException.ThrowIfNull(real);
        FitChecks.Weights(input.MajorityWeights, real.Majority.RowCount, "majority");
        FitChecks.Weights(input.MinorityWeights, real.Minority.RowCount, "minority");
        FitChecks.Finite(real);
        FitChecks.Synthetic(input.Synthetic, real.Dimension, real.Columns);

        var equations = new NormalEquations(options.Intercept);
        equations.Reset(real.Majority.Rows);
        equations.Add(real.Majority.Rows, input.MajorityWeights, minority: false);
        equations.Add(real.Minority.Rows, input.MinorityWeights, minority: true);
        if (input.Synthetic.Count > 0) equations.Add(input.Synthetic, [], minority: true);
        var systems = new NormalSystems(options.Labels);
        systems.Put(equations);
        systems.Solve(real.Columns);
        var coefficients = new double[real.Dimension];
        var intercept = systems.Take(0, coefficients);
        return new LinearModel(coefficients, intercept, options.Scale);
    }

    public IPathSolver CreatePathSolver() => new LeastSquaresPath(options);
}
