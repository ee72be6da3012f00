namespace Simulations;

/// <summary>A population and a generator, by what is known of them beforehand.</summary>
public enum Situation
{
    /// <summary>Figure 2's law, SMOTE.</summary>
    Mix5Smote,

    /// <summary>Figure 2's law, true rows whose mean is shrunk by 40 %.</summary>
    Mix5Shrunk,

    /// <summary>Two normal classes in 12 dimensions, SMOTE.</summary>
    Gauss12Smote,

    /// <summary>The same, rows of a related cohort: mean × 1.1.</summary>
    Gauss12Cohort,

    /// <summary>In 20 dimensions, rows of a related cohort.</summary>
    Gauss20Cohort,

    /// <summary>In 30 dimensions, rows of the minority's own law.</summary>
    Gauss30Own,

    /// <summary>The same, the classes 2.5 apart.</summary>
    Gauss30Apart,

    /// <summary>Quadratic features of four coordinates, a generator of the right family.</summary>
    Quadratic4,

    /// <summary>Of six coordinates.</summary>
    Quadratic6,

    /// <summary>A heavy-tailed minority, rows of a related cohort.</summary>
    HeavyCohort,

    /// <summary>The same, a normal law fitted.</summary>
    HeavyGaussian,

    /// <summary>A majority of two clusters, copies.</summary>
    TwoClusterCopies,

    /// <summary>Labels without meaning, SMOTE.</summary>
    PermutedSmote,

    /// <summary>Labels without meaning, copies.</summary>
    PermutedCopies,

    /// <summary>Labels without meaning, jitter.</summary>
    PermutedJitter,
}

/// <summary>The two classes' laws and the generator that is to be judged.</summary>
/// <param name="Generator">As the tuning engine is asked for it.</param>
/// <param name="Own">Not null when the generator is none of the plugins.</param>
internal sealed record Setting(ILaw Majority, ILaw Minority, string Generator, GeneratorModule? Own = null) : IPopulation
{
    private const string Smote = "smote:k=5", Copies = "bootstrap";

    public static Setting Of(Situation situation) => situation switch
    {
        Situation.Mix5Smote => new(Hump.Majority, Hump.Minority, Smote),
        Situation.Mix5Shrunk => Outside(Hump.Majority, Hump.Minority, new Mixture([1.2, 0, 0, 0, 0], [0, 1.25, 0, 0, 0])),
        Situation.Gauss12Smote => new(Spread(12, 0), Spread(12, 1.5), Smote),
        Situation.Gauss12Cohort => Outside(Spread(12, 0), Spread(12, 1.5), Spread(12, 1.65)),
        Situation.Gauss20Cohort => Outside(Spread(20, 0), Spread(20, 1.5), Spread(20, 1.65)),
        Situation.Gauss30Own => Outside(Spread(30, 0), Spread(30, 1.5), Spread(30, 1.5)),
        Situation.Gauss30Apart => Outside(Spread(30, 0), Spread(30, 2.5), Spread(30, 2.5)),
        Situation.Quadratic4 => RightFamily(4),
        Situation.Quadratic6 => RightFamily(6),
        Situation.HeavyCohort => Outside(Spread(5, 0), Heavy(1.5), Heavy(1.65)),
        Situation.HeavyGaussian => new(Spread(5, 0), Heavy(1.5), "gaussian-fit"),
        Situation.TwoClusterCopies => new(new Mixture([0, 0], [2, -2]), new Gaussian(1, 1), Copies),
        Situation.PermutedSmote => new(Spread(5, 0), Spread(5, 0), Smote),
        Situation.PermutedCopies => new(Spread(5, 0), Spread(5, 0), Copies),
        Situation.PermutedJitter => new(Spread(5, 0), Spread(5, 0), "perturbed"),
        _ => throw new ArgumentOutOfRangeException(nameof(situation)),
    };

    private static TwoHumps Hump { get; } = new();

    private static Setting Outside(ILaw majority, ILaw minority, ILaw rows) => new(majority, minority, "outside", new OwnGenerator("outside", _ => rows));

    private static Setting RightFamily(int d) => new(
        new Quadratic(new double[d], Alike(d, 1)), new Quadratic(Alike(d, 0.4), Alike(d, 1.3)), "right-family", new OwnGenerator("right-family", sample => Quadratic.Fitted(sample, d)));

    // ‖mean‖ = length, spread evenly.
    private static Gaussian Spread(int d, double length) => new(Alike(d, length / Math.Sqrt(d)));

    private static HeavyTailed Heavy(double length) => new(Alike(5, length / Math.Sqrt(5)));

    private static double[] Alike(int d, double value) => [.. Enumerable.Repeat(value, d)];
}
