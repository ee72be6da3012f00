namespace SynthAug.Engine.Inference;

/// <summary>A rule that stands for election, with its held-out losses on the rows that all rules share.</summary>
/// <param name="Name">As the reader is to see it.</param>
public sealed record Contender(string Name, RowLosses Losses)
{
    /// <summary>The same repeat by repeat, made when asked for (n doubles each); null where folds were not repeated.</summary>
    public Func<IReadOnlyList<RowLosses>>? Repeats { get; init; }
}

public enum VerdictWord
{
    Augment,
    DoNotAugment,
    CannotTell,
}

/// <summary>
/// Does the best rule that adds rows beat the best one that adds none? The two are picked on the same held-out rows and compared row by row. The difference is of two
/// *procedures* on data like these, at the size that a fold leaves to fit on: not of the two models, whose own difference held-out rows hardly know. Its error has three parts: the
/// rows (<see cref="TrainingNoise"/>), the choice (<see cref="ChoiceVariance"/>) and how the folds fell.
/// </summary>
/// <param name="Adding">Least loss of the rules that add rows.</param>
/// <param name="WithoutRows">Least loss of the rules that add none.</param>
/// <param name="Difference">Loss of <paramref name="Adding"/> less that of <paramref name="WithoutRows"/>; negative when adding rows helps.</param>
/// <param name="Margin">δ: what a gain must reach to be worth adding rows for.</param>
/// <param name="MajorityCount">Majority rows behind the difference, or groups with such rows.</param>
/// <param name="MinorityCount">Minority rows behind it, or groups with such rows.</param>
/// <param name="IsGrouped">True when the counts are of groups.</param>
/// <param name="Settling">What would settle it; null unless the verdict is <see cref="VerdictWord.CannotTell"/> and the error a number above 0.</param>
public sealed record Verdict(
    VerdictWord Word, Contender Adding, Contender WithoutRows, LossEstimate Difference, double Margin, int MajorityCount, int MinorityCount, bool IsGrouped, SettlingSize? Settling)
{
    /// <summary>Half the width of the interval in standard errors: 90 % two-sided, 95 % on the side that decides.</summary>
    public const double Z = 1.645;

    private const double WideMargin = 0.01, NarrowMargin = 0.005;

    public double Lower => Difference.Loss - Z * Difference.StandardError;

    public double Upper => Difference.Loss + Z * Difference.StandardError;

    /// <summary>
    /// "Augment" when the interval lies below 0 and the difference at or below −δ; otherwise "do not" when the interval lies above −δ, so that any gain is under the margin;
    /// otherwise "cannot tell". The first of equal losses is picked; a contender without a finite loss is passed over.
    /// </summary>
    /// <param name="withoutRows">Rules that add no rows, a constant ½ and a tuned penalty among them: rows that only smooth an unpenalised fit are no gain.</param>
    /// <param name="adding">Rules that add rows, γ &gt; 0.</param>
    /// <param name="rho">Weight of the majority.</param>
    /// <param name="random">For the resamples; a fork of its own.</param>
    /// <param name="margin">δ ≥ 0; 0.005 nats when left out, 0.01 below 100 minority rows (or groups with such rows).</param>
    /// <param name="groups">Rows that belong together.</param>
    /// <param name="splitVariance">Variance of the difference from how the folds of all repeats happened to fall; 0 when not known.</param>
    /// <param name="folds">K of the folds that <see cref="Contender.Repeats"/> are of.</param>
    /// <exception cref="ArgumentException">On either side no contender has a finite loss.</exception>
    public static Verdict Of(
        IReadOnlyList<Contender> withoutRows, IReadOnlyList<Contender> adding, double rho, RandomStream random, double? margin = null, RowGroups? groups = null, double splitVariance = 0,
        int folds = 1)
    {
        if (margin is { } given && !(given >= 0)) throw new ArgumentOutOfRangeException(nameof(margin), $"A margin of {given} is no number ≥ 0.");
        var (without, with) = (Judged(withoutRows, rho, "that adds no rows"), Judged(adding, rho, "that adds rows"));
        var (none, rows) = (without.Least, with.Least);
        var paired = rows.Losses.Minus(none.Losses);
        var (loss, rowError) = paired.Estimate(rho, groups);
        var minorityCount = groups?.CountOf(minority: true) ?? paired.Minority.Length;
        var rowVariance = TrainingNoise.Less(rowError * rowError, paired, Repeats(rows, none), folds, minorityCount, rho, groups);
        var difference = new LossEstimate(loss, Math.Sqrt(rowVariance + ChoiceVariance.Of(without.All, with.All, paired, rho, random, groups) + splitVariance));
        var delta = margin ?? (minorityCount < 100 ? WideMargin : NarrowMargin);
        var undecided = new Verdict(
            VerdictWord.CannotTell, rows, none, difference, delta, groups?.CountOf(minority: false) ?? paired.Majority.Length, minorityCount, groups is not null, null);
        if (undecided.Upper < 0 && difference.Loss <= -delta) return undecided with { Word = VerdictWord.Augment };
        if (undecided.Lower > -delta) return undecided with { Word = VerdictWord.DoNotAugment };
        return undecided with { Settling = SettlingSize.Of(undecided, paired, rho) };
    }

    private static RowLosses[] Repeats(Contender a, Contender b) => a.Repeats is null || b.Repeats is null ? [] : [.. a.Repeats().Zip(b.Repeats(), (x, y) => x.Minus(y))];

    private static (Contender Least, IReadOnlyList<Contender> All) Judged(IReadOnlyList<Contender> contenders, double rho, string which)
    {
        ArgumentNullException.ThrowIfNull(contenders);
        var judged = contenders.Select(c => (Contender: c, c.Losses.Estimate(rho).Loss)).Where(c => double.IsFinite(c.Loss)).ToArray();
        if (judged.Length == 0) throw new ArgumentException($"No rule {which} has a finite held-out loss; there is nothing to compare.");
        return (judged.MinBy(c => c.Loss).Contender, [.. judged.Select(c => c.Contender)]);
    }
}
