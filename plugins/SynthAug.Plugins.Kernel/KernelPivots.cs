using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// Landmarks by pivoted Cholesky: each next one is the candidate whose k(x, ·) is worst explained by those before it, the first of equals. Residuals only
/// fall, so a group of candidates is left as it is until its largest one of old could be the largest of all, and then takes the columns it has missed
/// together: from the first-level cache, where one column of all candidates at a time would read all columns before it from memory. Memory only grows.
/// </summary>
internal sealed unsafe class KernelPivots
{
    /// <summary>What is left of k(x, x) = 1 below this is rounding: no further landmark is taken.</summary>
    public const double Floor = 1e-13;

    private const int Group = 16;

    // By groups: coordinates × 16, and entries of the factor, columns × 16.
    private double[] _turned = [], _entries = [];
    private double[] _residuals = [], _largest = [], _landmarks = [], _roots = [];
    private int[] _known = [];
    private int _count, _dimension, _most;
    private double _scale;

    public int Rank { get; private set; }

    /// <summary>Rank × d.</summary>
    public ReadOnlyRows Landmarks => new(_landmarks.AsSpan(0, Rank * _dimension), _dimension);

    /// <summary>The diagonal of the landmarks' Cholesky factor.</summary>
    public ReadOnlySpan<double> Roots => _roots.AsSpan(0, Rank);

    private int FactorStride => Columns.Padded(_most);

    private int Groups => (_count + Group - 1) / Group;

    /// <param name="rows">n × d, n ≥ 1: the rows to choose from.</param>
    /// <param name="most">Most landmarks, 1 … n.</param>
    /// <param name="tolerance">Mean residual at which fewer do.</param>
    /// <param name="factor">
    /// Rows of <see cref="Columns.Padded"/>(most) numbers; written: minus the landmarks' Cholesky factor, left of its diagonal.
    /// </param>
    public void Choose(ReadOnlyRows rows, double scale, int most, double tolerance, Span<double> factor)
    {
        (_count, _dimension, _most, _scale, Rank) = (rows.Count, rows.Dimension, most, scale, 0);
        Reserve();
        Load(rows);
        while (Rank < most)
        {
            var group = Worst(factor);
            var residuals = _residuals.AsSpan(group * Group, Group);
            var lane = residuals.IndexOf(_largest[group]);
            if (Rank > 0 && (residuals[lane] <= Floor || IsExplained(residuals[lane], tolerance, factor))) break;
            rows[group * Group + lane].CopyTo(_landmarks.AsSpan(Rank * _dimension));
            var entries = Entries(group);
            for (var t = 0; t < Rank; t++) factor[Rank * FactorStride + t] = -entries[t * Group + lane];
            _roots[Rank++] = Math.Sqrt(residuals[lane]);
            // It stays 0: what a column takes away is not given back.
            residuals[lane] = 0;
            _largest[group] = Largest(residuals);
        }
    }

    private Span<double> Entries(int group) => _entries.AsSpan(group * Group * _most, Group * _most);

    // The group with the largest residual, up to date.
    private int Worst(ReadOnlySpan<double> factor)
    {
        while (true)
        {
            var group = _largest.AsSpan(0, Groups).IndexOf(Largest(_largest.AsSpan(0, Groups)));
            if (_known[group] == Rank) return group;
            Update(group, factor);
        }
    }

    private bool IsExplained(double largest, double tolerance, ReadOnlySpan<double> factor)
    {
        if (largest > tolerance * _count) return false;
        for (var group = 0; group < Groups; group++) Update(group, factor);
        return Kernels.Sum(_residuals.AsSpan(0, _count)) <= tolerance * _count;
    }

