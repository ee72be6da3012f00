namespace SynthAug.SourceGenerators.Diagnostics;

internal static partial class Rules
{
    private const string Statistics = "SynthAug.Statistics";

    public static readonly DiagnosticDescriptor NoRepetition = new(
        "SYN501", "No repetition",
        "Experiment '{0}' has Repetitions = {1}; at least one is needed",
        Statistics, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor Rho = new(
        "SYN502", "ρ out of range",
        "The objective of experiment '{0}' has ρ = {1}; ρ weighs the majority and lies strictly between 0 and 1",
        Statistics, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor ScoresNeedTest = new(
        "SYN503", "Scores without test data",
        "Experiment '{0}' asks for scores and declares no test data; put [TestData] on a SampleSource property",
        Statistics, DiagnosticSeverity.Error, true);
}
