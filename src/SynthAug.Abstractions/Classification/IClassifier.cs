namespace SynthAug;

/// <summary>
/// What one fit sees. Real and synthetic rows stay apart: nothing is concatenated, and a pool's prefix is a slice.
/// </summary>
public readonly ref struct FitInput
{
    public required TrainingSample Real { get; init; }

    /// <summary>ñ × d synthetic minority rows; may be empty (the default).</summary>
    public ReadOnlyRows Synthetic { get; init; }

    /// <summary>Length n0, or empty for weight 1 everywhere. Only an <see cref="IWeightedClassifier"/> is given any.</summary>
    public ReadOnlySpan<double> MajorityWeights { get; init; }

    /// <summary>Length n1, or empty for weight 1 everywhere.</summary>
    public ReadOnlySpan<double> MinorityWeights { get; init; }
}

/// <summary>The least a classifier plugin is. Instances hold options only and may be shared by threads.</summary>
public interface IClassifier
{
    /// <exception cref="RefusalException">The rows cannot be served: the reason becomes a row of the results.</exception>
    IModel Fit(in FitInput input, PluginContext context);
}

/// <summary>A promise: <see cref="FitInput.MajorityWeights"/> and <see cref="FitInput.MinorityWeights"/> are honoured.</summary>
public interface IWeightedClassifier : IClassifier;

/// <summary>A classifier that fits every size of Γ over one pool for less than the price of separate fits.</summary>
public interface IPathClassifier : IClassifier
{
    /// <summary>A worker: its fields are its workspace, so one belongs to one thread.</summary>
    IPathSolver CreatePathSolver();
}

/// <summary>
/// Fits along the γ-path. Each candidate equals the plain <see cref="IClassifier.Fit"/> on the pool's first m rows (to rounding);
/// after a warm-up no call allocates.
/// </summary>
public interface IPathSolver
{
    /// <summary>Takes the real rows: once a trial, shared by all generators.</summary>
    void Load(TrainingSample real, PluginContext context);

    /// <summary>Fits all candidates.</summary>
    /// <param name="pool">M × d synthetic rows; candidate size m means the first m.</param>
    /// <param name="sizes">Ascending, distinct, 0 ≤ m ≤ M.</param>
    /// <exception cref="RefusalException">A candidate cannot be fitted.</exception>
    void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context);

    /// <summary>Scores of every candidate: sizes × rows, row-major, equal to each model's own <see cref="IModel.Score"/>.</summary>
    void ScoreAll(ReadOnlyRows rows, Span<double> scores);

    /// <summary>A view of one candidate; valid until the next <see cref="Solve"/> or <see cref="Load"/>.</summary>
    IModel this[int candidate] { get; }
}

/// <summary>What one refit of the loaded rows changes.</summary>
public readonly ref struct RefitInput()
{
    /// <summary>ñ × d synthetic minority rows of weight 1; may be empty (the default).</summary>
    public ReadOnlyRows Synthetic { get; init; } = default;

    /// <summary>Of every majority row.</summary>
    public double MajorityWeight { get; init; } = 1;

    /// <summary>Length n1, or empty for weight 1 everywhere.</summary>
    public ReadOnlySpan<double> MinorityWeights { get; init; } = default;

    /// <summary>In place of the option marked <see cref="OptionAttribute.IsPenalty"/>; null for that option.</summary>
    public double? Penalty { get; init; } = null;
}

/// <summary>
/// A path solver that fits the loaded rows once more, with weights, other synthetic rows or another penalty, and begins with what it fitted last: a fit near the last
/// one costs a fraction of a plain one. Its classifier honours weights. Its bits depend on the fits since <see cref="IPathSolver.Load"/>, within rounding of the plain fit.
/// </summary>
public interface IRefittingSolver : IPathSolver
{
    /// <summary>Fits one model, which is then the only candidate. After a warm-up it does not allocate.</summary>
    /// <exception cref="RefusalException">It cannot be fitted; the next fit starts anew.</exception>
    void Refit(in RefitInput input, PluginContext context);
}

/// <summary>
/// A path solver that knows the squared loss of its candidates from the moments of the held-out rows, without scoring a row: O(d²) a candidate. Equal to
/// the loss of the scored rows to rounding.
/// </summary>
public interface ISquaredLossPath : IPathSolver
{
    /// <summary>Takes held-out rows: once a trial, after <see cref="IPathSolver.Load"/>, shared by all generators.</summary>
    /// <param name="rho">ρ, weight of the majority (paper, Remark 1).</param>
    void LoadHeldOut(LabelledSample sample, double rho);

    /// <summary>ρ·mean over the majority + (1−ρ)·mean over the minority of (label − score)², for every candidate in the model's own label coding.</summary>
    /// <param name="losses">Length: the number of candidates; written.</param>
    void SquaredLosses(Span<double> losses);
}
