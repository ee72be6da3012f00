using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>One class at the weighted fit.</summary>
public sealed class ClassScores
{
    // Below this share of a row's own residual variance the division is noise.
    private const double LeastFreedom = 1e-8;

    private ClassScores(double[] gradient, double[] hessian, FeatureMatrix scores, double[] covariance) =>
        (Gradient, Hessian, Scores, Covariance) = (gradient, hessian, scores, covariance);

    /// <summary>n_c.</summary>
    public int Count => Scores.RowCount;

    /// <summary>ĝ_c, the mean of ∇ℓ, length p.</summary>
    public double[] Gradient { get; }

    /// <summary>H_c, the mean of ∇²ℓ, packed lower triangle.</summary>
    public double[] Hessian { get; }

    /// <summary>
    /// s̃ᵢ = ∇ℓᵢ/(1 − hᵢ) less their mean, n_c × p: HC3, which undoes that the fit bends towards its own rows. hᵢ = (weight of the row)·tr(H⁻¹∇²ℓᵢ) is the
    /// leverage, and exact for losses of a linear score, whose ∇²ℓᵢ has rank one.
    /// </summary>
    public FeatureMatrix Scores { get; }

    /// <summary>S_c, the covariance of <see cref="Scores"/>, divisor n_c − 1, packed lower triangle.</summary>
    public double[] Covariance { get; }

    /// <param name="whitening">Rows of L⁻¹, LLᵀ = H.</param>
    /// <returns>Null when a row's leverage is 1.</returns>
    internal static ClassScores? Of(
        IDifferentiableLoss loss, ReadOnlyRows rows, bool minority, double[] parameters, ClassMoments moments, double weight, FeatureMatrix whitening)
    {
        var scores = new FeatureMatrix(rows.Count, parameters.Length);
        loss.Gradients(rows, minority, parameters, scores.Writable);
        var leverages = new double[rows.Count];
        Curvatures(loss, rows, minority, parameters, whitening, leverages);
        for (var i = 0; i < rows.Count; i++)
        {
            var freedom = 1 - weight / rows.Count * leverages[i];
            if (!(freedom > LeastFreedom)) return null;
            foreach (ref var value in scores.Writable[i]) value /= freedom;
        }

        var mean = scores.Mean();
        for (var i = 0; i < rows.Count; i++) Kernels.Axpy(-1, mean, scores.Writable[i]);
        return new(moments.Gradient, moments.Hessian, scores, Symmetric.Covariance(scores));
    }

    // tr(H⁻¹∇²ℓᵢ) of every row. For a linear score ∇²ℓᵢ = f″xxᵀ and the trace f″‖L⁻¹x‖²; the contract's own Hessian, one row at a time, takes p times as long.
    private static void Curvatures(
        IDifferentiableLoss loss, ReadOnlyRows rows, bool minority, double[] parameters, FeatureMatrix whitening, Span<double> traces)
    {
        if (loss is LinearScoreLoss linear)
        {
            var slopes = new double[rows.Count];
            linear.Curvatures(rows, minority, parameters, slopes);
            RowLengths.Squared(rows, whitening, traces);
            for (var i = 0; i < slopes.Length; i++) traces[i] *= slopes[i];
            return;
        }

        // tr(AB) of packed triangles is a dot product once the entries off the diagonal count twice.
        var p = parameters.Length;
        var twice = new double[Gram.PackedLength(p)];
        Gram.Add(whitening.Rows, twice);
        for (int i = 0, at = 0; i < p; i++, at++)
        {
            for (var j = 0; j < i; j++, at++) twice[at] *= 2;
        }

        var own = new double[twice.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            Array.Clear(own);
            loss.AddHessian(rows.Slice(i, 1), minority, parameters, own);
            traces[i] = Kernels.Dot(twice, own);
        }
    }
}
