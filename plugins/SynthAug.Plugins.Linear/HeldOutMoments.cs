using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// What the squared loss needs of held-out rows: with z = x − o for an origin o, L(w, c) = wᵀGw + 2b·wᵀm − 2wᵀq + b² − 2bτ + υ, b = c + wᵀo, where G, m, q, τ, υ are the
/// ρ-weighted class means of zzᵀ, z, yz, y, y². Rows far from 0 are taken about the majority's mean, as in <see cref="NormalEquations"/>, so that no digits are lost.
/// </summary>
internal sealed class HeldOutMoments(bool intercept, LabelCoding labels)
{
    private const int ChunkValues = 2048;

    private double[] _origin = [], _gram = [], _class = [], _mean = [], _labelMean = [], _shifted = [];
    private int _dimension;
    private double _tau, _upsilon;

    /// <param name="origin">Length d: subtracted from every row when there is an intercept to take it up.</param>
    public void Load(LabelledSample sample, double rho, ReadOnlySpan<double> origin)
    {
        _dimension = sample.Dimension;
        Resize();
        _origin.AsSpan(0, _dimension).Clear();
        if (intercept) origin.CopyTo(_origin);
        _gram.AsSpan(0, Gram.PackedLength(_dimension)).Clear();
        _mean.AsSpan(0, _dimension).Clear();
        _labelMean.AsSpan(0, _dimension).Clear();
        _tau = _upsilon = 0;
        Add(sample.Majority.Rows, rho, labels == LabelCoding.Signed ? -1 : 0);
        Add(sample.Minority.Rows, 1 - rho, 1);
    }

    public double Loss(ReadOnlySpan<double> coefficients, double constant)
    {
        if (coefficients.Length != _dimension) throw new RefusalException($"The held-out rows have {_dimension} columns, the fit has {coefficients.Length}.");
        var (quadratic, b, at) = (0.0, constant, 0);
        for (var i = 0; i < coefficients.Length; i++)
        {
            // The lower triangle's row i: twice what stands left of the diagonal.
            var left = Kernels.Dot(_gram.AsSpan(at, i), coefficients[..i]);
            quadratic = Math.FusedMultiplyAdd(coefficients[i], Math.FusedMultiplyAdd(_gram[at + i], coefficients[i], 2 * left), quadratic);
            at += i + 1;
        }

        if (intercept) b += Kernels.Dot(_origin.AsSpan(0, _dimension), coefficients);
        var mean = intercept ? Kernels.Dot(_mean.AsSpan(0, _dimension), coefficients) : 0;
        var cross = Kernels.Dot(_labelMean.AsSpan(0, _dimension), coefficients);
        return quadratic + 2 * (b * mean - cross) + b * (b - 2 * _tau) + _upsilon;
    }

    private void Add(ReadOnlyRows rows, double weight, double label)
    {
        var packed = Gram.PackedLength(_dimension);
        var gram = _class.AsSpan(0, packed);
        var sum = _class.AsSpan(packed, _dimension);
        gram.Clear();
        sum.Clear();
        var chunk = _shifted.Length / _dimension;
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start));
            if (intercept) part = Shift(part);
            Gram.Add(part, gram);
            Gram.AddMoment(part, sum);
        }

        var share = weight / rows.Count;
        for (var i = 0; i < packed; i++) _gram[i] = Math.FusedMultiplyAdd(share, gram[i], _gram[i]);
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
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var target = shifted[i];
            for (var j = 0; j < target.Length; j++) target[j] = row[j] - _origin[j];
        }

        return shifted;
    }

    private void Resize()
    {
        var packed = Gram.PackedLength(_dimension);
        if (_origin.Length < _dimension)
        {
            _origin = new double[_dimension];
            _mean = new double[_dimension];
            _labelMean = new double[_dimension];
            _gram = new double[packed];
            _class = new double[packed + _dimension];
        }

        if (_shifted.Length < Math.Max(ChunkValues, _dimension)) _shifted = new double[Math.Max(ChunkValues, _dimension)];
    }
}