    // The columns that the group has missed: kernel values less the products of earlier columns, those it knows first.
    private void Update(int group, ReadOnlySpan<double> factor)
    {
        var (known, missed) = (_known[group], Rank - _known[group]);
        if (missed == 0) return;
        var entries = Entries(group);
        var added = entries.Slice(known * Group, missed * Group);
        var residuals = _residuals.AsSpan(group * Group, Group);
        RadialKernel.Values(_turned.AsSpan(group * Group * _dimension), Group, Group, Landmarks.Slice(known, missed), _scale, 1, added);
        if (known > 0) Columns.AddProducts(entries, Group, Group, new(factor.Slice(known * FactorStride, missed * FactorStride), FactorStride), known, added, Group);
        fixed (double* e = entries, left = residuals, f = factor, roots = _roots)
        {
            if (Lanes512.IsSupported) Finish<Pair<Lanes512>>(e, known, Rank, f, FactorStride, roots, left);
            else if (Lanes256.IsSupported) Finish<Pair<Lanes256>>(e, known, Rank, f, FactorStride, roots, left);
            else Finish<Lane>(e, known, Rank, f, FactorStride, roots, left);
        }

        _known[group] = Rank;
        _largest[group] = Largest(residuals);
    }

    // The products of the columns that come together, the roots, and the residuals: each loses the square of its entry.
    private static void Finish<T>(double* entries, int first, int end, double* factor, int stride, double* roots, double* residuals)
        where T : struct, ILanes<T>
    {
        for (var lane = 0; lane < Group; lane += T.Count, entries += T.Count, residuals += T.Count)
        {
            var left = T.Load(residuals);
            for (var s = first; s < end; s++)
            {
                var entry = T.Load(entries + (long)s * Group);
                for (var t = first; t < s; t++) entry = T.Fma(T.Load(entries + (long)t * Group), T.AllAt(factor + (long)s * stride + t), entry);
                entry /= T.All(roots[s]);
                entry.Store(entries + (long)s * Group);
                left = T.Fma(Elementary.Negate(entry), entry, left);
                left = T.Select(T.LessThan(left, T.All(0)), T.All(0), left);
            }

            left.Store(residuals);
        }
    }

    // Every k(x, x) is 1; there is nothing to explain in the lanes beyond the last candidate.
    private void Load(ReadOnlyRows rows)
    {
        for (var first = 0; first < _count; first += Group)
        {
            var part = rows.Slice(first, Math.Min(Group, _count - first));
            var turned = _turned.AsSpan(first * _dimension, Group * _dimension);
            if (part.Count < Group) turned.Clear();
            Columns.Transpose(part, turned, Group);
        }

        _residuals.AsSpan(0, Groups * Group).Clear();
        _residuals.AsSpan(0, _count).Fill(1);
        _largest.AsSpan(0, Groups).Fill(1);
        _known.AsSpan(0, Groups).Clear();
    }

    private void Reserve()
    {
        if (_turned.Length < Groups * Group * _dimension) _turned = new double[Groups * Group * _dimension];
        if (_entries.Length < checked(Groups * Group * _most)) _entries = new double[Groups * Group * _most];
        if (_residuals.Length < Groups * Group) _residuals = new double[Groups * Group];
        if (_largest.Length < Groups) (_largest, _known) = (new double[Groups], new int[Groups]);
        if (_landmarks.Length < _most * _dimension) _landmarks = new double[_most * _dimension];
        if (_roots.Length < _most) _roots = new double[_most];
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        fixed (double* x = values)
        {
            return Lanes512.IsSupported ? Largest<Lanes512>(x, values.Length)
                : Lanes256.IsSupported ? Largest<Lanes256>(x, values.Length)
                : Largest<Lane>(x, values.Length);
        }
    }

    private static double Largest<T>(double* x, int count) where T : struct, ILanes<T>
    {
        var largest = T.All(0);
        for (var i = 0; i < count; i += T.Count)
        {
            var next = T.LoadMasked(x + i, T.FirstLanes(count - i));
            largest = T.Select(T.LessThan(largest, next), next, largest);
        }

        var lanes = stackalloc double[8];
        largest.Store(lanes);
        for (var l = 1; l < T.Count; l++) lanes[0] = Math.Max(lanes[0], lanes[l]);
        return lanes[0];
    }
}
