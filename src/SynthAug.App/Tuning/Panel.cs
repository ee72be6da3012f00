namespace SynthAug.App.Tuning;

/// <summary>One rule with its held-out loss, or the reason why it has none.</summary>
/// <param name="Generator">Empty for a rule that adds no rows.</param>
/// <param name="Rows">Null when refused.</param>
internal sealed record PanelEntry(string Rule, string Generator, string Classifier, RowLosses? Rows, string? Refusal)
{
    public required LossEstimate Loss { get; init; }

    /// <summary>This rule minus the best of the panel, paired row by row; 0 for the best itself.</summary>
    public LossEstimate DifferenceToBest { get; init; } = new(double.NaN, double.NaN);

    public bool AddsRows => Generator.Length > 0;

    /// <summary>"vtss · smote + logistic".</summary>
    public string Name => AddsRows ? $"{Rule} · {Generator} + {Classifier}" : $"{Rule} · {Classifier}";
}

/// <summary>All rules side by side on the same held-out rows.</summary>
internal sealed class Panel
{
    private readonly double _rho;

    public Panel(IEnumerable<PanelEntry> entries, double rho)
    {
        _rho = rho;
        PanelEntry[] given = [.. entries];
        Best = LeastOf(given);
        Entries = [.. given.Select(e => e.Rows is null ? e : e with { DifferenceToBest = Difference(e, Best!) })];
    }

    /// <summary>Rules without rows first, then by generator and classifier.</summary>
    public IReadOnlyList<PanelEntry> Entries { get; }

    /// <summary>Least loss, the first of equals; null when every rule was refused.</summary>
    public PanelEntry? Best { get; }

    public PanelEntry? BestWithoutRows => LeastOf(Entries.Where(e => !e.AddsRows));

    /// <summary>The tuned size of least cross-selected loss.</summary>
    public PanelEntry? BestTuned => LeastOf(Entries.Where(e => e.Rule == TuneRules.Vtss));

    /// <summary>a − b, paired row by row.</summary>
    public LossEstimate Difference(PanelEntry a, PanelEntry b) => a.Rows!.Minus(b.Rows!).Estimate(_rho);

    public static PanelEntry Of(string rule, string generator, string classifier, CandidateLosses losses, double rho) =>
        losses.Refusal is { } refusal ? Refused(rule, generator, classifier, refusal) : Of(rule, generator, classifier, losses.Mean(), rho);

    public static PanelEntry Of(string rule, string generator, string classifier, RowLosses rows, double rho) =>
        new(rule, generator, classifier, rows, null) { Loss = rows.Estimate(rho) };

    public static PanelEntry Refused(string rule, string generator, string classifier, string reason) =>
        new(rule, generator, classifier, null, reason) { Loss = new(double.NaN, double.NaN) };

    private static PanelEntry? LeastOf(IEnumerable<PanelEntry> entries) => entries.Where(e => e.Rows is not null).MinBy(e => e.Loss.Loss);
}
