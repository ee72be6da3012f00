using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// Adds up losses, gradients and their squares block by block, in the order of the rows. Squares are taken about the mean of the first block:
/// columns far from zero would cancel otherwise, and equal rows get a covariance of exactly 0.
/// </summary>
internal sealed class MomentSums
{
    /// <summary>Rows a block holds at most; part of the result.</summary>
    public const int BlockRows = 256;

    private readonly IDifferentiableLoss _loss;
    private readonly bool _minority;
    private readonly double[] _parameters;

    private readonly double[] _losses = new double[BlockRows];
    private readonly FeatureMatrix _gradients;

    private double _lossCentre, _lossSum, _lossSquares;
    private readonly double[] _centre, _sum, _squares, _hessian;
    private long _count;

    public MomentSums(IDifferentiableLoss loss, bool minority, ReadOnlySpan<double> parameters, int dimension)
    {
        var p = loss.ParameterCount(dimension);
        if (parameters.Length != p) throw new ArgumentException($"{parameters.Length} parameters, the loss has {p} for {dimension} columns.");
        _loss = loss;
        _minority = minority;
        _parameters = parameters.ToArray();
        _gradients = new(BlockRows, p);
        (_centre, _sum) = (new double[p], new double[p]);
        (_squares, _hessian) = (new double[Gram.PackedLength(p)], new double[Gram.PackedLength(p)]);
    }

    public void Add(ReadOnlyRows rows)
    {
        var losses = _losses.AsSpan(0, rows.Count);
        _gradients.Reshape(rows.Count, _centre.Length);
        _loss.Losses(rows, _minority, _parameters, losses);
        _loss.Gradients(rows, _minority, _parameters, _gradients.Writable);
        _loss.AddHessian(rows, _minority, _parameters, _hessian);
        if (_count == 0)
        {
            _lossCentre = Kernels.Sum(losses) / rows.Count;
            _gradients.Mean().CopyTo(_centre, 0);
        }

        _count += rows.Count;
        foreach (ref var value in losses) value -= _lossCentre;
        _lossSum += Kernels.Sum(losses);
        _lossSquares += Kernels.Dot(losses, losses);

        var gradients = _gradients.Writable;
        for (var i = 0; i < gradients.Count; i++) Kernels.Axpy(-1, _centre, gradients[i]);
        Gram.AddMoment(_gradients.Rows, _sum);
        Gram.Add(_gradients.Rows, _squares);
    }

    public ClassMoments ToMoments()
    {
        var gradient = Symmetric.Combine(1, _centre, 1.0 / _count, _sum);
        var covariance = new double[_squares.Length];
        for (int i = 0, at = 0; i < _sum.Length; i++)
        {
            for (var j = 0; j <= i; j++, at++) covariance[at] = (_squares[at] - _sum[i] * _sum[j] / _count) / (_count - 1);
        }

        var hessian = new double[_hessian.Length];
        for (var k = 0; k < hessian.Length; k++) hessian[k] = _hessian[k] / _count;
        return new()
        {
            Loss = _lossCentre + _lossSum / _count,
            LossVariance = Math.Max(0, (_lossSquares - _lossSum * _lossSum / _count) / (_count - 1)),
            Gradient = gradient,
            Hessian = hessian,
            ScoreCovariance = covariance,
            Draws = _count,
        };
    }
}
