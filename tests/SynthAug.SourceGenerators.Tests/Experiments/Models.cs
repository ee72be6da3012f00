namespace SynthAug.SourceGenerators.Tests.Experiments;

internal sealed class PlainModel : IModel
{
    public ScoreScale Scale => ScoreScale.Ranking;

    public void Score(ReadOnlyRows rows, Span<double> scores) => scores.Clear();
}

internal sealed class LinearModel(double slope, double intercept) : ILinearModel
{
    private readonly double[] _coefficients = [slope];

    public ScoreScale Scale => ScoreScale.Signed;

    public ReadOnlySpan<double> Coefficients => _coefficients;

    public double Intercept => intercept;

    public void Score(ReadOnlyRows rows, Span<double> scores) => scores.Clear();
}
