namespace SynthAug.Engine.Inference;

/// <summary>A loss, or a difference of two, with its row-level standard error.</summary>
public readonly record struct LossEstimate(double Loss, double StandardError)
{
    public bool IsNumber => double.IsFinite(Loss);
}

/// <summary>The held-out loss of every row under one rule, averaged over repeats; rows of a class in file order.</summary>
/// <param name="Majority">Length n0.</param>
/// <param name="Minority">Length n1.</param>
public sealed record RowLosses(double[] Majority, double[] Minority)
{
    /// <summary>
    /// ρ·mean over the majority + (1−ρ)·mean over the minority, with se² = ρ²·var0/n0 + (1−ρ)²·var1/n1 (divisor n − 1): the rows are the
    /// sample, the folds are not. Asymptotic, and for stable learners (Bayle et al. 2020).
    /// </summary>
    /// <param name="rho">Weight of the majority.</param>
    /// <param name="groups">Rows that belong together; the variance is then of their sums, see <see cref="RowGroups.StandardError"/>.</param>
    public LossEstimate Estimate(double rho, RowGroups? groups = null)
    {
        var (majority, minority) = (Numerics.Estimate.Of(Majority), Numerics.Estimate.Of(Minority));
        var loss = rho * majority.Mean + (1 - rho) * minority.Mean;
        if (groups is not null) return new(loss, groups.StandardError(Majority, Minority, majority.Mean, minority.Mean, rho));
        var (a, b) = (rho * majority.StandardError, (1 - rho) * minority.StandardError);
        return new(loss, Math.Sqrt(a * a + b * b));
    }

    /// <summary>Each row's mean, over repeats: the rows stay the sample, so the repeats' shared noise is not counted as precision.</summary>
    /// <exception cref="ArgumentException">None are given, or they are not of the same rows.</exception>
    public static RowLosses Mean(IReadOnlyList<RowLosses> repeats)
    {
        ArgumentNullException.ThrowIfNull(repeats);
        if (repeats.Count == 0) throw new ArgumentException("There is no repeat to take a mean of.", nameof(repeats));
        return repeats is [var only] ? only : new(Mean(repeats, static r => r.Majority, fresh: true), Mean(repeats, static r => r.Minority, fresh: true));
    }

    /// <summary>The same written over the first of them.</summary>
    internal static RowLosses TakeMean(IReadOnlyList<RowLosses> repeats) =>
        repeats is [var only] ? only : new(Mean(repeats, static r => r.Majority, fresh: false), Mean(repeats, static r => r.Minority, fresh: false));

    /// <summary>Row by row: the pairing removes what is hard about a row under either rule.</summary>
    public RowLosses Minus(RowLosses other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var difference = new RowLosses(new double[Majority.Length], new double[Minority.Length]);
        Subtract(other, difference);
        return difference;
    }

    /// <summary>The same into memory that is at hand.</summary>
    internal void Subtract(RowLosses other, RowLosses difference)
    {
        Subtract(Majority, other.Majority, difference.Majority);
        Subtract(Minority, other.Minority, difference.Minority);
    }

    private static double[] Mean(IReadOnlyList<RowLosses> repeats, Func<RowLosses, double[]> of, bool fresh)
    {
        var first = of(repeats[0]);
        var mean = fresh ? (double[])first.Clone() : first;
        foreach (var repeat in repeats.Skip(1))
        {
            var values = of(repeat);
            if (values.Length != mean.Length) throw new ArgumentException($"Repeats of {mean.Length} and of {values.Length} rows; a mean needs the same rows.", nameof(repeats));
            for (var i = 0; i < mean.Length; i++) mean[i] += values[i];
        }

        for (var i = 0; i < mean.Length; i++) mean[i] /= repeats.Count;
        return mean;
    }

    private static void Subtract(double[] a, double[] b, double[] difference)
    {
        if (a.Length != b.Length) throw new ArgumentException($"Losses of {a.Length} and of {b.Length} rows; a difference needs the same rows.");
        for (var i = 0; i < difference.Length; i++) difference[i] = a[i] - b[i];
    }
}
