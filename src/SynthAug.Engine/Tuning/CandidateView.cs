using System.Numerics;
using SynthAug.Engine.Inference;
using SynthAug.Engine.Measures;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tuning;

/// <summary>What is added to the log-odds of a fit.</summary>
public enum Correction
{
    None,

    /// <summary>From the proportions that were fitted, synthetic rows included, to ρ: <see cref="FitScores.PriorShift"/>.</summary>
    Prior,

    /// <summary>The number that is best for the other folds.</summary>
    Offset,
}

/// <summary>One candidate of the panel: a fit and what is added to its log-odds, fold by fold. Nothing is refitted for it.</summary>
public sealed class CandidateView
{
    private readonly FitScores? _fit;
    private readonly HeldOutShape _shape;
    private readonly double[] _shifts;

    private CandidateView(FitScores? fit, HeldOutShape shape, Correction correction, double[] shifts, double whole) =>
        (_fit, _shape, Correction, _shifts, WholeShift) = (fit, shape, correction, shifts, whole);

    /// <summary>Null for the constant, which fits nothing.</summary>
    public FitId? Id => _fit?.Id;

    public Correction Correction { get; }

    public string? Refusal => _fit?.Refusal;

    /// <summary>For people: "γ = 0.4, prior-corrected · smote + logistic".</summary>
    public string Name
    {
        get
        {
            if (Id is not { } id) return TuningRules.Constant;
            var corrected = Correction == Correction.Prior;
            var text = id.Kind switch
            {
                FitKind.None => Correction switch { Correction.Prior => TuningRules.PriorShift, Correction.Offset => TuningRules.TunedOffset, _ => TuningRules.None },
                FitKind.Weight when id.Value == 1 => TuningRules.ClassWeight,
                FitKind.Weight => FormattableString.Invariant($"class weights of strength {id.Value:R} with prior shift"),
                FitKind.Penalty => FormattableString.Invariant($"prior-shift with penalty {id.Value:R}"),
                FitKind.Bootstrap => corrected ? TuningRules.BootstrapCorrected : TuningRules.Bootstrap,
                FitKind.PlugIn => corrected ? TuningRules.PlugInCorrected : TuningRules.PlugIn,
                FitKind.Draw => FormattableString.Invariant($"redraw {id.Value:R} at γ = 1"),
                _ => FormattableString.Invariant($"γ = {id.Value:R}{(corrected ? ", prior-corrected" : "")}"),
            };
            return PanelEntry.NameOf(text, id.Generator, id.Classifier);
        }
    }

    /// <summary>True with a synthetic row in some fold.</summary>
    public bool AddsRows => _fit is not null && Enumerable.Range(0, _shape.Trials).Any(t => _fit.SyntheticSize(t / _shape.Folds, t % _shape.Folds) > 0);

    /// <summary>For an <see cref="Correction.Offset"/>: what all held-out rows together ask for; NaN otherwise.</summary>
    internal double WholeShift { get; }

    internal static CandidateView Raw(FitScores fit) => new(fit, fit.Shape, Correction.None, new double[fit.Shape.Trials], double.NaN);

    internal static CandidateView PriorShifted(FitScores fit)
    {
        var shifts = new double[fit.Shape.Trials];
        for (var t = 0; t < shifts.Length; t++) shifts[t] = fit.PriorShift(t / fit.Shape.Folds, t % fit.Shape.Folds);
        return new(fit, fit.Shape, Correction.Prior, shifts, double.NaN);
    }

    /// <summary>Each fold with the offset of least loss on the other folds of its repeat; with one fold, on itself.</summary>
    internal static CandidateView Offset(FitScores fit)
    {
        var shape = fit.Shape;
        var shifts = new double[shape.Trials];
        if (fit.Refusal is not null) return new(fit, shape, Correction.Offset, shifts, double.NaN);
        for (var t = 0; t < shifts.Length; t++)
        {
            var (repeat, fold) = Math.DivRem(t, shape.Folds);
            var others = Enumerable.Range(0, shape.Folds).Where(k => k != fold || shape.Folds == 1).Select(k => (repeat, k));
            shifts[t] = OffsetSearch.Least(fit, [.. others], fit.PriorShift(repeat, fold));
        }

        var all = Enumerable.Range(0, shape.Repeats).SelectMany(r => Enumerable.Range(0, shape.Folds).Select(k => (r, k)));
        return new(fit, shape, Correction.Offset, shifts, OffsetSearch.Least(fit, [.. all], shifts[0]));
    }

    private static CandidateView Shifted(FitScores fit, double by)
    {
        var shifts = new double[fit.Shape.Trials];
        Array.Fill(shifts, by);
        return new(fit, fit.Shape, Correction.Offset, shifts, by);
    }

    /// <summary>Every row the weight of its class: log((1−ρ)/ρ), ½ when balanced.</summary>
    internal static CandidateView Constant(HeldOutShape shape)
    {
        var shifts = new double[shape.Trials];
        Array.Fill(shifts, ExactMath.Log((1 - shape.Rho) / shape.Rho));
        return new(null, shape, Correction.None, shifts, double.NaN);
    }

    /// <summary>γ of a fold; 0 without synthetic rows.</summary>
    public double Gamma(int repeat, int fold) => _fit?.Gamma(repeat, fold) ?? 0;

    /// <summary>What is added in a fold.</summary>
    public double Shift(int repeat, int fold) => _shifts[repeat * _shape.Folds + fold];

    /// <summary>Corrected log-odds of a fold's held-out rows, in the layout's order.</summary>
    public void Scores(int repeat, int fold, bool minority, Span<double> scores)
    {
        var shift = Shift(repeat, fold);
        if (_fit is null)
        {
            scores.Fill(shift);
            return;
        }

        var raw = _fit.Fold(repeat, fold, minority);
        var all = new Vector<double>(shift);
        var i = 0;
        for (; i <= raw.Length - Vector<double>.Count; i += Vector<double>.Count) (new Vector<double>(raw[i..]) + all).CopyTo(scores[i..]);
        for (; i < raw.Length; i++) scores[i] = raw[i] + shift;
    }

    /// <summary>What a fold's raw log-odds need to be those for weights ρ : 1−ρ of the classes, whether the rule itself adds it or not.</summary>
    internal double ShiftToRho(int repeat, int fold) =>
        _fit is not null && Correction == Correction.None ? _fit.PriorShift(repeat, fold) : Shift(repeat, fold);

    /// <summary>Log-losses of a fold's held-out rows, in the layout's order.</summary>
    public void Losses(int repeat, int fold, bool minority, Span<double> losses)
    {
        Scores(repeat, fold, minority, losses);
        RowLoss.FromScores(losses, ScoreScale.LogOdds, Loss.Log, minority);
    }

    /// <summary>Each row's mean loss over the repeats.</summary>
    /// <param name="room">Losses of the same rows that are no longer needed, to be written over; null for fresh memory.</param>
    internal RowLosses Rows(RowLosses? room = null) => RuleLosses.Mean(_shape, (_, _) => this, room);

    /// <summary>Each row's loss in each repeat.</summary>
    internal IReadOnlyList<RowLosses> RowsByRepeat() => [.. Enumerable.Range(0, _shape.Repeats).Select(r => RuleLosses.InRepeat(_shape, this, r))];

    /// <summary>The same candidate on other rows, where its fit has been made.</summary>
    internal CandidateView On(ScoreStore other) => Id is not { } id ? Constant(other.Shape) : Correction switch
    {
        Correction.Prior => PriorShifted(other[id]),
        Correction.Offset => Shifted(other[id], WholeShift),
        _ => Raw(other[id]),
    };
}
