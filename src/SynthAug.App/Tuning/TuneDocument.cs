using System.Text;
using System.Text.Json;

namespace SynthAug.App.Tuning;

/// <summary><c>tune.json</c>: full precision, fixed order of fields, nothing of the machine in it.</summary>
internal static class TuneDocument
{
    public const int SchemaVersion = 1;

    public static string Write(TuneResult result, IReadOnlyList<string> warnings)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            Data(json, result.Data);
            var selected = result.Selected;
            Curve(json, selected ?? result.Curves[0]);
            if (selected is null) json.WriteNull("selected");
            else Selected(json, selected, result.Panel);
            Panel(json, result);
            json.WriteStartArray("warnings");
            foreach (var warning in warnings) json.WriteStringValue(warning);
            json.WriteEndArray();
            json.WriteNumber("seed", result.Settings.Seed);
            json.WriteNumber("folds", result.Settings.Folds);
            json.WriteNumber("repeats", result.Settings.Repeats);
            json.WriteNumber("rho", result.Settings.Rho);
            OtherCurves(json, result, selected);
            json.WriteStartObject("inputs");
            foreach (var (name, value) in result.Inputs) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length) + "\n";
    }

    private static void Data(Utf8JsonWriter json, TuneData data)
    {
        json.WriteStartObject("data");
        json.WriteNumber("rows", data.RowCount);
        json.WriteNumber("features", data.Columns.Count);
        json.WriteNumber("n0", data.Majority.Count);
        json.WriteNumber("n1", data.Minority.Count);
        json.WriteString("sha256", data.Sha256);
        json.WriteString("label", data.Label);
        json.WriteString("positive", data.Positive);
        TuneColumns.Write(json, data);
        json.WriteEndObject();
    }

    private static void Curve(Utf8JsonWriter json, GammaCurve curve)
    {
        json.WriteStartArray("curve");
        foreach (var point in curve.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("gamma", point.Gamma);
            json.WriteNumber("syntheticSize", point.SyntheticSize);
            Estimate(json, "loss", "se", point.Estimate);
            if (point.Refusal is { } refusal) json.WriteString("refusal", refusal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>γ is the curve's minimum; the loss is that of tuning, by cross-selection, not the minimum itself.</summary>
    private static void Selected(Utf8JsonWriter json, GammaCurve curve, Panel panel)
    {
        var entry = panel.Entries.First(e => e.Rule == TuneRules.Vtss && e.Generator == curve.Generator && e.Classifier == curve.Classifier);
        if (curve.Minimum is not { } best)
        {
            json.WriteNull("selected");
            return;
        }

        json.WriteStartObject("selected");
        json.WriteNumber("gamma", best.Gamma);
        json.WriteNumber("syntheticSize", best.SyntheticSize);
        Estimate(json, "loss", "se", entry.Loss);
        json.WriteString("generator", curve.Generator);
        json.WriteString("classifier", curve.Classifier);
        json.WriteEndObject();
    }

    private static void Panel(Utf8JsonWriter json, TuneResult result)
    {
        json.WriteStartArray("panel");
        foreach (var entry in result.Panel.Entries)
        {
            json.WriteStartObject();
            json.WriteString("rule", entry.Rule);
            if (entry.AddsRows) json.WriteString("generator", entry.Generator);
            else json.WriteNull("generator");
            json.WriteString("classifier", entry.Classifier);
            Estimate(json, "loss", "se", entry.Loss);
            Estimate(json, "differenceToBest", "differenceSe", entry.DifferenceToBest);
            json.WriteNumber("n", result.Data.RowCount);
            if (entry.Refusal is { } refusal) json.WriteString("refusal", refusal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void OtherCurves(Utf8JsonWriter json, TuneResult result, GammaCurve? selected)
    {
        json.WriteStartArray("otherCurves");
        foreach (var curve in result.Curves.Where(c => c != (selected ?? result.Curves[0])))
        {
            json.WriteStartObject();
            json.WriteString("generator", curve.Generator);
            json.WriteString("classifier", curve.Classifier);
            Curve(json, curve);
            Selected(json, curve, result.Panel);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // JSON has no NaN: what was refused is null.
    private static void Estimate(Utf8JsonWriter json, string loss, string standardError, LossEstimate estimate)
    {
        Number(json, loss, estimate.Loss);
        Number(json, standardError, estimate.StandardError);
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
