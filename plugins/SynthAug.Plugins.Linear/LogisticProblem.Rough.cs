namespace SynthAug.Plugins.Linear;

/// <summary>
/// Passes in floats, while steps are so long that nothing is lost. Rounding a row's numbers moves its slope by some 1e-7, of either sign, which moves the
/// minimum by about 1e-6 standard errors: a step from farther off gets as near. What ends a fit is always told by doubles.
/// </summary>
internal sealed partial class LogisticProblem
{
    // Standard errors to the minimum from which floats do: a chord from there gets no nearer by doubles than the floats' noise, about 5e-7, is. A Newton step would,
    // but in floats it costs so much less that a gradient more pays from there on. And the share of a column's squares that a factor of float sums must have left, lest its solutions be noise.
    private const double RoughLeast = 1e-4, RoughLeastOfNewton = 5e-4, RoughShare = 1e-5;
    private const float MostRoughTheta = 1e30f;

    private float[] _rough = [];

    // Floats hold the rows; they were of no use since the start.
    private bool _isNarrow, _isRoughVain;

    private void Narrow() => _isNarrow = !_isRoughVain && Rows.TryNarrow();

    /// <summary>θ as floats, for scaled columns.</summary>
    private bool TryRound(ReadOnlySpan<double> theta, Span<float> rounded)
    {
        var inverses = Rows.Inverses;
        for (var j = 0; j < theta.Length; j++)
        {
            rounded[j] = (float)(theta[j] * inverses[j]);
            if (!(Math.Abs(rounded[j]) <= MostRoughTheta)) return false;
        }

        return true;
    }

    // The gradient told is that of θ as floats hold it: moved there, θ has it. Otherwise an error would be the same for all rows, and grow with their number.
    private void MoveTo(ReadOnlySpan<float> rounded, Span<double> theta)
    {
        var scales = Rows.Scales;
        for (var j = 0; j < theta.Length; j++) theta[j] = rounded[j] * scales[j];
    }

    /// <summary>Gradient and Hessian over some blocks, to some seven digits.</summary>
    /// <param name="hessian">Or empty.</param>
    private void EvaluateRoughly(int first, int count, ReadOnlySpan<float> rounded, Span<double> gradient, Span<double> hessian)
    {
        _kernel.Evaluate(Rows.NarrowBlocks(first, count), rounded, gradient, hessian);
        var inverses = Rows.Inverses;
        Unscale(gradient);
        if (hessian.Length == 0) return;
        for (int i = 0, at = 0; i < inverses.Length; i++)
        {
            for (var j = 0; j <= i; j++, at++) hessian[at] *= inverses[i] * inverses[j];
        }
    }

    private void Unscale(Span<double> gradient)
    {
        var inverses = Rows.Inverses;
        for (var j = 0; j < gradient.Length; j++) gradient[j] *= inverses[j];
    }

    /// <summary>Gradient and, where it is asked for, Hessian at θ, moved a little, over the first blocks.</summary>
    private bool TryEvaluateRoughly(int blocks, Span<double> gradient, Span<double> hessian)
    {
        var rounded = _rough.AsSpan(0, Parameters);
        if (!_isNarrow || !TryRound(Theta, rounded)) return false;
        MoveTo(rounded, Theta);
        EvaluateRoughly(0, blocks, rounded, gradient, hessian);
        return true;
    }

    private bool IsRoughFactorSure()
    {
        for (int i = 0, at = 0; i < Parameters; at += ++i + 1)
        {
            if (!(_factor[at] * _factor[at] > RoughShare * _squares[i])) return false;
        }

        return true;
    }

    // Floats were of no use and would not be for the next fit either.
    private void GiveUpRoughness() => (_isNarrow, _isRoughVain) = (false, true);

    /// <summary>Gradients at each of the members' θ, moved a little, over its own first blocks.</summary>
    /// <param name="blocks">0 for those to leave out.</param>
    private void GradientsRoughly(ReadOnlySpan<int> blocks, int most)
    {
        var p = Parameters;
        for (var k = 0; k < HeldCount; k++)
        {
            if (blocks[k] > 0) MoveTo(_rough.AsSpan(k * p, p), Held(k));
        }

        _kernel.Gradients(Rows.NarrowBlocks(0, most).Numbers, blocks, p, _rough.AsSpan(0, HeldCount * p), _gradients.AsSpan(0, HeldCount * p));
        for (var k = 0; k < HeldCount; k++)
        {
            if (blocks[k] > 0) Unscale(_gradients.AsSpan(k * p, p));
        }
    }
}
