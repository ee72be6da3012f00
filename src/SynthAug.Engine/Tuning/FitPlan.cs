namespace SynthAug.Engine.Tuning;

/// <summary>The fits of one pass over the trials, in the order in which a trial makes them.</summary>
internal sealed class FitPlan
{
    public FitPlan(IEnumerable<FitId> fits)
    {
        Fits = [.. fits.Distinct()];
        Classifiers = [.. Fits.GroupBy(f => f.Classifier).Select(g => new ClassifierFits(g.Key, [.. g.Where(f => f.Generator.Length == 0)]))];
        Generators = [.. Fits.Where(f => f.Generator.Length > 0).GroupBy(f => f.Generator).Select(g => new GeneratorFits(g.Key, [.. g]))];
    }

    public IReadOnlyList<FitId> Fits { get; }

    /// <summary>Every classifier in use, with its fits that need no generator.</summary>
    public IReadOnlyList<ClassifierFits> Classifiers { get; }

    public IReadOnlyList<GeneratorFits> Generators { get; }

    /// <summary>What one classifier is fitted on without a generator.</summary>
    internal sealed record ClassifierFits(string Classifier, IReadOnlyList<FitId> Fits);

    /// <summary>What one fitted generator serves.</summary>
    internal sealed class GeneratorFits(string generator, FitId[] fits)
    {
        public string Generator { get; } = generator;

        /// <summary>Fits over the one pool, by classifier.</summary>
        public IReadOnlyList<IGrouping<string, FitId>> OnPool { get; } = [.. fits.Where(f => f.Kind != FitKind.Draw).GroupBy(f => f.Classifier)];

        /// <summary>Fits over rows drawn anew, by redraw: each is drawn once for all classifiers.</summary>
        public IReadOnlyList<IGrouping<FitId, FitId>> OnRedraws { get; } = [.. fits.Where(f => f.Kind == FitKind.Draw).GroupBy(f => f with { Classifier = "" })];

        public IReadOnlyList<FitId> All { get; } = fits;
    }
}
