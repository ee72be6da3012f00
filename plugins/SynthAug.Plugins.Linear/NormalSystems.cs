using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Up to eight systems of normal equations, one a lane, assembled and solved together. A lane sees only its own numbers, so a system has the same bits alone or in
/// company.
/// </summary>
internal sealed unsafe class NormalSystems(LabelCoding labels)
{
    public const int Most = LaneSolver.Lanes;

    private readonly double[] _majorityWeights = new double[Most], _minorityWeights = new double[Most], _intercepts = new double[Most];

    // One system after the other: the sums, Σ x of the majority, the origin.
    private readonly CacheLines _sums = new(), _majority = new(), _origins = new();

    // Lanes: entry e of system s at 8e + s.
    private readonly CacheLines _factor = new(), _solution = new(), _squares = new(), _pivots = new(), _panel = new(), _majorityLanes = new(), _means = new();
    private int _dimension, _order, _stride;
    private bool _intercept;

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>One system, as the sums stand.</summary>
    /// <exception cref="RefusalException">A class without rows.</exception>
    public void Put(NormalEquations equations)
    {
        equations.Totals(Room(equations, 1));
        Note(equations, equations.MinorityWeight);
    }

    /// <summary>Adds rows to the sums and puts a system after each cut.</summary>
    /// <param name="chunk">See <see cref="NormalEquations.AddChunk"/>.</param>
    /// <exception cref="RefusalException">A class without rows.</exception>
    public void Put(NormalEquations equations, Rows chunk, ReadOnlySpan<int> cuts)
    {
        var before = equations.MinorityWeight;
        equations.AddChunk(chunk, cuts, Room(equations, cuts.Length));
        foreach (var cut in cuts) Note(equations, before + cut);
    }

    /// <exception cref="RefusalException">A column of one of the systems is a combination of those before it.</exception>
    public void Solve(IReadOnlyList<FeatureColumn> columns)
    {
        var regular = Lanes512.IsSupported ? Solve<Lanes512>() : Lanes256.IsSupported ? Solve<Lanes256>() : Solve<Lane>();
        for (var lane = 0; lane < Count; lane++)
        {
            if ((regular >> lane & 1) == 0) RefuseSingular(lane, columns);
        }
    }

    /// <summary>Writes w of one system and returns its c.</summary>
    public double Take(int lane, Span<double> coefficients)
    {
        fixed (double* to = coefficients, from = _solution.Whole)
        {
            var next = from + lane;
            for (var j = 0; j < coefficients.Length; j++, next += Most) to[j] = *next;
        }

        return _intercept ? _intercepts[lane] : 0;
    }

    /// <returns>A bit for each system that has a single solution.</returns>
    internal uint Solve<T>() where T : struct, ILanes<T>
    {
        var regular = 0u;
        FillLastTile();
        fixed (double* factor = _factor.Whole, solution = _solution.Whole, squares = _squares.Whole, pivots = _pivots.Whole, panel = _panel.Whole)
        {
            for (var lane = 0; lane < Most; lane += T.Count)
            {
                Upright<T>(lane);
                if (_intercept) Sweep<T>(lane);
                else Aim<T>(lane);
                LaneSolver.Solve<T>(factor + lane, _stride, solution + lane, pivots + lane, panel + lane, _order);
                regular |= Regular<T>(squares + lane, pivots + lane) << lane;
                if (_intercept) Intercept<T>(lane);
            }
        }

        return regular;
    }

    private Span<double> Room(NormalEquations equations, int systems)
    {
        if (Count == 0) Resize(equations.Dimension);
        _intercept = equations.HasIntercept;
        var length = PrefixMoments.Length(_dimension);
        return _sums[Count * length, systems * length];
    }

    private void Note(NormalEquations equations, double minorityWeight)
    {
        FitChecks.Classes(equations.MajorityWeight, minorityWeight, "least-squares");
        (_majorityWeights[Count], _minorityWeights[Count]) = (equations.MajorityWeight, minorityWeight);
        equations.Majority.CopyTo(_majority[Count * _stride, _dimension]);
        if (_intercept) equations.Origin.CopyTo(_origins[Count * _stride, _dimension]);
        Count++;
    }

    // Rows of the identity, which touch nothing. Anew each time: a lane without a system divides 0 by 0 and leaves NaN there.
    private void FillLastTile()
    {
        for (var i = _dimension; i < _order; i++)
        {
            var row = _factor[i * _stride * Most, (i + 1) * Most];
            row.Clear();
            row[^Most..].Fill(1);
            _solution[i * Most, Most].Clear();
        }
    }

    // Every number of the sums into its lane, and the squares that pivots are measured against.
    private void Upright<T>(int lane) where T : struct, ILanes<T>
    {
        var length = PrefixMoments.Length(_dimension);
        fixed (double* sums = _sums.Whole, majority = _majority.Whole, factor = _factor.Whole, solution = _solution.Whole, majorityLanes = _majorityLanes.Whole, squares = _squares.Whole)
        {
            for (var i = 0; i < _dimension; i++)
            {
                var at = i * _stride;
                for (var j = 0; j <= i; j += T.Count) T.Transpose(sums + lane * length + at + j, length, factor + (at + j) * Most + lane, Most);
                T.Load(factor + (at + i) * Most + lane).Store(squares + i * Most + lane);
            }

            var own = sums + lane * length + _dimension * _stride;
            for (var j = 0; j < _dimension; j += T.Count)
            {
                T.Transpose(own + j, length, solution + j * Most + lane, Most);
                T.Transpose(majority + lane * _stride + j, _stride, majorityLanes + j * Most + lane, Most);
            }
        }
    }

