using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

public sealed record LogisticOptions
{
    [Option("Weight of half the squared length of the slopes, against the sum of the losses; 0 for none", Min = 0, IsPenalty = true)]
    public double L2 { get; init; } = 1;

    [Option("Fit an intercept; it is not penalised")]
    public bool Intercept { get; init; } = true;
}

/// <summary>
/// Minimises ½·l2·‖w‖² + Σ weight·loss, the sum (not the mean) running over real and synthetic rows: adding rows makes a fixed l2 weigh less.
/// Newton to a certified distance of 1e-10 standard errors from the minimum (<see cref="LogisticProblem.Tolerance"/>).
/// </summary>
[ClassifierPlugin("logistic", "Logistic regression with a squared penalty on the slopes")]
public sealed class Logistic(LogisticOptions options) : IPathClassifier, IWeightedClassifier, IRiskMinimiser
{
    public IDifferentiableLoss Loss { get; } = new LogisticLoss(options.Intercept);

    /// <returns>An <see cref="ILinearModel"/> of log-odds.</returns>
    /// <exception cref="RefusalException">
    /// A class without rows, collinear columns or separated classes without a penalty, a NaN or an infinity, another dimension.
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

        var problem = new LogisticProblem(options);
        problem.Rows.Reset(real.Majority.Rows);
        problem.Rows.Append(real.Majority.Rows, input.MajorityWeights, minority: false);
        problem.Rows.Append(real.Minority.Rows, input.MinorityWeights, minority: true);
        if (input.Synthetic.Count > 0) problem.Rows.Append(input.Synthetic, [], minority: true);
        problem.Start();
        problem.Minimise(problem.Rows.BlockCount, real.Columns, context.Cancellation);
        var coefficients = new double[real.Dimension];
        var intercept = problem.Unshift(coefficients);
        return new LinearModel(coefficients, intercept, ScoreScale.LogOdds);
    }

    public IPathSolver CreatePathSolver() => new LogisticPath(options);
}
