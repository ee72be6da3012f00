using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Sizes of a path: each is predicted from the one before and takes a Newton step where its Hessian is worth it, then all take their chords together, so that the
/// rows are read once a round for all of them.
/// </summary>
internal sealed partial class LogisticProblem
{
    private const int MostTogether = 32, MostRounds = 10, MostRoughRounds = 5, MostNewtonSteps = 3;

    private readonly Member[] _members = new Member[MostTogether];
    private double[] _thetas = [], _gradients = [], _factors = [];
    private double[] _heldPrediction = [];
    private readonly Secants?[] _memberSecants = new Secants?[MostTogether];

    // The prediction is a whole step, from the Hessian at hand.
    private bool _isTrusted;

    // The usual moves since the Hessian was evaluated: about the rate of chords, or some times that.
    private double _drift;
    private bool _isAsideChord;

    /// <summary>How many sizes are held.</summary>
    public int HeldCount { get; private set; }

    public bool IsFull => HeldCount == MostTogether;

    /// <summary>Holds the size just predicted, after a Newton step where chords from there would take longer; false where it must be solved by itself.</summary>
    public bool TryHold()
    {
        if (!_isTrusted) return false;
        var secants = _memberSecants[HeldCount] ??= new();
        secants.Clear(Parameters);
        if (_isChord)
        {
            _unsolved++;
            FollowChange();
        }
        else
        {
            StartChange();
            if (!TryNewton(secants, isChange: true)) return false;
        }

        Hold();
        return true;
    }

    /// <summary>Holds the first size of a path, which nothing predicted.</summary>
    public bool TryHoldFirst()
    {
        // With few columns nothing nears it but Newton steps, which a fit by itself takes.
        if (Parameters < ChordParameters || !(Rows.MajorityWeight > 0 && Rows.MinorityWeight > 0)) return false;
        Narrow();
        if (!TryNear(Rows.BlockCount)) return false;
        _expected = double.PositiveInfinity;
        if (!TryNewton(_memberSecants[0] ??= new(), isChange: false)) return false;
        _lacked = 0;
        Hold();
        return true;
    }

    private void Hold()
    {
        var packed = Hessian.Length;
        if (_thetas.Length < MostTogether * Parameters) (_thetas, _gradients) = (new double[MostTogether * Parameters], new double[MostTogether * Parameters]);
        if (_heldPrediction.Length < Parameters) _heldPrediction = new double[Parameters];
        if (_factors.Length < MostTogether * packed) _factors = new double[MostTogether * packed];
        Theta.CopyTo(_thetas.AsSpan(HeldCount * Parameters));
        Theta.CopyTo(_heldPrediction);
        Factor.CopyTo(_factors.AsSpan(HeldCount * packed));
        // One ratio measured may be small by chance.
        _members[HeldCount++] = new(Rows.BlockCount, _last, 0.1 * _drift, _isAfterNewton, _expected);
    }

    // Mostly one step. The first sizes of a path lie farther apart: a second one costs less than a fit by itself, which reads the rows for one size alone.
    private bool TryNewton(Secants secants, bool isChange)
    {
        var gradient = _gradient.AsSpan(0, Parameters);
        for (var steps = 0; steps < MostNewtonSteps; steps++)
        {
            var isRough = _expected >= RoughLeastOfNewton && TryEvaluateRoughly(Rows.BlockCount, gradient, Hessian);
            if (!isRough) _kernel.Evaluate(Rows.Blocks(0, Rows.BlockCount), Theta, gradient, Hessian);
            AddPenalty(gradient, gradientOnly: false);
            _isTrusted = false;
            if (Decompose() >= 0 || (isRough && !IsRoughFactorSure()))
            {
                if (isRough) GiveUpRoughness();
                break;
            }

            gradient.CopyTo(Step);
            Cholesky.Solve(Factor, Parameters, Step);
            var length = Math.Sqrt(Math.Max(Kernels.Dot(gradient, Step), 0));
            if (steps == 0) (_lacked, _unsolved) = (length / (1 + _unsolved), 0);
            var move = LargestMove();
            if (!(move <= SafeMove)) break;
            var usual = UsualMove(length);
            _expected = length * usual / 2;
            secants.Clear(Parameters);
            secants.Add(Theta, gradient);
            if (move <= ChordMove) EndChange(isChange);
            Kernels.Axpy(-1, Step, Theta);
            if (move > ChordMove) continue;
            _drift = usual;
            StartChords(length, afterNewton: true);
            return true;
        }

        _isChangeKnown = false;
        return false;
    }

    /// <summary>Forgets what is held.</summary>
    public void Release() => HeldCount = 0;

