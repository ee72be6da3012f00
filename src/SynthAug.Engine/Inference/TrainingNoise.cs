namespace SynthAug.Engine.Inference;

/// <summary>
/// Row-level variance of a difference from repeated folds, less what it counts twice. A row's losses vary with the row and with the rows that trained its models, and in folds these are the
/// same rows. Let fits respond linearly, θ̂ = θ* + A·Σ_j s_j/m. Row i then gains s_iᵀA s_j/m from each row j of its training part, up to a term that takes half of it back where θ̂ is judged.
/// The row-level variance takes the pairs (i, j) and (j, i) for two draws; they are one. Both together: a fit against a fixed model has half the variance that its rows show, and two fits that are
/// shrunk alike have less; only where both are shrunk to nearly nothing is it more, and there the part below is above the whole.
/// </summary>
internal static class TrainingNoise
{
    // With fewer rows fits respond less linearly, and the choice's optimism counts for more: at 50 rows half is taken off, at 200 four fifths.
    private const double HalfTrusted = 50;

    /// <param name="rowVariance">V, of <paramref name="paired"/>.</param>
    /// <param name="paired">Row by row, mean over the repeats.</param>
    /// <param name="repeats">The same, repeat by repeat.</param>
    /// <param name="folds">K.</param>
    /// <param name="minorityCount">n1, or groups with minority rows.</param>
    /// <param name="rho">Weight of the majority.</param>
    /// <param name="groups">Rows that belong together.</param>
    /// <returns>
    /// V − n1/(n1 + 50)·(V − h), with h = V − T/2, or T/2 when that is more, V at most. T = (K − 1 + 1/R)·W is the part of V that is the training rows': two training parts without a row share 1 − 1/K of
    /// theirs, so W, a row's variance between repeats summed as V is, shows 1/K of it. V itself without a second repeat. O(R·n).
    /// </returns>
    public static double Less(double rowVariance, RowLosses paired, IReadOnlyList<RowLosses> repeats, int folds, int minorityCount, double rho, RowGroups? groups)
    {
        if (repeats.Count < 2) return rowVariance;
        var between = 0.0;
        foreach (var repeat in repeats)
        {
            var error = repeat.Minus(paired).Estimate(rho, groups).StandardError;
            between += error * error / (repeats.Count - 1);
        }

        // T can be above V: where V came out small by luck the difference came out far from its mean, and a small error would miss it; and rows that are drawn anew in each fold are in W, too.
        var half = (folds - 1 + 1.0 / repeats.Count) * between / 2;
        var lessened = Math.Max(rowVariance - half, Math.Min(rowVariance, half));
        return rowVariance - minorityCount / (minorityCount + HalfTrusted) * (rowVariance - lessened);
    }
}
