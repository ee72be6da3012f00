namespace SynthAug.Engine.Measures;

/// <summary>A model whose log-odds are moved by a constant: the prior shift.</summary>
internal class ShiftedModel(IModel inner, double shift) : IModel
{
    public ScoreScale Scale => ScoreScale.LogOdds;

    protected double Shift => shift;

    /// <exception cref="RefusalException">The model does not give log-odds.</exception>
    public static IModel Of(IModel model, double shift)
    {
        if (model.Scale != ScoreScale.LogOdds)
            throw new RefusalException($"A prior shift moves log-odds, the model gives {model.Scale} scores.");
        return model is ILinearModel linear ? new ShiftedLinearModel(linear, shift) : new ShiftedModel(model, shift);
    }

    public void Score(ReadOnlyRows rows, Span<double> scores)
    {
        inner.Score(rows, scores);
        for (var i = 0; i < scores.Length; i++) scores[i] += shift;
    }

    private sealed class ShiftedLinearModel(ILinearModel inner, double shift) : ShiftedModel(inner, shift), ILinearModel
    {
        public ReadOnlySpan<double> Coefficients => inner.Coefficients;

        public double Intercept => inner.Intercept + Shift;
    }
}
