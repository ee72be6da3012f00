using System.Runtime.CompilerServices;
using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// What the squared loss needs of held-out rows: with z = x − o for an origin o, L(w, c) = wᵀGw + 2b·wᵀm − 2wᵀq + b² − 2bτ + υ, b = c + wᵀo, where G, m, q, τ, υ are the
/// ρ-weighted class means of zzᵀ, z, yz, y, y². Rows far from 0 are taken about the majority's mean, as in <see cref="NormalEquations"/>, so that no digits are lost.
/// </summary>
internal sealed unsafe class HeldOutMoments(bool intercept, LabelCoding labels)
{
    private const int ChunkValues = 2048, Lanes = LinearScores.Lanes;

    private readonly double[] _constants = new double[Lanes], _losses = new double[Lanes];

    private double[] _origin = [], _back = [], _gram = [], _class = [], _totals = [], _mean = [], _labelMean = [], _shifted = [], _coefficients = [];
    private int _dimension;
    private double _tau, _upsilon;

    /// <param name="origin">Length d: subtracted from every row when there is an intercept to take it up.</param>
    public void Load(LabelledSample sample, double rho, ReadOnlySpan<double> origin)
    {
        _dimension = sample.Dimension;
        Resize();
        _origin.AsSpan(0, _dimension).Clear();
        if (intercept)
        {
            for (var j = 0; j < _dimension; j++) _back[j] = -(_origin[j] = origin[j]);
        }

        _gram.AsSpan(0, Gram.PackedLength(_dimension)).Clear();
        _mean.AsSpan(0, _dimension).Clear();
        _labelMean.AsSpan(0, _dimension).Clear();
        _tau = _upsilon = 0;
        Add(sample.Majority.Rows, rho, labels == LabelCoding.Signed ? -1 : 0);
        Add(sample.Minority.Rows, 1 - rho, 1);
    }

    /// <summary>Losses of all candidates, eight side by side: a candidate's bits do not depend on those beside it.</summary>
    /// <param name="losses">Length: the number of candidates; written.</param>
    public void Losses(LinearCandidates candidates, Span<double> losses)
    {
        for (var first = 0; first < losses.Length; first += Lanes)
        {
            var count = Math.Min(Lanes, losses.Length - first);
            for (var k = 0; k < count; k++)
            {
                var coefficients = candidates.Coefficients(first + k);
                if (coefficients.Length != _dimension)
                    throw new RefusalException($"The held-out rows have {_dimension} columns, the fit has {coefficients.Length}.");
                for (var j = 0; j < coefficients.Length; j++) _coefficients[j * Lanes + k] = coefficients[j];
                _constants[k] = candidates.Intercept(first + k);
            }

            // Lanes beyond the last hold numbers of an earlier eight, and nobody reads their losses.
            if (Lanes512.IsSupported) Losses<Lanes512>();
            else if (Lanes256.IsSupported) Losses<Lanes256>();
            else Losses<Lane>();
            _losses.AsSpan(0, count).CopyTo(losses[first..]);
        }
    }

    internal void Losses<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        fixed (double* gram = _gram, coefficients = _coefficients, constants = _constants, losses = _losses)
        fixed (double* origin = _origin, means = _mean, labelMeans = _labelMean)
        {
            for (var lane = 0; lane < Lanes; lane += TLanes.Count)
            {
                var w = coefficients + lane;
                var (b, mean) = (TLanes.Load(constants + lane), TLanes.All(0));
                if (intercept)
                {
                    b += LinearScores.Dot<TLanes>(w, origin, _dimension);
                    mean = LinearScores.Dot<TLanes>(w, means, _dimension);
                }

                var cross = LinearScores.Dot<TLanes>(w, labelMeans, _dimension);
                var linear = Quadratic<TLanes>(gram, w, _dimension) + TLanes.All(2) * (b * mean - cross);
                ((linear + b * (b - TLanes.All(2 * _tau))) + TLanes.All(_upsilon)).Store(losses + lane);
            }
        }
    }

    // Row i of the lower triangle: twice what stands left of the diagonal.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Quadratic<TLanes>(double* gram, double* w, int d)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.All(0);
        for (var i = 0; i < d; gram += ++i)
        {
            var left = TLanes.All(2) * LinearScores.Dot<TLanes>(w, gram, i);
            var own = TLanes.Load(w + i * Lanes);
            sum = TLanes.Fma(own, TLanes.Fma(TLanes.AllAt(gram + i), own, left), sum);
        }

        return sum;
    }

    private void Add(ReadOnlyRows rows, double weight, double label)
    {
        var state = _class.AsSpan(0, PrefixMoments.StateLength(_dimension));
        state.Clear();
        var chunk = _shifted.Length / _dimension;
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start));
            if (intercept) part = Shift(part);
            PrefixMoments.Add(part, [], state);
        }

        var share = weight / rows.Count;
        var sums = _totals.AsSpan(0, PrefixMoments.Length(_dimension));
        PrefixMoments.Totals(state, _dimension, sums);
        var stride = PrefixMoments.Stride(_dimension);
        for (int i = 0, at = 0; i < _dimension; at += ++i) Kernels.Axpy(share, sums.Slice(i * stride, i + 1), _gram.AsSpan(at, i + 1));
        var sum = sums.Slice(_dimension * stride, _dimension);
        for (var j = 0; j < _dimension; j++)
        {
            _mean[j] = Math.FusedMultiplyAdd(share, sum[j], _mean[j]);
            _labelMean[j] = Math.FusedMultiplyAdd(share * label, sum[j], _labelMean[j]);
        }

        _tau += weight * label;
        _upsilon += weight * label * label;
    }

    private Rows Shift(ReadOnlyRows rows)
    {
        var shifted = new Rows(_shifted.AsSpan(0, rows.Values.Length), _dimension);
        rows.Values.CopyTo(shifted.Values);
        Kernels.AddToRows(_back.AsSpan(0, _dimension), shifted);
        return shifted;
    }

    private void Resize()
    {
        var packed = Gram.PackedLength(_dimension);
        if (_origin.Length < _dimension)
        {
            (_origin, _back) = (new double[_dimension], new double[_dimension]);
            _mean = new double[_dimension];
            _labelMean = new double[_dimension];
            _gram = new double[packed];
            _coefficients = new double[Lanes * _dimension];
            _totals = new double[PrefixMoments.Length(_dimension)];
        }

        // A narrow state may be longer than a wider one's.
        if (_class.Length < PrefixMoments.StateLength(_dimension)) _class = new double[PrefixMoments.StateLength(_dimension)];
        if (_shifted.Length < Math.Max(ChunkValues, _dimension)) _shifted = new double[Math.Max(ChunkValues, _dimension)];
    }
}
