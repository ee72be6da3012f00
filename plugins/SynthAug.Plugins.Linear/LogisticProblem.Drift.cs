using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// How far the Hessian has changed between the two points where it was last evaluated, beyond what rows that came in between added: the third derivative
/// along the path, T[p, ·], for nothing. A predicted step s that sets out from a Hessian evaluated m before its middle lacks H⁻¹T[m, s].
/// </summary>
internal sealed partial class LogisticProblem
{
    private double[] _change = [], _changeMove = [], _evaluatedAt = [];
    private double[] _bend = [], _image = [];
    private bool _isChangeKnown;

    /// <summary>The Hessian is about to be evaluated.</summary>
    private void StartChange() => Hessian.CopyTo(_change);

    /// <summary>It has been, at θ.</summary>
    /// <param name="isKnown">It had been before.</param>
    private void EndChange(bool isKnown)
    {
        for (var j = 0; j < Parameters; j++) _changeMove[j] = _theta[j] - _evaluatedAt[j];
        for (var i = 0; i < Hessian.Length; i++) _change[i] = _hessian[i] - _change[i];
        Theta.CopyTo(_evaluatedAt);
        _isChangeKnown = isKnown;
    }

    // T is symmetric and known along p: of T[m, s], with m = μp + m′ and s = σp + s′ (orthogonal in the Hessian's norm), all but T[m′, s′] is T[p, μs + σm − μσp].
    private void Bend()
    {
        Span<double> move = _changeMove.AsSpan(0, Parameters), bend = _bend.AsSpan(0, Parameters), image = _image.AsSpan(0, Parameters);
        Multiply(Hessian, move, image);
        var squared = Kernels.Dot(move, image);
        if (!_isChangeKnown || !(squared > 0)) return;
        for (var j = 0; j < bend.Length; j++) bend[j] = _theta[j] + 0.5 * _step[j] - _evaluatedAt[j];
        var (mu, sigma) = (Kernels.Dot(bend, image) / squared, -Kernels.Dot(Step, image) / squared);
        for (var j = 0; j < bend.Length; j++) bend[j] = sigma * bend[j] - mu * (_step[j] + sigma * move[j]);
        Multiply(_change.AsSpan(0, Hessian.Length), bend, image);
        Cholesky.Solve(Factor, Parameters, image);
        Kernels.Axpy(-1, image, Theta);
    }

    // The factor of the Hessian as it should be at θ by now.
    private void FollowChange()
    {
        if (!_isChangeKnown) return;
        Span<double> move = _changeMove.AsSpan(0, Parameters), bend = _bend.AsSpan(0, Parameters), image = _image.AsSpan(0, Parameters);
        Multiply(Hessian, move, image);
        for (var j = 0; j < bend.Length; j++) bend[j] = _theta[j] - _evaluatedAt[j];
        var share = Kernels.Dot(bend, image) / Kernels.Dot(move, image);
        Hessian.CopyTo(Factor);
        Kernels.Axpy(share, _change.AsSpan(0, Hessian.Length), Factor);
        if (!Cholesky.TryFactor(Factor, Parameters)) Decompose();
    }

    private static void Multiply(ReadOnlySpan<double> packed, ReadOnlySpan<double> x, Span<double> product)
    {
        for (var j = 0; j < x.Length; j++)
        {
            var row = packed.Slice(Gram.PackedLength(j), j + 1);
            product[j] = Kernels.Dot(row, x[..(j + 1)]);
            Kernels.Axpy(x[j], row[..j], product[..j]);
        }
    }
}
