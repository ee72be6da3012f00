using SynthAug.Engine.Data;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// Neighbours among the minority of any fold of a table, from one search over the whole of it. A fold's columns are those of the table but for their scale, so what is far in one is far in the other:
/// the search is made with each column at the widest scale that a fold has, in which no two rows are farther apart than in a fold.
/// </summary>
internal sealed class TableNeighbours
{
    // Fewer rows are searched in no time.
    private const int FewestRows = 3000;

    // The lists grow with them, and with the lists the offers.
    private const int MostNeighbours = 16;

    // Of a prepared value, which is at most the root of the number of rows: their squares sum to it.
    private const double Rounding = 1e-12;

    private readonly TableRows _minority;
    private readonly TableParts _parts;
    private readonly double _rounding;
    private readonly Dictionary<int, SharedNeighbours> _searched = [];
    private readonly Lock _gate = new();
    private double[]? _widest;

    private TableNeighbours(TableRows minority, TableParts parts, double rounding) => (_minority, _parts, _rounding) = (minority, parts, rounding);

    /// <summary>Null where a search for each fold costs no more, or columns differ by more than their scale.</summary>
    /// <param name="whole">Of all rows.</param>
    public static TableNeighbours? Of(TableRows majority, TableRows minority, Preparation whole, TableParts parts) =>
        minority.Count < FewestRows || whole.Deviations is not { } columns ? null
        : new(minority, parts, Rounding * Math.Sqrt(((double)majority.Count + minority.Count) * columns.Length));

    /// <summary>Those of a part, asked for by its prepared minority.</summary>
    /// <param name="places">Rows of the table's minority, in the order of the part.</param>
    /// <param name="preparation">The part's.</param>
    /// <param name="prepared">What is known as the part's minority; it stays as it is while it is asked.</param>
    public IMinorityNeighbours Of(int[] places, Preparation preparation, FeatureMatrix prepared) => new Part(this, places, preparation, prepared);

    private (SharedNeighbours Searched, double[] Widest) Searched(int k)
    {
        lock (_gate)
        {
            var widest = _widest ??= Widest();
            if (!_searched.TryGetValue(k, out var searched)) _searched[k] = searched = new(Scaled(widest).Rows, k);
            return (searched, widest);
        }
    }

    private double[] Widest()
    {
        var widest = _parts.Whole.Deviations!;
        foreach (var fold in _parts.Learned())
        {
            var deviations = fold.Deviations!;
            for (var j = 0; j < widest.Length; j++) widest[j] = Math.Max(widest[j], deviations[j]);
        }

        return widest;
    }

    // Needed for the search only.
    private FeatureMatrix Scaled(double[] widest)
    {
        var rows = new FeatureMatrix(0, 1);
        _parts.Whole.Apply(_minority, rows);
        var factors = _parts.Whole.Deviations!;
        for (var j = 0; j < factors.Length; j++) factors[j] /= widest[j];
        for (var i = 0; i < rows.RowCount; i++)
        {
            var row = rows.Writable[i];
            for (var j = 0; j < row.Length; j++) row[j] *= factors[j];
        }

        return rows;
    }

    private sealed class Part(TableNeighbours table, int[] places, Preparation preparation, FeatureMatrix prepared) : IMinorityNeighbours
    {
        public bool TryFind(FeatureMatrix minority, int k, Span<int> neighbours)
        {
            if (k > MostNeighbours || !ReferenceEquals(minority, prepared)) return false;
            var (searched, widest) = table.Searched(k);
            var least = double.PositiveInfinity;
            var deviations = preparation.Deviations!;
            for (var j = 0; j < widest.Length; j++) least = Math.Min(least, widest[j] / deviations[j]);
            searched.Find(minority.Rows, places, least, table._rounding, k, neighbours);
            return true;
        }
    }
}
