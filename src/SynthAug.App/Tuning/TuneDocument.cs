using System.Text;
using System.Text.Json;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>
/// <c>tune.json</c>: full precision, fixed order of fields, nothing of the machine in it. Version 2 adds the verdict, measures, selection sets and test
/// figures to version 1, more rules to the panel and refined sizes to the curve; no field of version 1 changed its meaning.
/// </summary>
internal static class TuneDocument
{
    public const int SchemaVersion = 2;

    public static string Write(TuneResult result, IReadOnlyList<string> warnings)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            TuneDocumentParts.Verdict(json, "verdict", result.Tuning.Verdict, result.Folds);
            Data(json, result.Data);
            var selected = result.Selected;
            Curve(json, selected ?? result.Curves[0], result);
            if (selected is null) json.WriteNull("selected");
            else Selected(json, selected, result.Panel);
            if (result.Settings.FixedGrid) json.WriteString("grid", "fixed");
            if (result.Settings.CurveOnly) json.WriteString("panelKind", "curve");
            Panel(json, result);
            json.WriteStartArray("warnings");
            foreach (var warning in warnings) json.WriteStringValue(warning);
            json.WriteEndArray();
            json.WriteNumber("seed", result.Settings.Seed);
            json.WriteNumber("folds", result.Settings.Folds);
            json.WriteNumber("repeats", result.Settings.Repeats);
            json.WriteNumber("rho", result.Settings.Rho);
            json.Number("prevalence", result.Settings.Prevalence ?? double.NaN);
            OtherCurves(json, result, selected);
            TuneDocumentParts.ClassifierVerdicts(json, result);
            TuneDocumentParts.Test(json, result.Tuning.Test);
            RegimeDocument.Write(json, result.Regime);
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

    /// <summary>Raw losses, and beside them those with each size's effective prior taken out.</summary>
    private static void Curve(Utf8JsonWriter json, GammaCurve curve, TuneResult result)
    {
        var corrected = result.Tuning.CorrectedCurves.First(c => c.Name == curve.Name);
        json.WriteStartArray("curve");
        for (var i = 0; i < curve.Points.Count; i++)
        {
            var point = curve.Points[i];
            json.WriteStartObject();
            json.WriteNumber("gamma", point.Gamma);
            json.WriteNumber("syntheticSize", point.SyntheticSize);
            json.Estimate("loss", "se", point.Estimate);
            json.WriteBoolean("inSelectionSet", curve.SelectionSet.Contains[i]);
            json.WriteNumber("frequency", curve.Frequency.Frequencies[i]);
            json.Estimate("correctedLoss", "correctedSe", corrected.Points[i].Estimate);
            json.WriteBoolean("inCorrectedSelectionSet", corrected.SelectionSet.Contains[i]);
            json.WriteNumber("correctedFrequency", corrected.Frequency.Frequencies[i]);
            if (point.Refusal is { } refusal) json.WriteString("refusal", refusal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>γ is the curve's minimum; the loss is that of tuning, by cross-selection, not the minimum itself.</summary>
    private static void Selected(Utf8JsonWriter json, GammaCurve curve, Panel panel)
    {
        var entry = panel.Entries.First(e => e.Rule == TuningRules.Vtss && e.Generator == curve.Generator && e.Classifier == curve.Classifier);
        if (curve.Minimum is not { } best)
        {
            json.WriteNull("selected");
            return;
        }

        json.WriteStartObject("selected");
        json.WriteNumber("gamma", best.Gamma);
        json.WriteNumber("syntheticSize", best.SyntheticSize);
        json.Estimate("loss", "se", entry.Loss);
        json.WriteString("generator", curve.Generator);
        json.WriteString("classifier", curve.Classifier);
        json.WriteNumber("selectionSetZ", curve.SelectionSet.Z);
        json.WriteEndObject();
    }

    private static void Panel(Utf8JsonWriter json, TuneResult result)
    {
        json.WriteStartArray("panel");
        foreach (var entry in result.Panel.Entries)
        {
            json.WriteStartObject();
            json.WriteString("rule", entry.Rule);
            json.TextOrNull("generator", entry.Generator);
            json.TextOrNull("classifier", entry.Classifier);
            json.WriteBoolean("addsRows", entry.AddsRows);
            json.Estimate("loss", "se", entry.Loss);
            json.Estimate("differenceToBest", "differenceSe", entry.DifferenceToBest);
            json.WriteNumber("n", result.Data.RowCount);
            json.WriteNumber("n0", result.Tuning.Parts.MajorityCount);
            json.WriteNumber("n1", result.Tuning.Parts.MinorityCount);
            if (entry.Choice is { } choice) json.WriteString("chosen", choice.Best.Name);
            if (entry.Refusal is { } refusal) json.WriteString("refusal", refusal);
            json.WriteStartObject("measures");
            foreach (var measure in entry.Measures)
            {
                json.WriteStartObject(measure.Name);
                json.Estimate("value", "se", measure.Value);
                json.Estimate("differenceToBest", "differenceSe", measure.DifferenceToBest);
                json.WriteEndObject();
            }

            json.WriteEndObject();
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
            Curve(json, curve, result);
            Selected(json, curve, result.Panel);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
