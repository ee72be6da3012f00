using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Emission;

/// <summary>What the experiment is, as data, and the constants of its axes.</summary>
internal static class DescriptorEmitter
{
    private const string Engine = "global::SynthAug.Engine.";
    private const string Sizing = "global::SynthAug.Engine.Sizing.";

    public static void Emit(CodeWriter code, SweepPlan plan)
    {
        foreach (var axis in plan.Experiment.Axes)
        {
            if (axis.List is not null) continue;
            var values = string.Join(", ", axis.Values.Select(v => v.Code(axis.Type)));
            code.Line($"private static readonly {axis.Type}[] {axis.Property}Values = {{ {values} }};").Line();
        }

        using (code.Block($"private static readonly {Engine}ExperimentDescriptor Sheet = new()", "};")) Properties(code, plan.Experiment);
        code.Override($"{Engine}ExperimentDescriptor Descriptor => Sheet;");
    }

    private static void Properties(CodeWriter code, ExperimentModel experiment)
    {
        code.Line($"Name = {CSharpText.Of(experiment.Name)},");
        code.Line($"Title = {CSharpText.Of(experiment.Title)},");
        if (experiment.Summary.Length > 0) code.Line($"Summary = {CSharpText.Of(experiment.Summary)},");
        code.Line($"Seed = {CSharpText.Of(experiment.Seed)},");
        code.Line($"Repetitions = {CSharpText.Of(experiment.Repetitions)},");
        List(code, "Axes", Engine + "AxisDescriptor", experiment.Axes.SelectMany(a => a.Columns).Select(c =>
            $"new({CSharpText.Of(c.Name)}, {Engine}ColumnType.{ColumnType(c.Kind)})"));
        List(code, "Generators", Engine + "PluginUse",
            experiment.OwnGenerators.Select(g => $"new({CSharpText.Of(g.Label)}, null)").Concat(experiment.Generators.Select(Use)));
        List(code, "Classifiers", Engine + "PluginUse", experiment.Classifiers.Select(Use));
        List(code, "Rules", Sizing + "SizeRule", experiment.Rules.Select(Rule));
        if (experiment.Objective is { } objective)
            code.Line($"Objective = new(global::SynthAug.Loss.{objective.Loss}, {CSharpText.Of(objective.Rho)}),");
        List(code, "Measures", "string", experiment.Measures.Select(m => CSharpText.Of(m.Method.Name)));
        if (experiment.Scores.Count > 0) code.Line($"Scores = {string.Join(" | ", experiment.Scores.Select(s => "global::SynthAug.Score." + s.Member))},");
        if (experiment.Data.Csv is { } csv) code.Line($"Csv = {Csv(csv)},");
        if (experiment.Data.HasValidation) code.Line("HasValidation = true,");
        if (experiment.Data.HasTest) code.Line("HasTest = true,");
        if (experiment.Data.FixedTest) code.Line("FixedTest = true,");
        List(code, "Plots", Engine + "PlotDescriptor", experiment.Plots.Select(Plot));
        List(code, "Claims", "string", experiment.Claims.Select(c => CSharpText.Of(c.Text)));
    }

    private static void List(CodeWriter code, string property, string type, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length == 0) return;
        code.Line($"{property} = new {type}[]");
        using (code.Block("", "},"))
            foreach (var item in all) code.Line(item + ",");
    }

    private static string Csv(CsvModel csv)
    {
        var settings = new List<string>();
        Text("Positive", csv.Positive);
        Text("Group", csv.Group);
        Text("Schema", csv.Schema);
        if (csv.Missing is not null) settings.Add("Missing = global::SynthAug.MissingPolicy." + csv.Missing);
        settings.Add("Folds = " + CSharpText.Of(csv.Folds));
        if (csv.Validation > 0) settings.Add("Validation = " + CSharpText.Of(csv.Validation));
        if (csv.Aside > 0) settings.Add("Aside = " + CSharpText.Of(csv.Aside));
        return $"new {Engine}CsvDescriptor({CSharpText.Of(csv.Path)}, {CSharpText.Of(csv.Label)}) {{ {string.Join(", ", settings)} }}";

        void Text(string property, string? value)
        {
            if (value is not null) settings.Add($"{property} = {CSharpText.Of(value)}");
        }
    }

    private static string ColumnType(ValueKind kind) => kind switch
    {
        ValueKind.Whole => "Whole",
        ValueKind.Real => "Real",
        _ => "Text",
    };

    private static string Use(PluginUseModel use) => $"new({CSharpText.Of(use.Label)}, {CSharpText.Of(use.Specification)})";

    private static string Rule(SizeRuleModel rule)
    {
        var label = CSharpText.Of(rule.Label);
        var grid = $"new({CSharpText.Of(rule.From)}, {CSharpText.Of(rule.To)}, {CSharpText.Of(rule.Count)})";
        var draws = "global::SynthAug.DrawMode." + (rule.Fresh ? "Fresh" : "Nested");
        return "new " + Sizing + rule.Kind switch
        {
            SizeRuleKind.Fixed => $"FixedSizeRule({label}, {CSharpText.Of(rule.From)})",
            SizeRuleKind.Sweep => $"SweepSizeRule({label}, {grid})",
            SizeRuleKind.Vtss => $"VtssRule({label}, {grid}, false, {draws})",
            SizeRuleKind.WideningVtss => $"VtssRule({label}, {Sizing}VtssRule.StartOfWidening, true, {draws})",
            SizeRuleKind.BestOfDraws => $"BestOfDrawsRule({label}, {CSharpText.Of(rule.From)}, {CSharpText.Of(rule.Count)})",
            SizeRuleKind.None => $"NoAugmentationRule({label})",
            SizeRuleKind.PriorShift => $"PriorShiftRule({label})",
            _ => $"ClassWeightRule({label})",
        };
    }

    private static string Plot(PlotModel plot)
    {
        var head = plot.Y is null ? $"HistogramPlot({CSharpText.Of(plot.X)})" : $"LinePlot({CSharpText.Of(plot.X)}, {CSharpText.Of(plot.Y)})";
        var settings = new List<string>();
        Text("Title", plot.Title);
        Text("Series", plot.Series);
        Text("Facet", plot.Facet);
        if (plot.LogX) settings.Add("LogX = true");
        if (plot.LogY) settings.Add("LogY = true");
        if (plot.Band is not null) settings.Add("Band = global::SynthAug.Band." + plot.Band);
        return $"new {Engine}{head}" + (settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}");

        void Text(string property, string? value)
        {
            if (value is not null) settings.Add($"{property} = {CSharpText.Of(value)}");
        }
    }
}
