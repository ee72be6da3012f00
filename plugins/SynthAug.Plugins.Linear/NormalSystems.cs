using System.Runtime.CompilerServices;
using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Up to eight systems of normal equations, one a lane, solved together by LDLᵀ: no square root, one division a column for all eight, and
/// updates that wait for nobody. A lane sees only its own numbers, so a system has the same bits alone or in company.
/// </summary>
internal sealed unsafe class NormalSystems(LabelCoding labels)
{
    public const int Most = 8;

    private readonly double[] _targetMeans = new double[Most];
    private double[] _matrix = [], _target = [], _squares = [], _means = [];

    // Lanes: entry e of system s at 8e + s.
    private double[] _factor = [], _solution = [], _pivots = [], _column = [];
    private int _dimension;

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <exception cref="RefusalException">A class without rows.</exception>
    public void Put(NormalEquations equations)
    {
        if (Count == 0) Resize(equations.Dimension);
        var (d, lane) = (_dimension, Count);
        var matrix = _matrix.AsSpan(0, Gram.PackedLength(d));
        var target = _target.AsSpan(0, d);
        _targetMeans[lane] = equations.Assemble(labels, matrix, target, _squares.AsSpan(lane * d, d), _means.AsSpan(lane * d, d));
        fixed (double* from = matrix, right = target, factor = _factor, solution = _solution)
        {
            Spread(from, matrix.Length, factor + lane);
            Spread(right, d, solution + lane);
        }

        Count++;
    }

    /// <exception cref="RefusalException">A column of one of the systems is a combination of those before it.</exception>
    public void Solve(IReadOnlyList<FeatureColumn> columns)
    {
        if (Lanes512.IsSupported) Solve<Lanes512>();
        else if (Lanes256.IsSupported) Solve<Lanes256>();
        else Solve<Lane>();
        for (var lane = 0; lane < Count; lane++)
        {
            for (var j = 0; j < _dimension; j++)
            {
                var square = _squares[lane * _dimension + j];
                // A NaN is no pivot either.
                if (!(_pivots[j * Most + lane] > NormalMatrix.OwnShare * square)) RefuseSingular(square, Refuse.ColumnName(columns, j));
            }
        }
    }

    // One system's numbers into its lane; pointers, for this is done for every candidate of every path.
    private static void Spread(double* from, int count, double* to)
    {
        var end = from + count;
        for (; from + 4 <= end; from += 4, to += 4 * Most) (to[0], to[Most], to[2 * Most], to[3 * Most]) = (from[0], from[1], from[2], from[3]);
        for (; from < end; from++, to += Most) *to = *from;
    }

    /// <summary>Writes w of one system and returns its c.</summary>
    public double Take(int lane, Span<double> coefficients)
    {
        for (var j = 0; j < coefficients.Length; j++) coefficients[j] = _solution[j * Most + lane];
        return _targetMeans[lane] - Kernels.Dot(_means.AsSpan(lane * _dimension, _dimension), coefficients);
    }

    internal void Solve<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        fixed (double* factor = _factor, solution = _solution, pivots = _pivots, column = _column)
        {
            for (var lane = 0; lane < Most; lane += TLanes.Count)
                Solve<TLanes>(factor + lane, solution + lane, pivots + lane, column + lane, _dimension);
        }
    }

    // Column by column, each taken out of what is left to its lower right (right-looking LDLᵀ), then L, D and Lᵀ are undone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Solve<TLanes>(double* factor, double* solution, double* pivots, double* column, int d)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var j = 0; j < d; j++)
        {
            var pivot = TLanes.Load(factor + At(j, j));
            pivot.Store(pivots + j * Most);
            var inverse = TLanes.All(1) / pivot;
            var known = TLanes.Load(solution + j * Most);
            for (var i = j + 1; i < d; i++)
            {
                var entry = TLanes.Load(factor + At(i, j));
                var scaled = entry * inverse;
                scaled.Store(column + i * Most);
                scaled.Store(factor + At(i, j));
                var minus = Elementary.Negate(entry);
                for (int k = j + 1, at = At(i, k); k <= i; k++, at += Most)
                    TLanes.Fma(minus, TLanes.Load(column + k * Most), TLanes.Load(factor + at)).Store(factor + at);
                TLanes.Fma(Elementary.Negate(scaled), known, TLanes.Load(solution + i * Most)).Store(solution + i * Most);
            }

            (known * inverse).Store(solution + j * Most);
        }

        for (var i = d - 1; i > 0; i--)
        {
            var minus = Elementary.Negate(TLanes.Load(solution + i * Most));
            for (int j = 0, at = At(i, 0); j < i; j++, at += Most)
                TLanes.Fma(TLanes.Load(factor + at), minus, TLanes.Load(solution + j * Most)).Store(solution + j * Most);
        }
    }

    private static int At(int i, int j) => (i * (i + 1) / 2 + j) * Most;

    private static void RefuseSingular(double square, string column) => throw new RefusalException(double.IsFinite(square)
        ? $"least-squares has no single solution: {column} is constant or a combination of the columns before it on these rows; "
            + "drop it, or use logistic with l2 > 0."
        : $"least-squares overflows: the squares of {column} do not fit a double; rescale it.");

    private void Resize(int dimension)
    {
        _dimension = dimension;
        if (_target.Length >= dimension) return;
        var packed = Gram.PackedLength(dimension);
        (_matrix, _target, _squares, _means) = (new double[packed], new double[dimension], new double[Most * dimension], new double[Most * dimension]);
        (_factor, _solution) = (new double[Most * packed], new double[Most * dimension]);
        (_pivots, _column) = (new double[Most * dimension], new double[Most * dimension]);
    }
}
