using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Sizes that lie close: each is predicted from the one before, then all take their chords together, so that large data are read once a round for all of them.
/// </summary>
internal sealed partial class LogisticProblem
{
    private const int MostTogether = 16, MostRounds = 10;

    private readonly Member[] _members = new Member[MostTogether];
    private double[] _thetas = [], _gradients = [], _factors = [];
    private double[] _heldPrediction = [];

    // The usual moves since the Hessian was evaluated: about the rate of chords, or some times that.
    private double _drift;
    private bool _isAsideChord;

    /// <summary>How many sizes are held.</summary>
    public int HeldCount { get; private set; }

    /// <summary>Holds the size just predicted; false where it must be solved by itself, after <see cref="Settle"/>.</summary>
    public bool TryHold()
    {
        if (!_isChord || HeldCount == MostTogether) return false;
        var packed = Hessian.Length;
        if (_thetas.Length < MostTogether * Parameters) (_thetas, _gradients) = (new double[MostTogether * Parameters], new double[MostTogether * Parameters]);
        if (_heldPrediction.Length < Parameters) _heldPrediction = new double[Parameters];
        if (_factors.Length < MostTogether * packed) _factors = new double[MostTogether * packed];
        Theta.CopyTo(_thetas.AsSpan(HeldCount * Parameters));
        Theta.CopyTo(_heldPrediction);
        Factor.CopyTo(_factors.AsSpan(HeldCount * packed));
        _members[HeldCount++] = new(Rows.BlockCount, _last, 0);
        return true;
    }

    /// <summary>Forgets what is held.</summary>
    public void Release() => HeldCount = 0;

    /// <summary>θ of a size held, after <see cref="Settle"/>.</summary>
    public Span<double> Held(int member) => _thetas.AsSpan(member * Parameters, Parameters);

    /// <summary>Moves every size held to its minimum as far as chords go.</summary>
    /// <returns>The first that did not get there, or <see cref="HeldCount"/>.</returns>
    public int Settle(CancellationToken cancellation)
    {
        Span<int> blocks = stackalloc int[MostTogether];
        for (var k = 0; k < HeldCount; k++) blocks[k] = _members[k].Blocks;
        blocks = blocks[..HeldCount];
        var failed = HeldCount;
        for (var round = 0; round < MostRounds && blocks.ContainsAnyExcept(0); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var most = 0;
            foreach (var count in blocks) most = Math.Max(most, count);
            var gradients = _gradients.AsSpan(0, HeldCount * Parameters);
            _kernel.Gradients(Rows.Blocks(0, most), blocks, Parameters, _thetas.AsSpan(0, gradients.Length), gradients);
            for (var k = 0; k < HeldCount; k++)
            {
                if (blocks[k] == 0) continue;
                if (!TryChord(k, round == MostRounds - 1, out var isSettled)) failed = Math.Min(failed, k);
                else if (!isSettled) continue;
                blocks[k] = 0;
            }
        }

        return failed;
    }

    private bool TryChord(int member, bool isLast, out bool isSettled)
    {
        var theta = Held(member);
        var gradient = _gradients.AsSpan(member * Parameters, Parameters);
        for (var j = options.Intercept ? 1 : 0; j < Parameters; j++) gradient[j] = Math.FusedMultiplyAdd(_l2, theta[j], gradient[j]);
        gradient.CopyTo(Step);
        Cholesky.Solve(_factors.AsSpan(member * Hessian.Length, Hessian.Length), Parameters, Step);
        var length = Math.Sqrt(Math.Max(Kernels.Dot(gradient, Step), 0));
        ref var known = ref _members[member];
        // The first round measures what the prediction lacked.
        if (known.Worst == 0) _lacked = length;
        var rate = length == 0 ? 0 : Math.Max(known.Worst, length / known.Last);
        isSettled = length <= 0.1 * Tolerance || rate * length <= (1 - rate) * Tolerance;
        // A NaN does not shrink either.
        if (LargestMove() > ChordMove || (!isSettled && (isLast || !(rate < 0.5)))) return isSettled = false;
        Kernels.Axpy(-1, Step, theta);
        known = known with { Last = length, Worst = rate };
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
        for (var j = 0; j < Parameters; j++)
        {
            var lacked = Theta[j] - _heldPrediction[j];
            _correction[j] += lacked / HeldCount;
            _predicted[j] = Theta[j] = _aside[j] + lacked + lacked / HeldCount;
        }

        _isChord = isHessianKept && _isAsideChord;
    }

    private readonly record struct Member(int Blocks, double Last, double Worst);
}
