namespace SynthAug
{
    public enum Loss
    {
        /// <summary>−log p of the row's class; needs log-odds.</summary>
        Log,

        /// <summary>(label − score)² in the model's own label coding (0/1 or ±1).</summary>
        Squared,

        /// <summary>1 for a wrong class, ½ on the line.</summary>
        ZeroOne,
    }

    [Flags]
    public enum Score
    {
        None = 0,

        /// <summary>½ mean log-loss of the majority + ½ of the minority, test rows.</summary>
        BalancedLogLoss = 1,

        /// <summary>½ error rate of the majority + ½ of the minority, test rows.</summary>
        BalancedError = 2,
    }
}

namespace SynthAug.Engine
{
    /// <summary>What tuned rules minimise on held-out rows: ρ·mean loss of the majority + (1−ρ)·mean loss of the minority (paper, eq. 1 and Remark 1).</summary>
    /// <param name="Loss">Loss of one row.</param>
    /// <param name="Rho">ρ, weight of the majority, in (0, 1); ½ is the balanced risk.</param>
    public sealed record Objective(Loss Loss, double Rho = 0.5);
}
