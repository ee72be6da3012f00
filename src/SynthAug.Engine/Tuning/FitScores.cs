namespace SynthAug.Engine.Tuning;

/// <summary>The shape of what is held out, and the objective: shared by all scores of a run.</summary>
internal sealed class HeldOutShape
{
    private readonly FoldLayout[] _layouts;

    public HeldOutShape(IHeldOutParts parts, double rho)
    {
        (MajorityCount, MinorityCount, Folds, Rho) = (parts.MajorityCount, parts.MinorityCount, parts.Folds, rho);
        _layouts = new FoldLayout[parts.Repeats];
        for (var repeat = 0; repeat < _layouts.Length; repeat++) _layouts[repeat] = parts.Layout(repeat);
    }

    public int MajorityCount { get; }

    public int MinorityCount { get; }

    public int Repeats => _layouts.Length;

    public int Folds { get; }

    public double Rho { get; }

    public int Trials => Repeats * Folds;

    public FoldLayout Layout(int repeat) => _layouts[repeat];

    public int Count(bool minority) => minority ? MinorityCount : MajorityCount;

    /// <summary>ρ of a class.</summary>
    public double Weight(bool minority) => minority ? 1 - Rho : Rho;
}

/// <summary>
/// Held-out log-odds of every row under one fit, repeat by repeat: R·n doubles, so a run keeps fits × R × n × 8 bytes (60 fits, 5 repeats, 1,000,000
/// rows: 2.4 GB). All else is derived from them without a refit. A row belongs to one fold of a repeat and a fold to one trial: parallel trials
/// write disjoint places and need no lock.
/// </summary>
public sealed class FitScores
{
    private readonly HeldOutShape _shape;
    private readonly double[] _majority, _minority, _priorShifts, _gammas;
    private readonly int[] _sizes;
    private readonly string?[] _refusals;

    internal FitScores(FitId id, HeldOutShape shape)
    {
        (Id, _shape) = (id, shape);
        _majority = new double[shape.Repeats * (long)shape.MajorityCount];
        _minority = new double[shape.Repeats * (long)shape.MinorityCount];
        _priorShifts = new double[shape.Trials];
        _gammas = new double[shape.Trials];
        _sizes = new int[shape.Trials];
        _refusals = new string?[shape.Trials];
    }

    public FitId Id { get; }

    /// <summary>Why there are no scores, from the first trial that has none; null when every fold has them.</summary>
    public string? Refusal => _refusals.FirstOrDefault(r => r is not null);

    internal HeldOutShape Shape => _shape;

    /// <summary>Held-out log-odds of one fold, in the layout's order.</summary>
    public ReadOnlySpan<double> Fold(int repeat, int fold, bool minority) => Writable(repeat, fold, minority);

    /// <summary>
    /// log((1−ρ)·W0 / (ρ·W1)) of a fold's fit, W the classes' total weights with synthetic rows among the minority: what turns log-odds under the
    /// proportions that were fitted into log-odds under ρ.
    /// </summary>
    public double PriorShift(int repeat, int fold) => _priorShifts[repeat * _shape.Folds + fold];

    /// <summary>γ of a fold's fit; 0 without synthetic rows.</summary>
    public double Gamma(int repeat, int fold) => _gammas[repeat * _shape.Folds + fold];

    /// <summary>Synthetic rows of a fold's fit.</summary>
    public int SyntheticSize(int repeat, int fold) => _sizes[repeat * _shape.Folds + fold];

    internal Span<double> Writable(int repeat, int fold, bool minority)
    {
        var (values, count) = minority ? (_minority, _shape.MinorityCount) : (_majority, _shape.MajorityCount);
        return values.AsSpan(repeat * count, count)[_shape.Layout(repeat).Of(minority).HeldOut(fold)];
    }

    /// <param name="minorityWeight">Of the real rows.</param>
    internal void Describe(int trial, double majorityWeight, double minorityWeight, double gamma = 0, int size = 0)
    {
        _priorShifts[trial] = Numerics.ExactMath.Log((1 - _shape.Rho) * majorityWeight / (_shape.Rho * (minorityWeight + size)));
        _sizes[trial] = size;
        _gammas[trial] = gamma;
    }

    internal void Refuse(int trial, string reason) => _refusals[trial] ??= reason;
}
