namespace Simulations;

/// <summary>What the gradient test says of a trial where symmetry holds: each share is of trials that it rejects at 5 %, wrongly.</summary>
public abstract class SymmetricTrial
{
    private readonly Gradients _gradients;

    private protected SymmetricTrial(IDifferentiableLoss loss) => _gradients = new(loss);

    [Measure]
    internal double Rejected(in Fit fit) => _gradients.Rejects(fit);

    [Measure]
    internal double RejectedByBootstrap() => _gradients.RejectsByBootstrap();

    [Measure]
    internal double RejectedByChiSquare() => _gradients.RejectsByChiSquare();

    private protected static ClaimOutcome RejectsAtMost(double share, ResultView results, string axis, string value) =>
        CoverClaims.AtMost(results, nameof(Rejected), share, _ => new(), results.CellsWhere(axis, value));
}
