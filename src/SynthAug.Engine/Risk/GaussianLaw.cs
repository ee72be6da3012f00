using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// N(m, S) under squared loss, in closed form. With z = (x, 1), u = z − Ez, residual r = r̄ + wᵀu, c = Cov(u, wᵀu) = Sw and v = wᵀSw:
/// Eℓ = r̄² + v, E∇ℓ = 2(m r̄ + c), E∇²ℓ = 2(S + mmᵀ), and, third moments being 0,
/// Cov ∇ℓ = 4[(v + r̄²)S + v·mmᵀ + r̄(mcᵀ + cmᵀ) + ccᵀ].
/// </summary>
internal sealed class GaussianLaw : ClassLaw
{
    private readonly double[] _mean, _covariance;

    public GaussianLaw(double[] mean, double[] covariance)
    {
        if (mean.Length == 0 || covariance.Length != Gram.PackedLength(mean.Length))
            throw new ArgumentException($"A mean of {mean.Length} values needs {Gram.PackedLength(mean.Length)} entries of covariance, not {covariance.Length}.");
        (_mean, _covariance) = (mean, covariance);
    }

    public override int Dimension => _mean.Length;

    public override ClassMoments At(IDifferentiableLoss loss, bool minority, ReadOnlySpan<double> parameters)
    {
        if (loss is not SquaredLoss squared)
            throw new RefusalException("A Gaussian law has closed-form moments under squared loss only; draw from it for another loss.");
        var (d, p) = (Dimension, loss.ParameterCount(Dimension));
        if (parameters.Length != p) throw new ArgumentException($"{parameters.Length} parameters, the loss has {p} for {d} columns.");

        var m = new double[p];
        var s = new double[Gram.PackedLength(p)];
        var c = new double[p];
        _mean.CopyTo(m, 0);
        _covariance.CopyTo(s, 0);
        if (squared.Intercept) m[^1] = 1;
        var residual = Kernels.Dot(parameters, m) - squared.LabelOf(minority);
        Symmetric.Multiply(s, parameters, c);
        var v = Kernels.Dot(parameters, c);

        var hessian = new double[s.Length];
        var scores = new double[s.Length];
        for (int i = 0, at = 0; i < p; i++)
        {
            for (var j = 0; j <= i; j++, at++)
            {
                hessian[at] = 2 * (s[at] + m[i] * m[j]);
                scores[at] = 4 * ((v + residual * residual) * s[at] + v * m[i] * m[j] + residual * (m[i] * c[j] + c[i] * m[j]) + c[i] * c[j]);
            }
        }

        return new()
        {
            Loss = residual * residual + v,
            LossVariance = 0,
            Gradient = Symmetric.Combine(2 * residual, m, 2, c),
            Hessian = hessian,
            ScoreCovariance = scores,
            Draws = double.PositiveInfinity,
        };
    }
}
