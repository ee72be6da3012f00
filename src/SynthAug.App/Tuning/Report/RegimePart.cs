using System.Globalization;
using SynthAug.Engine.Risk;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>Why: does imbalance itself move the model, and where do a generator's rows push it?</summary>
internal static class RegimePart
{
    private const int MostPushes = 12;

    public static ReportSection? Section(IReadOnlyList<GeneratorFinding> findings) => findings.Count == 0 ? null : new("Why", [.. findings.SelectMany(Blocks)]);

    private static IEnumerable<ReportBlock> Blocks(GeneratorFinding finding)
    {
        var name = $"{finding.Generator} + {finding.Classifier}";
        if (finding.Missing is { } missing)
        {
            yield return new CalloutBlock(CalloutKind.Note, $"{name}: the local theory has no answer. {missing}");
            yield break;
        }

        yield return new KeyValueBlock(name, [.. Facts(finding)]);
        CoefficientPush[] pushes = [.. finding.Pushes.Where(p => double.IsFinite(p.Shift)).OrderByDescending(p => Math.Abs(p.Shift)).Take(MostPushes)];
        if (pushes.Length == 0) yield break;
        yield return new ParagraphBlock(Sentence(finding, pushes));
        yield return new FigureBlock(new DotFigure
        {
            Title = $"Where rows of {finding.Generator} push the coefficients",
            Caption = "What balancing with these rows adds to each coefficient, to first order, beyond what real rows would; from halves of the data, so that copies do not pass for truth."
                + (finding.Pushes.Count > pushes.Length ? string.Create(CultureInfo.InvariantCulture, $" The {pushes.Length} largest of {finding.Pushes.Count}.") : ""),
            XAxis = new("push, log-odds for one standard deviation of the column"),
            Reference = new("no push", 0),
            HasBars = true,
            Rows = [.. pushes.Select(p => new DotRow(p.Name, p.Shift, p.Shift - 1.96 * p.ShiftError, p.Shift + 1.96 * p.ShiftError))],
        });
        if (finding.PlugIn is { Curve.Count: > 1 } plugIn) yield return new FigureBlock(PlugInCurve(finding, plugIn));
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(GeneratorFinding finding)
    {
        if (finding.SlopePValue is { } slope)
            yield return new("is a prior shift enough?", slope < 0.05
                ? $"No: weighting the classes moves the slopes too ({PValue(slope)})."
                : $"Nothing speaks against it: weighted and unweighted slopes agree ({PValue(slope)}).");
        if (finding.GradientPValue is { } gradient)
            yield return new("does imbalance move the model?", gradient < 0.05
                ? $"Yes, it does beyond chance ({PValue(gradient)})."
                : $"Not beyond chance ({PValue(gradient)}): then synthetic rows can hardly help.");
        if (finding.Class is { } kind)
            yield return new("how far the rows are from real ones", kind switch
            {
                GeneratorClass.Ideal => "Ideal: they differ from real ones by less than chance does.",
                GeneratorClass.Realistic => "Realistic: a bias that would vanish with more data.",
                GeneratorClass.Inconsistent => "Inconsistent: a bias that stays.",
                _ => "Undetermined: the rows are too few to say.",
            });
        if (finding.Alignment is not { } alignment) yield break;
        yield return new("direction of the push (cosine; 1: as imbalance, −1: against it)", Bounds(alignment.Cosine));
        yield return new("s, the push along the shift of imbalance", Bounds(alignment.Projection));
        yield return new("can some size cancel the shift?", alignment.Cancellation switch
        {
            Cancellation.Finite when alignment.Gamma is { } gamma => $"Yes, about γ = {Bounds(gamma)}.",
            Cancellation.Finite => "Yes, some finite size.",
            Cancellation.RunsAway => "No: what is off about these rows undoes at least what they add.",
            Cancellation.NothingToCancel => "There is no shift to cancel.",
            _ => "Undetermined: the interval of s holds the border, or the rows are too few.",
        });
    }

    /// <summary>The same in a line for the console: is a prior shift enough, and where do the rows push?</summary>
    public static string Line(GeneratorFinding finding)
    {
        if (finding.Missing is { } missing) return $"Regime of {finding.Classifier}, {finding.Generator}: {missing}";
        var shift = Facts(finding).Take(finding.SlopePValue is null && finding.GradientPValue is null ? 0 : 1).Select(fact => $"{fact.Key} {fact.Value} ");
        CoefficientPush[] pushes = [.. finding.Pushes.Where(p => double.IsFinite(p.Shift)).OrderByDescending(p => Math.Abs(p.Shift)).Take(MostPushes)];
        return $"Regime of {finding.Classifier}: {string.Concat(shift)}{(pushes.Length == 0 ? "" : Sentence(finding, pushes))}".TrimEnd();
    }

    private static string Sentence(GeneratorFinding finding, CoefficientPush[] pushes)
    {
        CoefficientPush[] clear = [.. pushes.Where(p => Math.Abs(p.Shift) > 2 * p.ShiftError).Take(3)];
        return clear.Length == 0
            ? $"No coefficient is pushed by rows of {finding.Generator} by more than two standard errors."
            : $"Balancing with {finding.Generator} pushes {string.Join(", ", clear.Select(p => $"{p.Name} by {Signed(p.Shift)}"))}.";
    }

    private static LineFigure PlugInCurve(GeneratorFinding finding, PlugInSize plugIn) => new()
    {
        Title = $"What the formula expects of {finding.Generator}",
        Caption = $"Expected excess loss by the local theory, from training rows alone; least at γ = {PlainNumbers.Gamma(plugIn.Best.Gamma)}. Only where the curve is low matters, not how high it lies.",
        XAxis = new("γ, synthetic rows as a multiple of those that balance"),
        YAxis = new("expected excess loss, nats"),
        Facets =
        [
            new("", [new("", [.. plugIn.Curve.Select(p => new LinePoint(p.Gamma, p.Risk))])]) { Marks = [new("plug-in size", plugIn.Best.Gamma, plugIn.Best.Risk)] },
        ],
    };

    private static string Bounds(Bounded value) =>
        double.IsFinite(value.Value) ? $"{PlainNumbers.Fixed(value.Value, 2)} ({PlainNumbers.Fixed(value.Lower, 2)} to {PlainNumbers.Fixed(value.Upper, 2)})" : "within the noise";

    private static string PValue(double p) => p < 0.001 ? "p < 0.001" : $"p = {PlainNumbers.Fixed(p, 3)}";

    private static string Signed(double value) => (value > 0 ? "+" : "") + PlainNumbers.Fixed(value, 3);
}
