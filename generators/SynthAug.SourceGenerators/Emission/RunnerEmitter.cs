using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Emission;

/// <summary>The runner: overrides for behaviour, a descriptor for data. It holds no delegate and asks no type about itself.</summary>
internal static class RunnerEmitter
{
    public static void Emit(CodeWriter code, SweepPlan plan)
    {
        var experiment = plan.Experiment;
        code.Line("/// <summary>Runs the experiment: makes its cells and calls its members.</summary>");
        code.Line(CSharpText.GeneratedCode);
        var sweep = $"global::SynthAug.Dsl.SweepRunner<{experiment.Class}, {experiment.Class}.Row>";
        using (code.Block($"{CSharpText.Of(plan.Visibility)} sealed class Runner : {sweep}"))
        {
            DescriptorEmitter.Emit(code, plan);
            CellEmitter.Emit(code, plan);
            Data(code, experiment);
            if (experiment.OwnGenerators.Count > 0) OwnGenerators(code, experiment);
            if (experiment.Measures.Count > 0) Measures(code, experiment);
            if (experiment.Claims.Count > 0) Claims(code, experiment);
            ToRow(code, plan);
            CellEmitter.EmitNames(code, plan);
        }
    }

    private static void Data(CodeWriter code, ExperimentModel experiment)
    {
        Role("Training", experiment.Data.Training);
        Role("Validation", experiment.Data.Validation);
        Role("Test", experiment.Data.Test);

        void Role(string role, MemberModel? member)
        {
            if (member is null) return;
            code.Override($"global::SynthAug.SampleSource {role}({experiment.Class} cell) => {Access(experiment, member)};");
        }
    }

    private static void OwnGenerators(CodeWriter code, ExperimentModel experiment)
    {
        const string Signature = "cell, int index, global::SynthAug.TrainingSample training";
        using (code.OverrideBlock($"global::SynthAug.ILaw OwnGenerator({experiment.Class} {Signature}) => index switch", "};"))
        {
            for (var i = 0; i < experiment.OwnGenerators.Count; i++)
            {
                var own = experiment.OwnGenerators[i];
                code.Line($"{CSharpText.Of(i)} => {Access(experiment, own.Method)}({(own.TakesTraining ? "training" : "")}),");
            }

            code.Line("_ => base.OwnGenerator(cell, index, training),");
        }
    }

    private static void Measures(CodeWriter code, ExperimentModel experiment)
    {
        using (code.OverrideBlock($"void Measure({experiment.Class} cell, in global::SynthAug.Fit fit, global::System.Span<double> values)"))
            for (var i = 0; i < experiment.Measures.Count; i++) code.Line($"values[{CSharpText.Of(i)}] = {Measured(experiment, experiment.Measures[i], i)};");
    }

    /// <summary>The call, behind a test for each capability it needs.</summary>
    private static string Measured(ExperimentModel experiment, MeasureModel measure, int index)
    {
        var tests = new List<string>();
        var arguments = new List<string>();
        foreach (var parameter in measure.Parameters)
        {
            var argument = parameter.Subject switch
            {
                MeasureSubject.Model => "fit.Model",
                MeasureSubject.Training => "fit.Training",
                MeasureSubject.Validation => "fit.Validation!",
                MeasureSubject.Test => "fit.Test!",
                MeasureSubject.Fit => parameter.ByReference ? "in fit" : "fit",
                _ => Capability(parameter.Type),
            };
            arguments.Add(argument);
        }

        var call = $"{Access(experiment, measure.Method)}({string.Join(", ", arguments)})";
        return tests.Count == 0 ? call : $"{string.Join(" && ", tests)} ? {call} : double.NaN";

        string Capability(string type)
        {
            var name = $"model{CSharpText.Of(index)}" + (tests.Count == 0 ? "" : "_" + CSharpText.Of(tests.Count));
            tests.Add($"fit.Model is {type} {name}");
            return name;
        }
    }

    private static void Claims(CodeWriter code, ExperimentModel experiment)
    {
        using (code.OverrideBlock("global::SynthAug.ClaimOutcome Check(int claim, global::SynthAug.ResultView results) => claim switch", "};"))
        {
            for (var i = 0; i < experiment.Claims.Count; i++)
                code.Line($"{CSharpText.Of(i)} => {experiment.Class}.{CSharpText.Identifier(experiment.Claims[i].Method)}(results),");
            code.Line("_ => base.Check(claim, results),");
        }
    }

    private static void ToRow(CodeWriter code, SweepPlan plan)
    {
        var experiment = plan.Experiment;
        code.Override($"{experiment.Class}.Row ToRow({experiment.Class} cell, in global::SynthAug.Engine.ResultRow row) => new {experiment.Class}.Row(");
        using (code.Indented())
            for (var i = 0; i < plan.Columns.Count; i++)
                code.Line(plan.Columns[i].Value + (i == plan.Columns.Count - 1 ? ");" : ","));
    }

    private static string Access(ExperimentModel experiment, MemberModel member) =>
        (member.IsStatic ? experiment.Class : "cell") + "." + CSharpText.Identifier(member.Name);
}
