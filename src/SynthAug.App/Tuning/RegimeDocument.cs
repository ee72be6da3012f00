using System.Text.Json;
using SynthAug.Engine.Risk;

namespace SynthAug.App.Tuning;

/// <summary>The regime in <c>tune.json</c>: one object a generator and classifier; what has no answer is null, with the reason in <c>missing</c>.</summary>
internal static class RegimeDocument
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<GeneratorFinding> findings)
    {
        json.WriteStartArray("regime");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("generator", finding.Generator);
            json.WriteString("classifier", finding.Classifier);
            if (finding.Missing is { } missing) json.WriteString("missing", missing);
            json.WriteString("regime", finding.Asymmetric switch { true => "asymmetric", false => "no departure seen", _ => "undetermined" });
            json.Number("slopePValue", finding.SlopePValue ?? double.NaN);
            json.Number("gradientPValue", finding.GradientPValue ?? double.NaN);
            json.TextOrNull("generatorClass", finding.Class?.ToString() ?? "");
            Bounds("cosine", finding.Alignment?.Cosine);
            Bounds("s", finding.Alignment?.Projection);
            json.TextOrNull("cancellation", finding.Alignment?.Cancellation?.ToString() ?? "");
            Bounds("cancellingGamma", finding.Alignment?.Gamma);
            PlugIn(json, finding.PlugIn);
            json.WriteStartArray("pushes");
            foreach (var push in finding.Pushes)
            {
                json.WriteStartObject();
                json.WriteString("coefficient", push.Name);
                json.Number("gradient", push.Gradient);
                json.Number("gradientSe", push.GradientError);
                json.Number("shift", push.Shift);
                json.Number("shiftSe", push.ShiftError);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void Bounds(string name, Bounded? bounds)
        {
            if (bounds is not { } value)
            {
                json.WriteNull(name);
                return;
            }

            json.WriteStartObject(name);
            json.Number("value", value.Value);
            json.Number("se", value.Error);
            json.Number("lower", value.Lower);
            json.Number("upper", value.Upper);
            json.WriteEndObject();
        }
    }

    private static void PlugIn(Utf8JsonWriter json, PlugInSize? size)
    {
        if (size is null)
        {
            json.WriteNull("plugIn");
            return;
        }

        json.WriteStartObject("plugIn");
        json.WriteNumber("gamma", size.Best.Gamma);
        json.WriteNumber("syntheticSize", size.Best.SyntheticSize);
        json.Number("gatePValue", size.GatePValue);
        json.WriteBoolean("takenAsFresh", size.TakenAsFresh);
        json.WriteEndObject();
    }
}
