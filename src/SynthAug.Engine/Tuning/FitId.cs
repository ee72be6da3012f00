namespace SynthAug.Engine.Tuning;

/// <summary>What is fitted; what is only added to its scores is a <see cref="CandidateView"/>.</summary>
public enum FitKind
{
    /// <summary>The training rows as they are.</summary>
    None,

    /// <summary>Class weights in the ratio ((1−ρ)n0/ρn1)^Value, their sum over rows n.</summary>
    Weight,

    /// <summary>The training rows as they are, with Value as the classifier's penalty.</summary>
    Penalty,

    /// <summary>Copies of minority rows until the classes balance; as weights where the classifier takes some.</summary>
    Bootstrap,

    /// <summary>γ = Value of the generator's rows.</summary>
    Path,

    /// <summary>γ = 1 on the redraw number Value.</summary>
    Draw,

    /// <summary>The plug-in size of each training part.</summary>
    PlugIn,
}

/// <summary>One fit of the panel. A class: sets and queries of values are compiled while the program runs even where it was published compiled.</summary>
/// <param name="Generator">As in the settings; empty where no generator takes part.</param>
/// <param name="Classifier">As in the settings.</param>
/// <param name="Value">See <see cref="FitKind"/>; 0 where it means nothing.</param>
public sealed record FitId(FitKind Kind, string Generator, string Classifier, double Value)
{
    public bool AddsRows => Kind is FitKind.Bootstrap or FitKind.Draw or FitKind.PlugIn || (Kind == FitKind.Path && Value > 0);

    public static FitId None(string classifier) => new(FitKind.None, "", classifier, 0);

    /// <summary>γ = 0 is the fit without rows, whatever the generator.</summary>
    public static FitId Path(string generator, string classifier, double gamma) =>
        gamma == 0 ? None(classifier) : new(FitKind.Path, generator, classifier, gamma);
}
