using System.Globalization;
using SynthAug.Engine.Inference;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// Should rows be added, and how many? Fits every candidate on every fold once, and derives the panel, the curves and the verdict from the stored held-out
/// scores. The figures depend on the parts, the settings and the plugins; not on the number of threads.
/// </summary>
public sealed class Tuner(IHeldOutParts parts, TuningSettings settings, PluginCatalog catalog)
{
    /// <summary>Rows that nothing was chosen on, as one repeat of one fold whose training rows are all the others; null for none.</summary>
    public IHeldOutParts? Test { get; init; }

    /// <summary>The plug-in rule; null leaves it out with a reason.</summary>
    public IPlugInSize? PlugIn { get; init; }

    /// <param name="threads">Trials at a time, ≥ 1.</param>
    /// <param name="progress">Called by one thread at a time.</param>
    /// <exception cref="PluginUsageException">An unknown plugin or option.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public TuningResult Run(int threads, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (Test is not null && Test.Repeats * Test.Folds != 1) throw new InvalidOperationException("A test part is one repeat of one fold.");
        var plugins = new TuningPlugins(settings, catalog);
        var store = new ScoreStore(new(parts, settings.Rho));
        var target = SyntheticTarget.Of(parts.WholeMajorityCount, parts.WholeMinorityCount, settings.Rho);
        CurveSearch[] curves =
            [.. settings.Generators.SelectMany(g => settings.Classifiers.Select(c => new CurveSearch(g, c, settings, store, target, parts.Dimension)))];

        using (var sweep = SweepOf(parts))
        {
            Fit("tune", PanelBuilder.Fits(settings, plugins), c => c.Start);
            for (var wider = true; wider;) wider = Fit("tune, wider", [], c => c.Wider());
            Fit("tune, finer", [], c => c.Finer());

            bool Fit(string phase, IEnumerable<FitId> more, Func<CurveSearch, IReadOnlyList<double>> sizes)
            {
                (CurveSearch Search, IReadOnlyList<double> Gammas)[] wanted = [.. curves.Select(c => (c, sizes(c)))];
                var asked = more.ToList();
                foreach (var (search, gammas) in wanted)
                    for (var i = 0; i < gammas.Count; i++) asked.Add(search.Fit(gammas[i]));
                var fits = store.Reserve(asked);
                if (fits.Count > 0)
                {
                    var (room, keeps) = (WorkspaceSize.Threads(threads, parts, fits, target), WorkspaceSize.KeepsTrials(parts, settings.Generators.Count, fits, target));
                    sweep.Run(new(fits), store, phase, room, keeps);
                }

                foreach (var (search, gammas) in wanted) search.Add(gammas);
                return fits.Count > 0;
            }
        }

        // Before the panel, which chooses among the corrected sizes: their losses are taken once.
        var z = SelectionSet.RecommendedZ(parts.Folds > 1 ? parts.Repeats : null);
        var room = new List<RowLosses>();
        GammaCurve[] raw = [.. curves.Select(c => Curve(c, Correction.None))], corrected = [.. curves.Select(c => Curve(c, Correction.Prior))];
        room.Clear();
        var builder = new PanelBuilder(settings, plugins, store, parts.Groups);
        var panel = new Panel(builder.Build(curves), settings.Rho, parts.Groups);
        if (!settings.CurveOnly) panel = PanelMeasures.Add(panel, parts, settings, threads, cancellation);
        var verdict = builder.Verdict(null);
        return new()
        {
            Settings = settings,
            Parts = parts,
            Panel = panel,
            Curves = raw,
            CorrectedCurves = corrected,
            Verdict = verdict,
            ClassifierVerdicts = [.. settings.Classifiers.Select(c => (c, settings.Classifiers.Count == 1 ? verdict : builder.Verdict(c)))],
            Test = Test is null ? null : OnTest(Test),
            Inputs = Inputs(plugins),
        };

        TrialSweep SweepOf(IHeldOutParts of) => new(stop => new(of, plugins, settings, PlugIn, stop), progress, cancellation);

        GammaCurve Curve(CurveSearch search, Correction correction)
        {
            var random = new RandomStream(StreamKey.FromSeed(settings.Seed).Fork("frequency").Fork(search.Generator).Fork(search.Classifier).Fork((ulong)correction));
            return search.Curve(correction, z, random, parts.Groups, room);
        }

        TestFigures OnTest(IHeldOutParts test)
        {
            var chosen = panel.Entries.Where(e => e.Choice is not null).Select(e => (Entry: e, e.Choice!.Best)).ToArray();
            var final = new ScoreStore(new(test, settings.Rho));
            var picked = builder.Picked();
            var fits = final.Reserve(chosen.Select(c => c.Best.Id).Concat([picked?.Adding.Id, picked?.WithoutRows.Id]).OfType<FitId>());
            using (var sweep = SweepOf(test)) sweep.Run(new(fits), final, "test", 1);
            var rows = chosen.Select(c => (c.Entry, View: c.Best.On(final))).Select(c => (c.Entry, c.View.Refusal, Rows: c.View.Refusal is null ? c.View.Rows() : null)).ToArray();
            var reference = rows.FirstOrDefault(r => r.Entry == panel.BestWithoutRows).Rows;
            return new(test.MajorityCount, test.MinorityCount, panel.BestWithoutRows, [.. rows.Select(r => new TestFigure(
                r.Entry,
                r.Rows?.Estimate(settings.Rho, test.Groups) ?? new(double.NaN, double.NaN),
                r.Rows is null || reference is null ? new(double.NaN, double.NaN) : r.Rows.Minus(reference).Estimate(settings.Rho, test.Groups),
                r.Refusal))])
            {
                OfVerdict = picked is { } pair && pair.Adding.On(final) is { Refusal: null } adding && pair.WithoutRows.On(final) is { Refusal: null } none
                    ? adding.Rows().Minus(none.Rows()).Estimate(settings.Rho, test.Groups)
                    : new(double.NaN, double.NaN),
            };
        }
    }

    private SortedDictionary<string, string> Inputs(TuningPlugins plugins) => new(plugins.Inputs.ToDictionary(), StringComparer.Ordinal)
    {
        ["seed"] = settings.Seed.ToString(CultureInfo.InvariantCulture),
        ["code SynthAug.Engine"] = PluginResolver.Version(typeof(Tuner)),
        ["code SynthAug.Numerics"] = PluginResolver.Version(typeof(Numerics.Kernels)),
        ["code SynthAug.Abstractions"] = PluginResolver.Version(typeof(RandomStream)),
    };
}
