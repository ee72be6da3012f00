using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>What a tuning run found.</summary>
public sealed class TuningResult
{
    public required TuningSettings Settings { get; init; }

    public required IHeldOutParts Parts { get; init; }

    public required Panel Panel { get; init; }

    /// <summary>Raw losses along γ, one curve a generator and classifier.</summary>
    public required IReadOnlyList<GammaCurve> Curves { get; init; }

    /// <summary>The same with each size's effective prior taken out, in the same order.</summary>
    public required IReadOnlyList<GammaCurve> CorrectedCurves { get; init; }

    /// <summary>Over all generators and classifiers; null when one side has no loss, or with <see cref="TuningSettings.CurveOnly"/>.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>Within each classifier, in the settings' order; equal to <see cref="Verdict"/> when there is one classifier.</summary>
    public required IReadOnlyList<(string Classifier, Verdict? Verdict)> ClassifierVerdicts { get; init; }

    /// <summary>The untouched rows' say; null without a test part.</summary>
    public required TestFigures? Test { get; init; }

    /// <summary>What the numbers depend on, by name: code and plugins with their options.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>False with one fold: tuned rules then report the minimum that they were chosen by.</summary>
    public bool IsCrossSelected => Parts.Folds > 1;

    /// <summary>The curve of the tuned rule with the least loss; null when every tuned rule was refused.</summary>
    public GammaCurve? Selected =>
        Panel.BestTuned is { } tuned ? Curves.First(c => c.Generator == tuned.Generator && c.Classifier == tuned.Classifier) : null;
}

/// <summary>One rule of the panel, refitted on everything but the test rows, on the test rows.</summary>
/// <param name="Entry">The rule; a tuned one with its <see cref="RuleChoice.Best"/>.</param>
/// <param name="Loss">With its standard error over test rows; NaN when refused.</param>
/// <param name="DifferenceToWithoutRows">Less that of <see cref="TestFigures.WithoutRows"/>, paired.</param>
public sealed record TestFigure(PanelEntry Entry, LossEstimate Loss, LossEstimate DifferenceToWithoutRows, string? Refusal);

/// <summary>Final figures on rows that no choice has seen.</summary>
/// <param name="Entries">In the panel's order, without rules that the panel had refused.</param>
/// <param name="WithoutRows">The panel's best rule without rows: chosen before the test rows were looked at.</param>
public sealed record TestFigures(int MajorityCount, int MinorityCount, PanelEntry? WithoutRows, IReadOnlyList<TestFigure> Entries)
{
    /// <summary>The verdict's <see cref="Inference.Verdict.Adding"/> less its <see cref="Inference.Verdict.WithoutRows"/>, paired: what its advice turned out to be worth. NaN without a verdict.</summary>
    public required LossEstimate OfVerdict { get; init; }
}