    /// <summary>θ of a size held, after <see cref="Settle"/>.</summary>
    public Span<double> Held(int member) => _thetas.AsSpan(member * Parameters, Parameters);

    /// <summary>Moves every size held to its minimum as far as chords go.</summary>
    /// <returns>The first that did not get there, or <see cref="HeldCount"/>.</returns>
    public int Settle(CancellationToken cancellation)
    {
        Span<int> blocks = stackalloc int[HeldCount], exact = stackalloc int[HeldCount], rough = stackalloc int[HeldCount];
        for (var k = 0; k < HeldCount; k++) blocks[k] = _members[k].Blocks;
        var failed = HeldCount;
        for (var round = 0; round < MostRounds + MostRoughRounds && blocks.ContainsAnyExcept(0); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (mostExact, mostRough) = (0, 0);
            for (var k = 0; k < HeldCount; k++)
            {
                var isRough = _isNarrow && _members[k].Expected >= RoughLeast && TryRound(Held(k), _rough.AsSpan(k * Parameters, Parameters));
                (exact[k], rough[k]) = isRough ? (0, blocks[k]) : (blocks[k], 0);
                (mostExact, mostRough) = (Math.Max(mostExact, exact[k]), Math.Max(mostRough, rough[k]));
            }

            var gradients = _gradients.AsSpan(0, HeldCount * Parameters);
            // Doubles do not fit the cache that floats do: they are read when all want them, not for one after the other.
            if (mostRough > 0) GradientsRoughly(rough, mostRough);
            else _kernel.Gradients(Rows.Blocks(0, mostExact), exact, Parameters, _thetas.AsSpan(0, gradients.Length), gradients);
            for (var k = 0; k < HeldCount; k++)
            {
                if ((mostRough > 0 ? rough[k] : exact[k]) == 0) continue;
                if (!TryChord(k, rough[k] > 0, round == MostRounds + MostRoughRounds - 1, out var isSettled)) failed = Math.Min(failed, k);
                else if (!isSettled) continue;
                blocks[k] = 0;
            }
        }

        return failed;
    }

    private bool TryChord(int member, bool isRough, bool isLast, out bool isSettled)
    {
        var theta = Held(member);
        var gradient = _gradients.AsSpan(member * Parameters, Parameters);
        for (var j = options.Intercept ? 1 : 0; j < Parameters; j++) gradient[j] = Math.FusedMultiplyAdd(_l2, theta[j], gradient[j]);
        gradient.CopyTo(Step);
        Cholesky.Solve(_factors.AsSpan(member * Hessian.Length, Hessian.Length), Parameters, Step);
        var length = Math.Sqrt(Math.Max(Kernels.Dot(gradient, Step), 0));
        ref var known = ref _members[member];
        var rate = length == 0 ? 0 : Math.Max(known.Worst, (known.IsAfterNewton ? 2 : 1) * length / known.Last);
        isSettled = !isRough && (length <= 0.1 * Tolerance || rate * length <= (1 - rate) * Tolerance);
        // A NaN does not shrink either.
        if (LargestMove() > ChordMove || (!isSettled && (isLast || !(rate < 0.5)))) return isSettled = false;
        var secants = _memberSecants[member]!;
        secants.Add(theta, gradient);
        gradient.CopyTo(Step);
        secants.Solve(_factors.AsSpan(member * Hessian.Length, Hessian.Length), Step);
        Kernels.Axpy(-1, Step, theta);
        known = known with { Last = isRough && length < RoughLeast ? double.PositiveInfinity : length, Worst = rate, IsAfterNewton = false, Expected = rate * length };
        return true;
    }

    /// <summary>θ of the size before, where the next one starts.</summary>
    public void ContinueFrom(ReadOnlySpan<double> theta, bool isSolved)
    {
        theta.CopyTo(Theta);
        if (isSolved) IsCold = false;
        else _isChord = false;
    }

    /// <summary>Sets θ of the next size aside, whose prediction is not held.</summary>
    public void KeepPrediction()
    {
        Theta.CopyTo(_aside);
        _isAsideChord = _isChord;
    }

    /// <summary>Goes on with it, moved by what the predictions of those held turned out to lack; without a factor where others were evaluated in between.</summary>
    public void RestorePrediction(bool isHessianKept)
    {
        for (var j = 0; j < Parameters; j++) Theta[j] += _aside[j] - _heldPrediction[j];
        _isTrusted &= isHessianKept;
        _isChord = _isTrusted && _isAsideChord;
        _unsolved = 0;
    }

    private readonly record struct Member(int Blocks, double Last, double Worst, bool IsAfterNewton, double Expected);
}
