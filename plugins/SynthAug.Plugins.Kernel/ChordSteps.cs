using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// One descent by chord steps: θ, the gradient there, and the factored Hessian of another place, mended by what the last steps showed of the gradient
/// (<see cref="StepMemory"/>). |ℓ‴| ≤ ℓ″ (Bach 2010) says how far the old Hessian holds: if no margin differs by more than δ, the one here and the mean of
/// those on the way to the minimum are within e^±δ of it. In its norm the error is then at most e^δ times the plain chord step, which leaves at most
/// e^δ − 1 of it: the certificate that ends the descent.
/// </summary>
/// <param name="tolerance">Bound on the error in the Hessian's norm.</param>
internal sealed class ChordSteps(double tolerance)
{
    private readonly StepMemory _memory = new();
    private double[] _theta = [], _gradient = [], _chord = [], _step = [], _minimum = [], _factor = [];
    private int _parameters;

    /// <summary>Where the gradient is known.</summary>
    public Span<double> Theta => _theta.AsSpan(0, Columns.Padded(_parameters));

    public Span<double> Gradient => _gradient.AsSpan(0, Columns.Padded(_parameters));

    /// <summary>What to subtract from θ.</summary>
    public Span<double> Step => _step.AsSpan(0, Columns.Padded(_parameters));

    /// <summary>One chord step from θ, once that is certified.</summary>
    public ReadOnlySpan<double> Minimum => _minimum.AsSpan(0, _parameters);

    /// <summary>The largest distance of a margin from where the Hessian was taken.</summary>
    public double Drift { get; set; }

    /// <summary>Of the chord step, in the Hessian's norm, and its square.</summary>
    public double Length => Math.Sqrt(Math.Max(Squared, 0));

    public double Squared { get; private set; }

    public void Start(int parameters)
    {
        _parameters = parameters;
        var length = Columns.Padded(parameters);
        if (_theta.Length < length)
        {
            (_theta, _gradient, _minimum) = (new double[length], new double[length], new double[length]);
            (_chord, _step) = (new double[length], new double[length]);
            _factor = new double[Gram.PackedLength(length)];
        }

        _memory.Start(length);
    }

    /// <param name="hessian">Packed; the padding, which comes last, is left out.</param>
    /// <param name="workspace">Of <see cref="Cholesky.WorkspaceLength"/>.</param>
    public bool TryFactor(ReadOnlySpan<double> hessian, Span<double> workspace)
    {
        var factor = _factor.AsSpan(0, Gram.PackedLength(_parameters));
        hessian[..factor.Length].CopyTo(factor);
        _memory.Clear();
        return Cholesky.TryFactor(factor, _parameters, workspace);
    }

    /// <summary>Solves for the chord step H⁻¹g. False when the numbers do not fit.</summary>
    /// <param name="isDone">Certified: <see cref="Minimum"/> is.</param>
    public bool TryChord(out bool isDone)
    {
        var chord = _chord.AsSpan(0, _parameters);
        Gradient.CopyTo(_chord);
        Cholesky.Solve(_factor.AsSpan(0, Gram.PackedLength(_parameters)), _parameters, chord);
        Squared = Kernels.Dot(_gradient.AsSpan(0, _parameters), chord);
        // No margin moves by more than |c| + ‖w‖ of a step; the second move stands for the little that is left to go.
        var bound = Math.Abs(chord[0]) + Math.Sqrt(Kernels.Dot(chord[1..], chord[1..]));
        var factor = ExactMath.Exp(Drift + 2 * bound);
        isDone = (factor - 1) * factor * Length <= tolerance;
        if (!double.IsFinite(bound) || !double.IsFinite(Squared)) return false;
        if (isDone)
        {
            // θ itself stays where margins and gradient are known.
            Theta.CopyTo(_minimum);
            Kernels.Axpy(-1, chord, _minimum.AsSpan(0, _parameters));
        }

        return true;
    }

    /// <summary>Makes the step of the chord and of what is remembered.</summary>
    public void Direct() => _memory.Direct(Gradient, _chord.AsSpan(0, Gradient.Length), Step);
}
