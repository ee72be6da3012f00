using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>Where a fit begins: a cold one with the fit of a few rows, one along a path with a prediction.</summary>
internal sealed partial class LogisticProblem
{
    private const int SampledBlocks = 32, MostSampleSteps = 12;
    private const double BoldMove = 4;

    // What predictions lacked where this many rows came in, and where the last one went.
    private double[] _correction = [], _predicted = [], _aside = [];
    private double _correctedRows;

    // λ there; 0 where it is not known.
    private double _lacked;

    /// <summary>
    /// Moves θ from the minimum over the first blocks towards that over all of them. The old gradient is 0 there and the old Hessian is at hand,
    /// so this Newton step reads the new rows only. What it lacks is of second order in them and changes slowly, so what the last one lacked is added:
    /// on Figure 8 that leaves .005 standard errors of .04.
    /// </summary>
    /// <param name="newRows">In the new blocks.</param>
    public void Predict(int knownBlocks, int newRows)
    {
        // A step many times the last one says nothing by it.
        var growth = newRows <= 2 * _correctedRows ? newRows / _correctedRows : 0;
        (_isChord, _correctedRows) = (false, 0);
        if (knownBlocks == Rows.BlockCount) return;
        var added = _added.AsSpan(0, Hessian.Length);
        var gradient = _gradient.AsSpan(0, Parameters);
        _kernel.Evaluate(Rows.Blocks(knownBlocks, Rows.BlockCount - knownBlocks), Theta, gradient, added);
        for (var i = 0; i < added.Length; i++) Hessian[i] += added[i];
        if (Decompose() >= 0) return;
        gradient.CopyTo(Step);
        Cholesky.Solve(Factor, Parameters, Step);
        var length = Math.Sqrt(Math.Max(Kernels.Dot(gradient, Step), 0));
        var move = LargestMove();
        // Nothing hangs on it: the fit damps its own steps wherever it begins.
        var isFull = move <= BoldMove || UsualMove(length) <= SettledMove;
        Kernels.Axpy(isFull ? -1 : -ExactMath.Log1p(move) / move, Step, Theta);
        _drift += UsualMove(length);
        for (var j = 0; j < Parameters; j++) _correction[j] *= growth * growth;
        Kernels.Axpy(1, _correction.AsSpan(0, Parameters), Theta);
        Theta.CopyTo(_predicted);
        if (!isFull) return;
        _correctedRows = newRows;
        // Chords from the start only where the fit before says that they would do.
        if (_lacked > 0 && growth > 0 && Shrinks(_lacked * growth * growth, _drift)) StartChords(length);
    }

    /// <summary>θ is the minimum: what the prediction lacked is known.</summary>
    public void Learn()
    {
        for (var j = 0; j < Parameters; j++) _correction[j] += Theta[j] - _predicted[j];
    }

    // A few rows of each class, weighted for those between, tell θ to within some standard errors; four Newton steps on all rows do the rest, from the
    // best constant it would be seven. Where the sample has no fit of its own (it may be separated) θ stays what it was.
    private void StartFromSample(int blocks)
    {
        var sample = Rows.Sample(blocks, Math.Max(SampledBlocks, 4 * Parameters));
        if (sample.Length > Rows.Stride * blocks / 3) return;
        Theta.CopyTo(_aside);
        var gradient = _gradient.AsSpan(0, Parameters);
        for (var steps = 0; steps < MostSampleSteps; steps++)
        {
            _kernel.Evaluate(sample, Theta, gradient, Hessian);
            AddPenalty(gradient, gradientOnly: false);
            if (Decompose() >= 0) break;
            gradient.CopyTo(Step);
            Cholesky.Solve(Factor, Parameters, Step);
            var squared = Kernels.Dot(gradient, Step);
            var move = LargestMove();
            if (!double.IsFinite(move) || !double.IsFinite(squared)) break;
            if (move > SafeMove)
            {
                Damp(sample, squared);
                continue;
            }

            Kernels.Axpy(-1, Step, Theta);
            if (squared < 1) return;
        }

        _aside.AsSpan(0, Parameters).CopyTo(Theta);
    }
}
