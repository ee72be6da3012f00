using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>Where a fit begins: a cold one with the fit of a few rows, one along a path with a prediction.</summary>
internal sealed partial class LogisticProblem
{
    private const int SampledBlocks = 32, MostSampleSteps = 12;
    private const int MostApproaches = 12, MostAstray = 3;

    // Standard errors to the minimum from where one Hessian does.
    private const double Near = 0.03;
    private const double BoldMove = 4, BoldUsualMove = 1;

    private double[] _aside = [], _bestGradient = [];
    private double[] _keptTheta = [], _keptHessian = [], _keptEvaluatedAt = [];
    private bool _keptVain;
    private double _addedRows;

    // λ at the last prediction where the Hessian was evaluated, and how many sizes were predicted from there since, none of them solved; 0 where it is not known.
    private double _lacked;
    private int _unsolved;

    // λ as it should be at the prediction.
    private double _expected;

    /// <summary>Remembers the fit that just came to an end, for <see cref="Return"/>.</summary>
    public void Keep()
    {
        Theta.CopyTo(_keptTheta);
        Hessian.CopyTo(_keptHessian);
        _evaluatedAt.AsSpan(0, Parameters).CopyTo(_keptEvaluatedAt);
        _keptVain = _isRoughVain;
    }

    /// <summary>As if the fit remembered had just come to an end, of rows that have not changed.</summary>
    public void Return()
    {
        Start();
        _keptTheta.AsSpan(0, Parameters).CopyTo(Theta);
        _keptHessian.AsSpan(0, Hessian.Length).CopyTo(Hessian);
        _keptEvaluatedAt.AsSpan(0, Parameters).CopyTo(_evaluatedAt);
        (IsCold, _drift, _isRoughVain) = (false, 0, _keptVain);
    }

    /// <summary>
    /// Moves θ from the minimum over the first blocks towards that over all of them. The old gradient is 0 there and the old Hessian is at hand,
    /// so this Newton step reads the new rows only. What it lacks is of second order in them; of that, what the path's own direction tells is added.
    /// On Figure 8 that leaves .003 standard errors of .02.
    /// </summary>
    /// <param name="newRows">In the new blocks.</param>
    public void Predict(int knownBlocks, int newRows)
    {
        var growth = _addedRows > 0 ? newRows / _addedRows : 0;
        (_isChord, _isTrusted, _addedRows) = (false, false, newRows);
        if (knownBlocks == Rows.BlockCount) return;
        var added = _added.AsSpan(0, Hessian.Length);
        var gradient = _gradient.AsSpan(0, Parameters);
        Narrow();
        var newBlocks = Rows.BlockCount - knownBlocks;
        var rounded = _rough.AsSpan(0, Parameters);
        if (_isNarrow && TryRound(Theta, rounded)) EvaluateRoughly(knownBlocks, newBlocks, rounded, gradient, added);
        else _kernel.Evaluate(Rows.Blocks(knownBlocks, newBlocks), Theta, gradient, added);
        for (var i = 0; i < added.Length; i++) Hessian[i] += added[i];
        if (Decompose() >= 0) return;
        gradient.CopyTo(Step);
        Cholesky.Solve(Factor, Parameters, Step);
        var length = Math.Sqrt(Math.Max(Kernels.Dot(gradient, Step), 0));
        var move = LargestMove();
        // Nothing hangs on it: the fit damps its own steps wherever it begins. The bound is that of the farthest row.
        _lacked *= growth;
        _expected = _lacked > 0 ? _lacked * (1 + _unsolved) : length * UsualMove(length) / 2;
        _isTrusted = move <= BoldMove || UsualMove(length) <= BoldUsualMove;
        Kernels.Axpy(_isTrusted ? -1 : -ExactMath.Log1p(move) / move, Step, Theta);
        _drift += UsualMove(length);
        if (!_isTrusted) return;
        Bend();
        if (_lacked > 0 && IsChordCheaper(_lacked * (1 + _unsolved))) StartChords(length);
    }

    // In passes that read the rows for many sizes together and leave the Hessian out. A chord shrinks λ by some part of the usual move since the Hessian
    // was evaluated; what the first one tells makes the others better.
    private bool IsChordCheaper(double length)
    {
        var usual = UsualMove(length);
        return _drift <= ChordMove && Rounds(length, 0.4 * _drift) <= Rounds(0.4 * usual * length, 0.4 * usual) + (Parameters + 7) / 8;

        static int Rounds(double length, double rate)
        {
            var rounds = 1;
            for (; rate * length > Tolerance && rounds < MostRounds; rounds++) length *= rounds == 1 ? rate : 0.35 * rate;
            return rounds;
        }
    }

    private bool TryNear(int blocks) => TryStartFromSample(blocks) && Parameters >= ChordParameters && TryApproach(blocks);

    // A few rows of each class, weighted for those between, tell θ to within some standard errors; four Newton steps on all rows do the rest, from the
    // best constant it would be seven. Where the sample has no fit of its own (it may be separated) θ stays what it was.
    private bool TryStartFromSample(int blocks)
    {
        var sample = Rows.Sample(blocks, Math.Max(SampledBlocks, Math.Clamp(blocks / 12, 4 * Parameters, 8 * Parameters)));
        if (sample.Length > Rows.Stride * blocks / 3) return false;
        Theta.CopyTo(_aside);
        var gradient = _gradient.AsSpan(0, Parameters);
        var last = double.PositiveInfinity;
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
            if (move > SafeMove && !(squared < last))
            {
                Damp(sample, squared);
            }
            else
            {
                Kernels.Axpy(-1, Step, Theta);
                if (move <= SafeMove && squared < 1) return true;
            }

            last = squared;
        }

        _aside.AsSpan(0, Parameters).CopyTo(Theta);
        return false;
    }

    // From the sample's fit, some 20 standard errors off: floats' gradients of all rows cost a quarter of their Hessian, and steps by the sample's factor with what
    // the gradients told shrink λ by about 3. One that leads astray tells most: the next sets out from the best θ again.
    private bool TryApproach(int blocks)
    {
        Span<double> gradient = _gradient.AsSpan(0, Parameters), best = _bestGradient.AsSpan(0, Parameters), theta = _aside.AsSpan(0, Parameters);
        var (least, astray) = (double.PositiveInfinity, 0);
        Theta.CopyTo(theta);
        _secants.Clear(Parameters);
        for (var steps = 0; steps < MostApproaches && least >= Near && TryEvaluateRoughly(blocks, gradient, []); steps++)
        {
            AddPenalty(gradient, gradientOnly: true);
            gradient.CopyTo(Step);
            Cholesky.Solve(Factor, Parameters, Step);
            var length = Math.Sqrt(Math.Max(Kernels.Dot(gradient, Step), 0));
            _secants.Add(Theta, gradient);
            if (length < least)
            {
                least = length;
                Theta.CopyTo(theta);
                gradient.CopyTo(best);
            }
            else
            {
                // A NaN is not less either.
                if (steps == 0 || ++astray == MostAstray) break;
                _secants.Return(theta, best);
            }

            best.CopyTo(Step);
            _secants.Solve(Factor, Step);
            theta.CopyTo(Theta);
            Kernels.Axpy(-1, Step, Theta);
        }

        theta.CopyTo(Theta);
        return least < Near;
    }
}
