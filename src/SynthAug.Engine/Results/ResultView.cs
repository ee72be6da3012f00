using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Numerics;

namespace SynthAug;

/// <summary>Which fits of a trial are meant; what is left null may be anything, as long as one fit a trial remains.</summary>
public sealed record Selection
{
    public string? Generator { get; init; }

    public string? Classifier { get; init; }

    /// <summary>Label of the size rule.</summary>
    public string? Rule { get; init; }

    /// <summary>A γ of a fixed or swept size.</summary>
    public double? Gamma { get; init; }

    // The number first: of a sweep it leaves one row in many.
    internal bool Holds(in ResultRow row) =>
        (Gamma is null || row.Gamma == Gamma) && (Generator is null || row.Generator == Generator)
        && (Classifier is null || row.Classifier == Classifier) && (Rule is null || row.Rule == Rule);
}

/// <summary>The finished results of an experiment, for its claims: values by repetition, so that comparisons are paired.</summary>
public sealed class ResultView
{
    private readonly ResultSchema _schema;
    private readonly TrialResult?[] _trials;

    public ResultView(ResultSchema schema, IEnumerable<TrialResult> trials)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(trials);
        _schema = schema;
        _trials = new TrialResult?[schema.TrialCount];
        foreach (var trial in trials) _trials[trial.Trial] = trial;
    }

    /// <summary>In plan order.</summary>
    public IReadOnlyList<CellPlan> Cells => _schema.Cells;

    /// <summary>The cells whose axis has this value, as the summary spells it.</summary>
    public IEnumerable<CellPlan> CellsWhere(string axis, string value) => Cells.Where(cell => cell.Axes.Any(a => a.Name == axis && a.Text == value));

    /// <summary>One value a repetition; NaN where the fit is missing or was refused.</summary>
    /// <param name="measure">A measure, a score, or <see cref="Column.Gamma"/> or <see cref="Column.SyntheticSize"/>.</param>
    /// <exception cref="ArgumentException">No such measure, or the selection leaves several fits of a trial.</exception>
    public double[] Values(string measure, CellPlan cell, Selection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var column = _schema.Measures.ToList().IndexOf(measure);
        if (column < 0 && measure is not (Column.Gamma or Column.SyntheticSize))
            throw new ArgumentException($"There is no measure '{measure}'; there are {string.Join(", ", _schema.Measures)}.", nameof(measure));
        var index = 0;
        while (!ReferenceEquals(_schema.Cells[index], cell)) index++;
        var first = index * _schema.Repetitions;
        var values = new double[_schema.Repetitions];
        for (var repetition = 0; repetition < values.Length; repetition++)
        {
            var found = false;
            values[repetition] = double.NaN;
            foreach (ref readonly var row in _trials[first + repetition] is { } trial ? trial.AsSpan() : [])
            {
                if (!selection.Holds(row)) continue;
                if (found) throw new ArgumentException($"{selection} leaves several fits of one trial; name what tells them apart.", nameof(selection));
                found = true;
                if (row.Refusal is not null) continue;
                values[repetition] = measure == Column.Gamma ? row.Gamma : measure == Column.SyntheticSize ? row.SyntheticSize : row.Measures[column];
            }
        }

        return values;
    }

    /// <summary>Over the repetitions that have a value.</summary>
    public Estimate Mean(string measure, CellPlan cell, Selection selection) => Estimate.Of([.. Values(measure, cell, selection).Where(v => !double.IsNaN(v))]);

    /// <summary>The comparison "first is less than second", one a cell.</summary>
    /// <param name="cells">All of them when left out.</param>
    public IEnumerable<Contrast> IsLess(string measure, Selection first, Selection second, IEnumerable<CellPlan>? cells = null) =>
        from cell in cells ?? Cells
        select Contrast.Below(NameOf(cell), Difference(measure, cell, first, second));

    /// <summary>The comparison "first is greater than second", one a cell.</summary>
    /// <param name="cells">All of them when left out.</param>
    public IEnumerable<Contrast> IsGreater(string measure, Selection first, Selection second, IEnumerable<CellPlan>? cells = null) =>
        from cell in cells ?? Cells
        select Contrast.Above(NameOf(cell), Difference(measure, cell, first, second));

    /// <summary>The comparison "first varies less over repetitions than second", one a cell, as the log ratio of their standard deviations.</summary>
    /// <param name="cells">All of them when left out.</param>
    public IEnumerable<Contrast> VariesLess(string measure, Selection first, Selection second, IEnumerable<CellPlan>? cells = null) =>
        from cell in cells ?? Cells
        select Contrast.Below(NameOf(cell), LogSpreadRatio(measure, cell, first, second));

    /// <summary>
    /// ln(sd of first / sd of second) over the repetitions that have both. Its standard error is √((1 − r²)/(n − 1)), r their correlation: exact to first order for
    /// normal pairs (the delta method on the two variances).
    /// </summary>
    public Estimate LogSpreadRatio(string measure, CellPlan cell, Selection first, Selection second)
    {
        var pairs = Values(measure, cell, first).Zip(Values(measure, cell, second)).Where(p => !double.IsNaN(p.First + p.Second)).ToList();
        var (a, b) = (Estimate.Of([.. pairs.Select(p => p.First)]), Estimate.Of([.. pairs.Select(p => p.Second)]));
        var products = pairs.Select(p => (p.First - a.Mean) * (p.Second - b.Mean)).ToArray();
        var correlation = Kernels.Sum(products) / ((pairs.Count - 1) * a.StandardDeviation * b.StandardDeviation);
        var error = Math.Sqrt(Math.Max(0, 1 - correlation * correlation) / (pairs.Count - 1));
        return new(ExactMath.Log(a.StandardDeviation / b.StandardDeviation), error * Math.Sqrt(pairs.Count), error, pairs.Count);
    }

    /// <summary>First minus second, paired by repetition.</summary>
    public Estimate Difference(string measure, CellPlan cell, Selection first, Selection second)
    {
        var (a, b) = (Values(measure, cell, first), Values(measure, cell, second));
        var differences = new List<double>(a.Length);
        for (var i = 0; i < a.Length; i++)
            if (!double.IsNaN(a[i] - b[i])) differences.Add(a[i] - b[i]);
        return Estimate.Of([.. differences]);
    }

    private static string NameOf(CellPlan cell) => cell.Axes.Count == 0 ? "difference" : string.Join(", ", cell.Axes.Select(a => $"{a.Name} {a.Text}")) + ":";
}