    // Without an intercept: minus the sum of yx.
    private void Aim<T>(int lane) where T : struct, ILanes<T>
    {
        var signed = T.All(labels == LabelCoding.Signed ? 1 : 0);
        fixed (double* solution = _solution.Whole, majority = _majorityLanes.Whole)
        {
            for (var at = lane; at < _dimension * Most; at += Most) (signed * T.Load(majority + at) - T.Load(solution + at)).Store(solution + at);
        }
    }

    // With one, the weighted means are swept out: (G − ssᵀ/W) w = b − s·Y/W, where G, s, b, Y are the sums of xxᵀ, x, yx, y over the shifted rows and W is the total weight.
    private void Sweep<T>(int lane) where T : struct, ILanes<T>
    {
        var signed = T.All(labels == LabelCoding.Signed ? 1 : 0);
        fixed (double* factor = _factor.Whole, solution = _solution.Whole, majority = _majorityLanes.Whole, means = _means.Whole)
        fixed (double* majorityWeights = _majorityWeights, minorityWeights = _minorityWeights, intercepts = _intercepts)
        {
            T first = T.Load(majorityWeights + lane), second = T.Load(minorityWeights + lane);
            T weight = first + second, target = second - signed * first;
            (target / weight).Store(intercepts + lane);
            for (var i = 0; i < _dimension; i++)
            {
                var at = i * Most + lane;
                T ofMajority = T.Load(majority + at), ofMinority = T.Load(solution + at);
                var sum = ofMajority + ofMinority;
                sum.Store(majority + at);
                var mean = sum / weight;
                mean.Store(means + at);
                T.Fma(mean, target, signed * ofMajority - ofMinority).Store(solution + at);
                var minus = Elementary.Negate(mean);
                var row = factor + i * _stride * Most + lane;
                for (var j = 0; j <= i; j++, row += Most) T.Fma(minus, T.Load(majority + j * Most + lane), T.Load(row)).Store(row);
            }
        }
    }

    // c = Y/W − (x̄ + o)ᵀw, x̄ + o being the mean in the columns' own origin.
    private void Intercept<T>(int lane) where T : struct, ILanes<T>
    {
        fixed (double* solution = _solution.Whole, means = _means.Whole, origins = _origins.Whole, lanes = _majorityLanes.Whole, intercepts = _intercepts)
        {
            for (var j = 0; j < _dimension; j += T.Count) T.Transpose(origins + lane * _stride + j, _stride, lanes + j * Most + lane, Most);
            var sum = T.All(0);
            for (var at = lane; at < _dimension * Most; at += Most) sum = T.Fma(T.Load(means + at) + T.Load(lanes + at), T.Load(solution + at), sum);
            (T.Load(intercepts + lane) - sum).Store(intercepts + lane);
        }
    }

    // A NaN is no pivot either.
    private uint Regular<T>(double* squares, double* pivots) where T : struct, ILanes<T>
    {
        var regular = uint.MaxValue >> (32 - T.Count);
        for (var j = 0; j < _dimension; j++, squares += Most, pivots += Most)
            regular &= T.TopBits(T.LessThan(T.All(NormalMatrix.OwnShare) * T.Load(squares), T.Load(pivots)));
        return regular;
    }

    private void RefuseSingular(int lane, IReadOnlyList<FeatureColumn> columns)
    {
        Span<double> pivots = _pivots.Whole, squares = _squares.Whole;
        var at = lane;
        while (pivots[at] > NormalMatrix.OwnShare * squares[at]) at += Most;
        var column = Refuse.ColumnName(columns, at / Most);
        throw new RefusalException(double.IsFinite(squares[at])
            ? $"least-squares has no single solution: {column} is constant or a combination of the columns before it on these rows; "
                + "drop it, or use logistic with l2 > 0."
            : $"least-squares overflows: the squares of {column} do not fit a double; rescale it.");
    }

    private void Resize(int dimension)
    {
        if (_dimension == dimension) return;
        (_dimension, _stride) = (dimension, PrefixMoments.Stride(dimension));
        _order = (dimension + LaneSolver.Tile - 1) / LaneSolver.Tile * LaneSolver.Tile;
        _sums.Reserve(Most * PrefixMoments.Length(dimension), kept: 0);
        _factor.Reserve(Most * _order * _stride, kept: 0);
        _panel.Reserve(LaneSolver.PanelLength(_order), kept: 0);
        _pivots.Reserve(2 * Most * _order, kept: 0);
        foreach (var memory in (CacheLines[])[_majority, _origins, _solution, _squares, _majorityLanes, _means]) memory.Reserve(Most * _stride, kept: 0);
    }
}
