using static System.FormattableString;

namespace SynthAug;

/// <summary>What a run says of a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>The figures show it, beyond their standard errors.</summary>
    Supported,

    /// <summary>The figures show otherwise.</summary>
    NotSupported,

    /// <summary>The standard errors leave it open.</summary>
    Undecided,
}

/// <param name="Verdict">One word.</param>
/// <param name="Evidence">The test behind that word, in figures with standard errors and n.</param>
public sealed record ClaimOutcome(ClaimVerdict Verdict, string Evidence)
{
    /// <summary>A claim that differences lie on the stated side of zero: each by more than <paramref name="z"/> standard errors supports it, one that far on the other side refutes it.</summary>
    public static ClaimOutcome OfSigns(IEnumerable<Contrast> contrasts, double z = 3)
    {
        var (all, against, open) = (0, 0, 0);
        Contrast? least = null;
        foreach (var contrast in contrasts)
        {
            all++;
            if (contrast.Score <= -z) against++;
            else if (contrast.Score < z) open++;
            if (least is null || contrast.Score < least.Score) least = contrast;
        }

        if (least is null) throw new ArgumentException("A claim needs one comparison at least.", nameof(contrasts));
        var text = all == 1
            ? Invariant($"Paired over repetitions: {least.Text}; {z} standard errors are asked for")
            : Invariant($"Of {all} paired comparisons {all - against - open} are on the claimed side by {z} standard errors or more, {open} within, {against} on the other side; the least favourable: {least.Text}");
        return new(against > 0 ? ClaimVerdict.NotSupported : open > 0 ? ClaimVerdict.Undecided : ClaimVerdict.Supported, text);
    }
}
