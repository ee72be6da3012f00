using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// What gradients of one fit tell about its Hessian, beside a factor of an older one: pairs of a move d and the gradient's change y, by which BFGS corrects a
/// solve (Nocedal 1980, two loops). On a quadratic no correction moves an eigenvalue of factor⁻¹·Hessian away from 1 (Fletcher 1970), so chords shrink at least as
/// fast as without.
/// </summary>
internal sealed class Secants
{
    private const int Most = 8;

    private double[] _moves = [], _changes = [], _theta = [], _gradient = [];
    private readonly double[] _products = new double[Most], _shares = new double[Most];
    private int _count, _parameters;
    private bool _isStarted;

    public void Clear(int parameters)
    {
        if (_theta.Length < parameters)
            (_moves, _changes, _theta, _gradient) = (new double[Most * parameters], new double[Most * parameters], new double[parameters], new double[parameters]);
        (_count, _parameters, _isStarted) = (0, parameters, false);
    }

    /// <summary>The gradient at θ; a pair with the one before.</summary>
    public void Add(ReadOnlySpan<double> theta, ReadOnlySpan<double> gradient)
    {
        if (_isStarted && _count < Most)
        {
            Span<double> move = Row(_moves, _count), change = Row(_changes, _count);
            for (var j = 0; j < _parameters; j++) (move[j], change[j]) = (theta[j] - _theta[j], gradient[j] - _gradient[j]);
            _products[_count] = Kernels.Dot(move, change);
            // A pair of rounding errors would spoil the others.
            if (_products[_count] > 0) _count++;
        }

        Return(theta, gradient);
        _isStarted = true;
    }

    /// <summary>The next move sets out from here, whose gradient has been told.</summary>
    public void Return(ReadOnlySpan<double> theta, ReadOnlySpan<double> gradient)
    {
        theta.CopyTo(_theta);
        gradient.CopyTo(_gradient);
    }

    /// <summary>Solves for the step.</summary>
    /// <param name="factor">Of the Hessian at hand.</param>
    /// <param name="step">The gradient; overwritten.</param>
    public void Solve(ReadOnlySpan<double> factor, Span<double> step)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            _shares[i] = Kernels.Dot(Row(_moves, i), step) / _products[i];
            Kernels.Axpy(-_shares[i], Row(_changes, i), step);
        }

        Cholesky.Solve(factor, _parameters, step);
        for (var i = 0; i < _count; i++) Kernels.Axpy(_shares[i] - Kernels.Dot(Row(_changes, i), step) / _products[i], Row(_moves, i), step);
    }

    private Span<double> Row(double[] values, int pair) => values.AsSpan(pair * _parameters, _parameters);
}
