namespace SynthAug.Engine.Tuning;

/// <summary>What the panel calls its rules. Each adding rule stands twice, raw and with its effective prior log(n0/(n1+ñ)) taken out.</summary>
public static class TuningRules
{
    /// <summary>The same log-odds for every row: ½ when balanced.</summary>
    public const string Constant = "constant";

    public const string None = "none";

    /// <summary>None, with log((1−ρ)n0/ρn1) added to its log-odds.</summary>
    public const string PriorShift = "prior-shift";

    /// <summary>Class weights that balance.</summary>
    public const string ClassWeight = "class-weight";

    /// <summary>Class weights of any strength, each corrected to the prior exactly.</summary>
    public const string TunedWeight = "tuned-weight";

    /// <summary>None, with the offset that is best for other folds.</summary>
    public const string TunedOffset = "tuned-offset";

    /// <summary>Prior shift with the classifier's penalty tuned.</summary>
    public const string TunedPenalty = "tuned-penalty";

    /// <summary>Copies of minority rows at γ = 1.</summary>
    public const string Bootstrap = "bootstrap";

    public const string BootstrapCorrected = "bootstrap-corrected";

    /// <summary>The generator's rows at γ = 1.</summary>
    public const string Naive = "naive";

    public const string NaiveCorrected = "naive-corrected";

    /// <summary>γ of least held-out loss (paper, Algorithm 1).</summary>
    public const string Vtss = "vtss";

    public const string VtssCorrected = "vtss-corrected";

    /// <summary>γ worked out from training rows.</summary>
    public const string PlugIn = "plug-in";

    /// <summary>The refusal of a plug-in rule where none was handed in.</summary>
    public const string NoPlugIn = "No plug-in size is at hand.";

    public const string PlugInCorrected = "plug-in-corrected";

    /// <summary>The best of as many redraws at γ = 1 as there are sizes: what choosing alone gains.</summary>
    public const string BestOfDraws = "best-of-draws";
}
