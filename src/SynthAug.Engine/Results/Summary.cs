using SynthAug.Numerics;

namespace SynthAug.Engine.Results;

/// <summary>From rows to means.</summary>
public static class Summary
{
    /// <summary>The measure that counts refusals.</summary>
    public const string Refused = "refused";

    /// <summary>
    /// Means over repetitions, cells in plan order, groups in the order of their rows, measures in theirs, then <c>gamma</c>,
    /// <c>synthetic_size</c> and <c>refused</c>. One pass, with one cell's numbers in memory; their order is the plan's, so the bits depend
    /// on neither threads nor the order of running.
    /// </summary>
    /// <param name="schema">Of the experiment.</param>
    /// <param name="trials">In plan order. Failed trials are passed over.</param>
    public static IEnumerable<SummaryRow> Of(ResultSchema schema, IEnumerable<TrialResult> trials)
    {
        var tuned = schema.TunedRules.ToHashSet(StringComparer.Ordinal);
        var groups = new OrderedDictionary<GroupKey, Group>();
        var cell = 0;
        foreach (var trial in trials)
        {
            if (schema.CellOf(trial.Trial) != cell)
            {
                foreach (var row in Rows(schema, cell, groups)) yield return row;
                groups.Clear();
                cell = schema.CellOf(trial.Trial);
            }

            foreach (ref readonly var row in trial.AsSpan())
            {
                var isTuned = tuned.Contains(row.Rule);
                var key = new GroupKey(row.Generator, row.Classifier, row.Rule, isTuned ? double.NaN : row.Gamma);
                if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new(schema.Measures.Count, isTuned));
                group.Add(row);
            }
        }

        foreach (var row in Rows(schema, cell, groups)) yield return row;
    }

    private static IEnumerable<SummaryRow> Rows(ResultSchema schema, int cell, OrderedDictionary<GroupKey, Group> groups)
    {
        foreach (var (key, group) in groups)
        {
            for (var i = 0; i < schema.Measures.Count; i++) yield return Row(schema.Measures[i], group.Measures[i].Estimate());
            if (group.IsTuned)
            {
                yield return Row(Column.Gamma, group.Gamma.Estimate());
                yield return Row(Column.SyntheticSize, group.SyntheticSize.Estimate());
            }

            if (group.Refusals > 0) yield return Row(Refused, group.Refused());

            SummaryRow Row(string measure, Estimate value) => new()
            {
                Cell = cell,
                Generator = key.Generator,
                Classifier = key.Classifier,
                Rule = key.Rule,
                Gamma = key.Gamma,
                Measure = measure,
                Value = value,
            };
        }
    }

    // A record compares doubles by Equals, to which NaN is NaN.
    private readonly record struct GroupKey(string Generator, string Classifier, string Rule, double Gamma);

    private sealed class Group(int measures, bool isTuned)
    {
        private readonly Numbers _refused = new();

        public bool IsTuned => isTuned;

        public Numbers[] Measures { get; } = NewNumbers(measures);

        public Numbers Gamma { get; } = new();

        public Numbers SyntheticSize { get; } = new();

        public int Refusals { get; private set; }

        private static Numbers[] NewNumbers(int count)
        {
            var numbers = new Numbers[count];
            for (var i = 0; i < count; i++) numbers[i] = new();
            return numbers;
        }

        // A share is a quotient of counts; the mean of zeros and ones may miss it by a bit.
        public Estimate Refused() => _refused.Estimate() with { Mean = (double)Refusals / _refused.Count };

        public void Add(in ResultRow row)
        {
            _refused.Add(row.Refusal is null ? 0 : 1);
            if (row.Refusal is not null)
            {
                Refusals++;
                return;
            }

            for (var i = 0; i < Measures.Length; i++) Measures[i].Add(row.Measures[i]);
            Gamma.Add(row.Gamma);
            SyntheticSize.Add(row.SyntheticSize);
        }
    }
}
