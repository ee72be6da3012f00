using System.Globalization;

namespace SynthAug.Engine.Inference;

/// <summary>What a colleague would say: what to do, what it gains, how sure that is, of what it speaks, and what would settle it.</summary>
public static class VerdictSentences
{
    // Above this a factor says "not reachable" better than a number does.
    private const double ReachableGrowth = 50;

    /// <param name="folds">K of the folds that the losses are from; null for a validation part of its own.</param>
    /// <returns>Four sentences; five when undecided.</returns>
    public static IReadOnlyList<string> Of(Verdict verdict, int? folds)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        List<string> sentences = [Advice(verdict), Gain(verdict), Certainty(verdict), Target(verdict, folds)];
        if (verdict.Word == VerdictWord.CannotTell) sentences.Add(Settling(verdict));
        return sentences;
    }

    private static string Advice(Verdict verdict) => verdict.Word switch
    {
        VerdictWord.Augment => $"Augment: use {verdict.Adding.Name}.",
        VerdictWord.DoNotAugment => $"Do not augment: use {verdict.WithoutRows.Name}.",
        _ => $"Cannot tell from these rows; {verdict.WithoutRows.Name} is the simpler choice until more are known.",
    };

    private static string Gain(Verdict verdict)
    {
        var (adding, none) = (verdict.Adding.Name, verdict.WithoutRows.Name);
        var size = Number(verdict, Math.Abs(verdict.Difference.Loss));
        if (verdict.Difference.Loss == 0) return $"The best rule that adds rows ({adding}) and the best that adds none ({none}) have the same held-out loss.";
        return verdict.Difference.Loss < 0
            ? $"The best rule that adds rows ({adding}) loses {size} nats a row less, classes balanced, than the best that adds none ({none})."
            : $"The best rule that adds rows ({adding}) loses {size} nats a row more, classes balanced, than the best that adds none ({none}).";
    }

    private static string Certainty(Verdict verdict)
    {
        var counts = Invariant($"{verdict.MajorityCount} majority and {verdict.MinorityCount} minority {(verdict.IsGrouped ? "groups" : "rows")}");
        if (!double.IsFinite(verdict.Difference.StandardError)) return $"{counts} are too few for a standard error.";
        var interval = $"The 90 % interval of the difference is {Number(verdict, verdict.Lower)} to {Number(verdict, verdict.Upper)} (standard error {Number(verdict, verdict.Difference.StandardError)}, {counts})";
        var margin = Number(verdict, verdict.Margin);
        return verdict.Word switch
        {
            VerdictWord.Augment => $"{interval}: below 0, and the gain reaches the margin of {margin}.",
            VerdictWord.DoNotAugment => $"{interval}: any gain is under the margin of {margin}.",
            _ when verdict.Upper < 0 => $"{interval}: a gain, but under the margin of {margin} as seen and perhaps above it.",
            _ => $"{interval}: it holds both no gain and one of {margin} or more.",
        };
    }

    private static string Target(Verdict verdict, int? folds)
    {
        const string Subject = "This compares the two procedures on data like yours";
        if (folds is not { } k) return $"{Subject}, fitted on as many rows as your training part has; it does not compare the two models at hand.";
        var fitted = verdict.MinorityCount * (k - 1) / k;
        return Invariant($"{Subject}, fitted on {k - 1}/{k} of it ({fitted} minority {(verdict.IsGrouped ? "groups" : "rows")}), not the two models at hand; on all of it the difference is mostly smaller.");
    }

    private static string Settling(Verdict verdict)
    {
        if (verdict.Settling is not { } size) return "More rows of each class are needed before anything can be said.";
        var side = size.TowardsAugment ? "a gain" : "no gain worth the rows";
        if (size.MinorityRows is { } more)
        {
            var bound = size.AtLeast is { } least && least < more ? Invariant($" ({(least == 0 ? "none" : least)} at the friendly end of the interval)") : "";
            return more <= ReachableGrowth * verdict.MinorityCount
                ? Invariant($"If the difference is what it looks like and stays so, {more} more minority rows{bound} would show {side} in nine cases of ten.")
                : Invariant($"The difference is so near to what has to be excluded that {more} more minority rows{bound} would be needed: in practice, rows will not settle it.");
        }

        if (size.Growth > ReachableGrowth) return "The difference is so near to what has to be excluded that rows, in practice, will not settle it.";
        var all = Invariant($"{size.Growth:0.0} times as many {(verdict.IsGrouped ? "groups" : "rows of both classes")}");
        return verdict.IsGrouped
            ? $"If the difference is what it looks like and stays so, {all} would show {side} in nine cases of ten."
            : $"More minority rows alone would not settle it, the majority rows are too noisy for that; if the difference stays as it looks, {all} would show {side} in nine cases of ten.";
    }

    // Differences of large tables are far below a ten-thousandth: 0.0000 would claim that there is none.
    private static string Number(Verdict verdict, double value) =>
        value.ToString(verdict.Difference.StandardError < 0.001 ? "0.000000" : "0.0000", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
