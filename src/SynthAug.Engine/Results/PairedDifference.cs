using SynthAug.Numerics;

namespace SynthAug.Engine.Results;

/// <summary>A rule, or one γ of a rule that has several.</summary>
/// <param name="Rule">Label.</param>
/// <param name="Gamma">Null when the rule has one row a fit.</param>
public readonly record struct Contender(string Rule, double? Gamma = null);

/// <summary>
/// How much a measure of one contender exceeds that of another on the same draws: within a cell, a classifier and a generator, repetition
/// by repetition. The draws' own noise cancels, so its standard error is the one to judge a difference by.
/// </summary>
/// <param name="Cell">Index in the plan.</param>
/// <param name="Generator">Empty when neither contender adds rows.</param>
/// <param name="Classifier">Label.</param>
/// <param name="Difference">First − second, over the repetitions in which both have a number.</param>
public sealed record PairedDifference(int Cell, string Generator, string Classifier, Estimate Difference)
{
    /// <summary>In plan order. A contender without a generator meets every generator of the other.</summary>
    /// <exception cref="ArgumentException">No such measure, or a contender has several rows a fit: name the γ.</exception>
    public static IReadOnlyList<PairedDifference> Of(
        ResultSchema schema, IEnumerable<TrialResult> trials, string measure, Contender first, Contender second)
    {
        var column = schema.Measures.ToList().IndexOf(measure);
        if (column < 0) throw new ArgumentException($"The experiment has no measure '{measure}'.", nameof(measure));
        var found = new OrderedDictionary<(int Cell, string Generator, string Classifier), Numbers>();
        foreach (var trial in trials)
        {
            var (ours, theirs) = (Values(trial, column, first), Values(trial, column, second));
            foreach (var (mine, value) in ours)
            {
                foreach (var (yours, other) in theirs)
                {
                    if (mine.Classifier != yours.Classifier) continue;
                    if (mine.Generator != yours.Generator && mine.Generator != "" && yours.Generator != "") continue;
                    var key = (schema.CellOf(trial.Trial), mine.Generator == "" ? yours.Generator : mine.Generator, mine.Classifier);
                    if (!found.TryGetValue(key, out var numbers)) found.Add(key, numbers = new());
                    numbers.Add(value - other);
                }
            }
        }

        return [.. found.Select(static item => new PairedDifference(item.Key.Cell, item.Key.Generator, item.Key.Classifier, item.Value.Estimate()))];
    }

    private static OrderedDictionary<(string Generator, string Classifier), double> Values(TrialResult trial, int column, Contender contender)
    {
        var values = new OrderedDictionary<(string Generator, string Classifier), double>();
        foreach (ref readonly var row in trial.AsSpan())
        {
            if (row.Rule != contender.Rule || (contender.Gamma is { } gamma && !row.Gamma.Equals(gamma))) continue;
            if (!values.TryAdd((row.Generator, row.Classifier), row.Measures[column]))
                throw new ArgumentException($"Rule '{contender.Rule}' has several rows a fit; name one γ.", nameof(contender));
        }

        return values;
    }
}
