namespace SynthAug;

/// <summary>Names of the columns that every experiment has; axes and measures go by their member's name.</summary>
public static class Column
{
    public const string Repetition = "repetition";
    public const string Generator = "generator";
    public const string Classifier = "classifier";
    public const string Rule = "rule";
    public const string Gamma = "gamma";
    public const string SyntheticSize = "synthetic_size";
    public const string Refusal = "refusal";
    public const string BalancedLogLoss = "balanced_log_loss";
    public const string BalancedError = "balanced_error";
}
