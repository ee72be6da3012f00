namespace SynthAug.Engine.Inference;

/// <summary>
/// How many rows would settle an undecided verdict nine times in ten, if the true difference is the one seen and stays as it is. P(decided) ≈ Φ((D/se − 1.645)/0.75), D the
/// distance to what has to be excluded: the error is conservative, a difference varies by 0.5 to 0.9 of it. So D/se has to reach 2.61, and se² is a sum of one part in
/// 1/n0 and one in 1/n1.
/// </summary>
/// <param name="TowardsAugment">The side that the difference leans to: at or below −δ.</param>
/// <param name="MinorityRows">More minority rows, with the majority as it is; null when the noise of the majority rows alone is too large, or rows come in groups.</param>
/// <param name="AtLeast">The same, were the true difference at the far end of its interval: a bound, as the one seen is itself uncertain; 0 when even fewer would do.</param>
/// <param name="Growth">Factor by which both classes (or the groups) would have to grow together; infinite when the difference is on the margin.</param>
public sealed record SettlingSize(bool TowardsAugment, long? MinorityRows, long? AtLeast, double Growth)
{
    private const double Spread = 0.75, NineInTen = 1.2816, Needed = Verdict.Z + Spread * NineInTen;

    /// <returns>Null when the standard error is not a number above 0.</returns>
    internal static SettlingSize? Of(Verdict undecided, RowLosses paired, double rho)
    {
        var (difference, error) = (undecided.Difference.Loss, undecided.Difference.StandardError);
        if (!(error > 0)) return null;
        var towardsAugment = difference <= -undecided.Margin;
        var seen = towardsAugment ? -difference : difference + undecided.Margin;
        var far = seen + Verdict.Z * error;
        var growth = Square(error * Needed / seen);
        if (undecided.IsGrouped) return new(towardsAugment, null, null, growth);
        // The majority's share of the rows' error is its share of all of it.
        var (noise0, noise1) = (Square(rho * Numerics.Estimate.Of(paired.Majority).StandardError), Square((1 - rho) * Numerics.Estimate.Of(paired.Minority).StandardError));
        var majority = noise0 + noise1 > 0 ? Square(error) * noise0 / (noise0 + noise1) : 0;
        return new(towardsAugment, MoreMinorityRows(seen), MoreMinorityRows(far), growth);

        long? MoreMinorityRows(double distance)
        {
            var room = Square(distance / Needed) - majority;
            var more = undecided.MinorityCount * ((Square(error) - majority) / room - 1);
            // Beyond a billion rows nobody counts, and a number would pretend to.
            return room > 0 && more < 1e9 ? Math.Max(0, (long)Math.Ceiling(more)) : null;
        }
    }

    private static double Square(double x) => x * x;
}
