namespace SynthAug.Engine.Measures;

/// <summary>Models whose log-odds are moved by a constant: the prior shift. One belongs to one thread, and its models last until the next is asked for.</summary>
internal sealed class PriorShift
{
    private readonly ShiftedModel _plain = new();
    private readonly ShiftedLinearModel _linear = new();

    /// <exception cref="RefusalException">The model does not give log-odds.</exception>
    public IModel Of(IModel model, double shift)
    {
        if (model.Scale != ScoreScale.LogOdds)
            throw new RefusalException($"A prior shift moves log-odds, the model gives {model.Scale} scores.");
        var shifted = model is ILinearModel ? _linear : _plain;
        (shifted.Inner, shifted.Shift) = (model, shift);
        return shifted;
    }

    private class ShiftedModel : IModel
    {
        public IModel Inner { get; set; } = null!;

        public double Shift { get; set; }

        public ScoreScale Scale => ScoreScale.LogOdds;

        public void Score(ReadOnlyRows rows, Span<double> scores)
        {
            Inner.Score(rows, scores);
            for (var i = 0; i < scores.Length; i++) scores[i] += Shift;
        }
    }

    private sealed class ShiftedLinearModel : ShiftedModel, ILinearModel
    {
        public ReadOnlySpan<double> Coefficients => ((ILinearModel)Inner).Coefficients;

        public double Intercept => ((ILinearModel)Inner).Intercept + Shift;
    }
}
