namespace SynthAug.Numerics;

/// <summary>A loss f(t) of the linear score t = xᵀw + c. θ = w, or (w, c) with an intercept: the intercept is last.</summary>
public abstract class LinearScoreLoss(bool intercept) : IDifferentiableLoss
{
    private const int StackRows = 512;

    public bool Intercept { get; } = intercept;

    public int ParameterCount(int dimension) => Intercept ? dimension + 1 : dimension;

    public void Losses(ReadOnlyRows rows, bool minority, ReadOnlySpan<double> parameters, Span<double> losses)
    {
        Score(rows, parameters, losses);
        ToLosses(losses, minority);
    }

    public void Gradients(ReadOnlyRows rows, bool minority, ReadOnlySpan<double> parameters, Rows gradients)
    {
        var slopes = rows.Count <= StackRows ? stackalloc double[rows.Count] : new double[rows.Count];
        Score(rows, parameters, slopes);
        ToSlopes(slopes, minority);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var gradient = gradients[i];
            for (var j = 0; j < row.Length; j++) gradient[j] = slopes[i] * row[j];
            if (Intercept) gradient[^1] = slopes[i];
        }
    }

    public void AddHessian(ReadOnlyRows rows, bool minority, ReadOnlySpan<double> parameters, Span<double> packed)
    {
        var curvatures = rows.Count <= StackRows ? stackalloc double[rows.Count] : new double[rows.Count];
        Curvatures(rows, minority, parameters, curvatures);
        var ofRows = Gram.PackedLength(rows.Dimension);
        Gram.AddWeighted(rows, curvatures, packed[..ofRows]);
        if (!Intercept) return;
        Gram.AddWeightedMoment(rows, curvatures, packed.Slice(ofRows, rows.Dimension));
        packed[^1] += Kernels.Sum(curvatures);
    }

    /// <summary>f″(t) of each row: ∇²ℓ = f″·xxᵀ, with a 1 after x where there is an intercept.</summary>
    /// <param name="curvatures">Length n; written.</param>
    public void Curvatures(ReadOnlyRows rows, bool minority, ReadOnlySpan<double> parameters, Span<double> curvatures)
    {
        Score(rows, parameters, curvatures);
        ToCurvatures(curvatures, minority);
    }

    /// <summary>Turns scores into f(t), in place.</summary>
    protected abstract void ToLosses(Span<double> scores, bool minority);

    /// <summary>Turns scores into f′(t), in place.</summary>
    protected abstract void ToSlopes(Span<double> scores, bool minority);

    /// <summary>Turns scores into f″(t), in place.</summary>
    protected abstract void ToCurvatures(Span<double> scores, bool minority);

    private void Score(ReadOnlyRows rows, ReadOnlySpan<double> parameters, Span<double> scores)
    {
        if (parameters.Length != ParameterCount(rows.Dimension))
            throw new ArgumentException($"{parameters.Length} parameters for rows of {rows.Dimension} columns, expected {ParameterCount(rows.Dimension)}.");
        Kernels.MatVec(rows, parameters[..rows.Dimension], Intercept ? parameters[^1] : 0, scores);
    }
}
