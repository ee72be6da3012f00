using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// Limited-memory BFGS over a factored Hessian H (Nocedal and Wright 2006, algorithm 7.4): chord steps of one Hessian shrink the error by the same few
/// directions at the same pace, and two or three steps show them. H⁻¹y of an earlier change y of the gradient is the difference of two chord steps, so
/// a direction costs no other solve.
/// </summary>
internal sealed class StepMemory
{
    private const int Most = 8;

    private readonly double[] _inverse = new double[Most], _shares = new double[Most];
    private double[] _steps = [], _changes = [], _solved = [], _gradient = [], _chord = [], _step = [];
    private int _length, _count, _next;
    private bool _stepped;

    public void Start(int length)
    {
        _length = length;
        if (_gradient.Length < length)
        {
            (_steps, _changes, _solved) = (new double[Most * length], new double[Most * length], new double[Most * length]);
            (_gradient, _chord, _step) = (new double[length], new double[length], new double[length]);
        }

        Clear();
    }

    /// <summary>Forgets: another Hessian, or other rows.</summary>
    public void Clear() => (_count, _next, _stepped) = (0, 0, false);

    /// <summary>The step to take from here, where the last one led.</summary>
    /// <param name="gradient">g.</param>
    /// <param name="chord">H⁻¹g.</param>
    /// <param name="step">What to subtract from θ; written.</param>
    public void Direct(ReadOnlySpan<double> gradient, ReadOnlySpan<double> chord, Span<double> step)
    {
        if (_stepped) Remember(gradient, chord);
        gradient.CopyTo(_gradient);
        chord.CopyTo(_chord);
        chord.CopyTo(step);
        // The last step is remembered by now.
        var rest = Row(_step, 0);
        gradient.CopyTo(rest);
        for (var k = 1; k <= _count; k++)
        {
            var i = (_next - k + Most) % Most;
            _shares[i] = Kernels.Dot(Row(_steps, i), rest) * _inverse[i];
            Kernels.Axpy(-_shares[i], Row(_changes, i), rest);
            Kernels.Axpy(-_shares[i], Row(_solved, i), step);
        }

        for (var k = _count; k >= 1; k--)
        {
            var i = (_next - k + Most) % Most;
            Kernels.Axpy(_shares[i] - Kernels.Dot(Row(_changes, i), step) * _inverse[i], Row(_steps, i), step);
        }

        step.CopyTo(_step);
        _stepped = true;
    }

    // y = g − g before, s = −step, H⁻¹y = chord − chord before. Convexity has sᵀy > 0; a pair that rounding has eaten is left out.
    private void Remember(ReadOnlySpan<double> gradient, ReadOnlySpan<double> chord)
    {
        Span<double> moved = Row(_steps, _next), change = Row(_changes, _next), solved = Row(_solved, _next);
        Row(_step, 0).CopyTo(moved);
        foreach (ref var value in moved) value = -value;
        gradient.CopyTo(change);
        Kernels.Axpy(-1, Row(_gradient, 0), change);
        chord.CopyTo(solved);
        Kernels.Axpy(-1, Row(_chord, 0), solved);
        var curvature = Kernels.Dot(moved, change);
        if (!(curvature > 0) || !double.IsFinite(1 / curvature)) return;
        _inverse[_next] = 1 / curvature;
        _next = (_next + 1) % Most;
        _count = Math.Min(_count + 1, Most);
    }

    private Span<double> Row(double[] rows, int i) => rows.AsSpan(i * _length, _length);
}
