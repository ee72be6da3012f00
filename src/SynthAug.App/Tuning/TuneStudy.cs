using System.Globalization;
using SynthAug.App.Terminal;
using SynthAug.Engine;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Tuning;

/// <summary>What <c>tune</c> found.</summary>
/// <param name="Curves">One a generator and classifier.</param>
/// <param name="Inputs">Everything the numbers depend on, by name.</param>
internal sealed record TuneResult(TuneData Data, TuneSettings Settings, Panel Panel, IReadOnlyList<GammaCurve> Curves, IReadOnlyDictionary<string, string> Inputs)
{
    /// <summary>The curve of the tuned rule with the least loss; null when every tuned rule was refused.</summary>
    public GammaCurve? Selected =>
        Panel.BestTuned is { } tuned ? Curves.First(c => c.Generator == tuned.Generator && c.Classifier == tuned.Classifier) : null;
}

/// <summary>Runs the panel over repeated folds, then widens each γ-path whose least loss is on its upper edge.</summary>
internal sealed class TuneStudy(TuneData data, TuneSettings settings, PluginCatalog catalog)
{
    private readonly IReadOnlyList<FoldLayout> _repeats = [.. data.Split(settings.Folds, settings.Repeats, settings.Seed).Select(split => new FoldLayout(split))];
    private readonly double _target = SyntheticTarget.Of(data.Majority.Count, data.Minority.Count, settings.Rho);

    /// <exception cref="PluginUsageException">An unknown plugin or option.</exception>
    /// <exception cref="AppException">A trial failed.</exception>
    public async Task<TuneResult> RunAsync(AppServices services, int threads, CancellationToken cancellation)
    {
        var first = new TuneExperiment(
            data, _repeats, settings, settings.Generators, settings.Classifiers,
            [.. TuneRules.WithoutRows, TuneRules.Balancing, .. TuneRules.Along(settings.Gamma, withZero: true)]);
        var inputs = await RunAsync(first, services, "tune", threads, cancellation).ConfigureAwait(false);

        var entries = settings.Classifiers
            .SelectMany(c => TuneRules.WithoutRows.Select(rule => Panel.Of(rule.Label, "", c, first.Losses[new("", c, rule.Label, double.NaN)], settings.Rho)))
            .ToList();
        var curves = new List<GammaCurve>();
        foreach (var generator in settings.Generators)
        {
            foreach (var classifier in settings.Classifiers)
            {
                var curve = new GammaCurve(generator, classifier, settings.Rho);
                Append(curve, first);
                await WidenAsync(curve, services, threads, cancellation).ConfigureAwait(false);
                curves.Add(curve);
                entries.Add(Panel.Of(TuneRules.Naive, generator, classifier, first.Losses[new(generator, classifier, TuneRules.Naive, 1)], settings.Rho));
                entries.Add(curve.Minimum is null
                    ? Panel.Refused(TuneRules.Vtss, generator, classifier, curve.Refusal!)
                    : Panel.Of(TuneRules.Vtss, generator, classifier, curve.CrossSelected(_repeats), settings.Rho));
            }
        }

        return new(data, settings, new(entries, settings.Rho), curves, inputs);
    }

    /// <summary>
    /// Only the new γ are run: cell keys hold the fold, not the grid, and row j of a pool depends on its key and j alone, so the longer path
    /// continues the same rows.
    /// </summary>
    private async Task WidenAsync(GammaCurve curve, AppServices services, int threads, CancellationToken cancellation)
    {
        var grid = settings.Gamma;
        while (curve.IsLeastOnUpperEdge && grid.To < VtssRule.WideningCap)
        {
            grid = Wider(grid);
            var more = new TuneExperiment(data, _repeats, settings, [curve.Generator], [curve.Classifier], TuneRules.Along(grid, withZero: false));
            var name = string.Create(CultureInfo.InvariantCulture, $"tune {curve.Name}, γ up to {grid.To:R}");
            await RunAsync(more, services, name, threads, cancellation).ConfigureAwait(false);
            Append(curve, more);
        }
    }

    /// <summary>The continuation that doubles the reach with half the candidates; never beyond the cap.</summary>
    internal static SizeGrid Wider(SizeGrid grid)
    {
        var to = Math.Min(2 * grid.To, VtssRule.WideningCap);
        var count = Math.Max(1, (grid.Count + 1) / 2 - 1);
        return new(grid.To + (to - grid.To) / count, to, count);
    }

    private async Task<IReadOnlyDictionary<string, string>> RunAsync(
        TuneExperiment experiment, AppServices services, string name, int threads, CancellationToken cancellation)
    {
        var plan = ExperimentPlan.Create(experiment, catalog);
        using var progress = new SweepLine(services, name);
        var outcome = await Sweep.RunAsync(plan, [.. Enumerable.Range(0, plan.TrialCount)], experiment.Losses, threads, progress, cancellation)
            .ConfigureAwait(false);
        if (outcome.FirstFailure is { } failure) throw new AppException(failure, ExitCode.Failed);
        return plan.Inputs;
    }

    private void Append(GammaCurve curve, TuneExperiment experiment)
    {
        foreach (var rule in experiment.Descriptor.Rules)
        {
            foreach (var key in TuneRules.Candidates(rule, curve.Generator, curve.Classifier))
                if (TuneRules.IsOnPath(key)) curve.Add(key.Gamma, SyntheticTarget.Size(key.Gamma, _target), experiment.Losses[key]);
        }
    }
}
