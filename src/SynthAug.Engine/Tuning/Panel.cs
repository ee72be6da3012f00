using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>One rule with its held-out loss, or the reason why it has none.</summary>
/// <param name="Rule">One of <see cref="TuningRules"/>.</param>
/// <param name="Generator">Empty where none takes part.</param>
/// <param name="Classifier">Empty for the constant.</param>
/// <param name="AddsRows">True for a rule that may add rows, also where it then chooses none.</param>
/// <param name="Choice">Null when refused.</param>
/// <param name="Refusal">Why there is no loss; null when there is one.</param>
public sealed record PanelEntry(string Rule, string Generator, string Classifier, bool AddsRows, RuleChoice? Choice, string? Refusal)
{
    /// <summary>NaN when refused.</summary>
    public required LossEstimate Loss { get; init; }

    /// <summary>This rule minus the best of the panel, paired row by row; 0 for the best itself.</summary>
    public LossEstimate DifferenceToBest { get; init; } = new(double.NaN, double.NaN);

    /// <summary>The other measures; empty when refused.</summary>
    public IReadOnlyList<MeasureValue> Measures { get; init; } = [];

    /// <summary>Held-out losses, row by row; null when refused.</summary>
    public RowLosses? Rows => Choice?.Rows;

    /// <summary>"vtss · smote + logistic".</summary>
    public string Name => NameOf(Rule, Generator, Classifier);

    internal static string NameOf(string rule, string generator, string classifier) => (generator.Length, classifier.Length) switch
    {
        (_, 0) => rule,
        (0, _) => $"{rule} · {classifier}",
        _ => $"{rule} · {generator} + {classifier}",
    };
}

/// <summary>A measure of one rule over the held-out rows, averaged over repeats.</summary>
/// <param name="Value">With its standard error over rows (or groups); NaN where it is not defined.</param>
/// <param name="DifferenceToBest">Less that of the rule of least loss, paired row by row.</param>
public readonly record struct MeasureValue(string Name, LossEstimate Value, LossEstimate DifferenceToBest);

/// <summary>All rules side by side on the same held-out rows.</summary>
public sealed class Panel
{
    private readonly double _rho;
    private readonly RowGroups? _groups;

    internal Panel(IReadOnlyList<PanelEntry> entries, double rho, RowGroups? groups)
    {
        (_rho, _groups) = (rho, groups);
        Best = LeastOf(entries);
        Entries = [.. entries.Select(e => e.Rows is null ? e : e with { DifferenceToBest = Difference(e, Best!) })];
    }

    private Panel(Panel panel, IReadOnlyList<PanelEntry> entries) => (_rho, _groups, Entries, Best) = (panel._rho, panel._groups, entries, LeastOf(entries));

    /// <summary>Rules without rows first, then by generator and classifier.</summary>
    public IReadOnlyList<PanelEntry> Entries { get; }

    /// <summary>Least loss, the first of equals; null when every rule was refused.</summary>
    public PanelEntry? Best { get; }

    public PanelEntry? BestWithoutRows => LeastOf(Entries.Where(e => !e.AddsRows));

    /// <summary>The tuned size of least cross-selected loss, raw: its rows do without any correction.</summary>
    public PanelEntry? BestTuned => LeastOf(Entries.Where(e => e.Rule == TuningRules.Vtss));

    /// <summary>a − b, paired row by row.</summary>
    public LossEstimate Difference(PanelEntry a, PanelEntry b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Rows!.Minus(b.Rows!).Estimate(_rho, _groups);
    }

    /// <summary>The same losses, more said of them.</summary>
    internal Panel With(IReadOnlyList<PanelEntry> entries) => new(this, entries);

    private static PanelEntry? LeastOf(IEnumerable<PanelEntry> entries) => entries.Where(e => e.Rows is not null).MinBy(e => e.Loss.Loss);
}
