using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>What <c>tune</c> was asked to do, beside the data.</summary>
internal sealed record TuneSettings
{
    public IReadOnlyList<string> Generators { get; init; } = ["smote"];

    public IReadOnlyList<string> Classifiers { get; init; } = ["logistic"];

    public SizeGrid Gamma { get; init; } = VtssRule.StartOfWidening;

    /// <inheritdoc cref="TuningSettings.FixedGrid"/>
    public bool FixedGrid { get; init; }

    /// <summary>K, ≥ 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>R: how often the rows are split anew.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>ρ, weight of the majority, in (0, 1).</summary>
    public double Rho { get; init; } = 0.5;

    public ulong Seed { get; init; } = 1;

    /// <inheritdoc cref="TuningSettings.CurveOnly"/>
    public bool CurveOnly { get; init; }

    /// <inheritdoc cref="TuningSettings.Prevalence"/>
    public double? Prevalence { get; init; }

    /// <inheritdoc cref="TuningSettings.Margin"/>
    public double? Margin { get; init; }

    /// <inheritdoc cref="TuningSettings.Specificity"/>
    public double Specificity { get; init; } = 0.9;

    /// <summary>As the engine reads them.</summary>
    public TuningSettings Tuning => new()
    {
        Generators = Generators,
        Classifiers = Classifiers,
        Gamma = Gamma,
        FixedGrid = FixedGrid,
        Rho = Rho,
        Seed = Seed,
        CurveOnly = CurveOnly,
        Prevalence = Prevalence,
        Margin = Margin,
        Specificity = Specificity,
    };
}
