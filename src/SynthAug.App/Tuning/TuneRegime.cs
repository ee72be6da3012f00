using SynthAug.Engine.Risk;

namespace SynthAug.App.Tuning;

/// <summary>What the local theory says of one generator with one classifier; parts that have no answer are null.</summary>
internal sealed record GeneratorFinding(string Generator, string Classifier)
{
    /// <summary>Why there is no answer at all; null when there is one.</summary>
    public string? Missing { get; init; }

    /// <summary>The classes are separated by a line, or nearly.</summary>
    public bool IsSeparated { get; init; }

    /// <summary>Of the test that goes with the model; null when undetermined.</summary>
    public bool? Asymmetric { get; init; }

    /// <summary>Of the slope test, for a model with an intercept.</summary>
    public double? SlopePValue { get; init; }

    /// <summary>Of the gradient test, for a model without.</summary>
    public double? GradientPValue { get; init; }

    public GeneratorClass? Class { get; init; }

    public PushAlignment? Alignment { get; init; }

    /// <summary>All coefficients; empty without an answer.</summary>
    public IReadOnlyList<CoefficientPush> Pushes { get; init; } = [];

    public PlugInSize? PlugIn { get; init; }
}

/// <summary>The local theory on the whole data, prepared as a final fit would see it; one finding a generator and classifier.</summary>
internal static class TuneRegime
{
    public static IReadOnlyList<GeneratorFinding> Of(TuneData data, TuneSettings settings, PluginCatalog catalog, CancellationToken cancellation)
    {
        var (preparation, sample) = data.Prepared;
        var root = StreamKey.FromSeed(settings.Seed).Fork("regime");
        var gammas = settings.Gamma.Values.ToArray();
        return [.. settings.Classifiers.SelectMany(Findings)];

        IEnumerable<GeneratorFinding> Findings(string name)
        {
            var classifier = PluginArguments.Parse(name);
            var minimiser = catalog.Classifier(classifier.Id).Create(classifier);
            var regime = RegimeFinding.Of(minimiser, sample, settings.Rho, root.Fork(name));
            foreach (var text in settings.Generators)
            {
                cancellation.ThrowIfCancellationRequested();
                var finding = new GeneratorFinding(text, name);
                if (!regime.IsKnown)
                {
                    yield return finding with { Missing = regime.Missing.Text, IsSeparated = regime.Missing.Reason == NoAnswerReason.Separated };
                    continue;
                }

                var arguments = PluginArguments.Parse(text);
                var generator = preparation.Delivered(catalog.Generator(arguments.Id).Create(arguments));
                yield return Of(finding, regime.Value, sample, generator, gammas, root.Fork(name).Fork(text), cancellation);
            }
        }
    }

    private static GeneratorFinding Of(
        GeneratorFinding finding, RegimeFinding regime, TrainingSample sample, ISyntheticGenerator generator, double[] gammas, StreamKey key, CancellationToken cancellation)
    {
        var hasIntercept = regime.Slopes is not null;
        finding = finding with
        {
            SlopePValue = Known(regime.Slopes?.Value?.PValue),
            // With an intercept ∇φ = 0 is false whatever the classes: its p-value would only say so.
            GradientPValue = hasIntercept ? null : Known(regime.Gradient.PValue),
            Asymmetric = regime.Asymmetric,
        };
        var push = GeneratorPush.Of(regime.Fit, sample, generator, key, cancellation: cancellation);
        if (!push.IsKnown) return finding with { Missing = push.Missing.Text };
        return finding with
        {
            Class = push.Value.ClassOf(),
            Alignment = PushAlignment.Of(push.Value, regime.Gradient),
            Pushes = push.Value.Coefficients(sample.Columns),
            PlugIn = PlugInSize.Of(regime.Gradient, push.Value, [0, .. gammas.Where(g => g > 0)]).Value,
        };
    }

    // Too few rows for a reference distribution.
    private static double? Known(double? p) => p is { } value && double.IsFinite(value) ? value : null;
}
