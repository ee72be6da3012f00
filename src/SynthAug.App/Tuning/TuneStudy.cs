using SynthAug.App.Terminal;
using SynthAug.Engine.Risk;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>What <c>tune</c> found in a file.</summary>
internal sealed record TuneResult(TuneData Data, TuneSettings Settings, TuningResult Tuning)
{
    /// <summary>Why: one finding a generator and classifier; none with the curve alone.</summary>
    public required IReadOnlyList<GeneratorFinding> Regime { get; init; }

    public Panel Panel => Tuning.Panel;

    public IReadOnlyList<GammaCurve> Curves => Tuning.Curves;

    /// <summary>The curve of the tuned rule with the least loss; null when every tuned rule was refused.</summary>
    public GammaCurve? Selected => Tuning.Selected;

    /// <summary>K for the sentences; null for a validation part of its own.</summary>
    public int? Folds => Tuning.IsCrossSelected ? Tuning.Parts.Folds : null;

    /// <summary>Everything the numbers depend on, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; } = new SortedDictionary<string, string>(Tuning.Inputs.ToDictionary(), StringComparer.Ordinal)
    {
        ["code SynthAug.App"] = typeof(TuneResult).Assembly.ManifestModule.ModuleVersionId.ToString(),
    };
}

/// <summary>Runs the engine's panel over a file's rows, with a progress line. Making one throws where the rows cannot be split as asked.</summary>
internal sealed class TuneStudy(TuneData data, TuneSettings settings, PluginCatalog catalog)
{
    private readonly IHeldOutParts _parts = data.Parts(settings.Folds, settings.Repeats, settings.Seed);

    /// <exception cref="PluginUsageException">An unknown plugin or option.</exception>
    public TuneResult Run(AppServices services, int threads, CancellationToken cancellation)
    {
        using var lines = new PhaseLines(services);
        var tuner = new Tuner(_parts, settings.Tuning, catalog) { Test = data.TestParts(), PlugIn = new TheoryPlugIn() };
        var tuning = tuner.Run(threads, lines, cancellation);
        return new(data, settings, tuning) { Regime = settings.CurveOnly ? [] : TuneRegime.Of(data, settings, catalog, cancellation) };
    }

    /// <summary>A progress line a phase.</summary>
    private sealed class PhaseLines(AppServices services) : IProgress<TuningProgress>, IDisposable
    {
        private SweepLine? _line;
        private string? _phase;

        public void Report(TuningProgress value)
        {
            if (value.Phase != _phase || value.Sweep.Done == 1)
            {
                _line?.Dispose();
                (_line, _phase) = (new(services, value.Phase), value.Phase);
            }

            _line!.Report(value.Sweep);
        }

        public void Dispose() => _line?.Dispose();
    }
}
