namespace SynthAug;

/// <summary>
/// A loss ℓ(θ; x, y), twice differentiable in θ (paper, Section 2); y is the class of the rows. Row by row, because the theory needs the
/// covariance of the gradients and every estimate its standard error. Safe to share by threads.
/// </summary>
public interface IDifferentiableLoss
{
    /// <summary>p, the length of θ for rows of this dimension.</summary>
    int ParameterCount(int dimension);

    /// <summary>ℓ of every row.</summary>
    /// <param name="rows">n × d, row-major; callers pass a few hundred at a time.</param>
    /// <param name="minority">True when the rows are of the minority (y = 1).</param>
    /// <param name="parameters">θ, length p.</param>
    /// <param name="losses">Length n; written.</param>
    void Losses(ReadOnlyRows rows, bool minority, ReadOnlySpan<double> parameters, Span<double> losses);

    /// <summary>∇ℓ of every row.</summary>
    /// <param name="rows">n × d, row-major.</param>
    /// <param name="minority">True when the rows are of the minority.</param>
    /// <param name="parameters">θ, length p.</param>
    /// <param name="gradients">n × p, row-major; written.</param>
    void Gradients(ReadOnlyRows rows, bool minority, ReadOnlySpan<double> parameters, Rows gradients);

    /// <summary>packed += Σ ∇²ℓ over the rows.</summary>
    /// <param name="rows">n × d, row-major.</param>
    /// <param name="minority">True when the rows are of the minority.</param>
    /// <param name="parameters">θ, length p.</param>
    /// <param name="packed">Lower triangle, entry (i, j), j ≤ i, at i(i+1)/2 + j, length p(p+1)/2; added to.</param>
    void AddHessian(ReadOnlyRows rows, bool minority, ReadOnlySpan<double> parameters, Span<double> packed);
}
