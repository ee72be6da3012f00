using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Model;

/// <summary>An experiment class, ready to be planned.</summary>
/// <param name="Name">The class name: the experiment's name.</param>
/// <param name="Class">Its <c>global::</c> name.</param>
/// <param name="Namespace">Where it stands; empty for the global namespace.</param>
/// <param name="Keyword"><c>class</c> or <c>record</c>.</param>
/// <param name="Hint">Full metadata name: names the emitted file.</param>
/// <param name="Title">The claim or question.</param>
/// <param name="Summary">Text of the class's own summary; may be empty.</param>
/// <param name="Seed">The root of all randomness.</param>
/// <param name="Repetitions">Of each cell.</param>
/// <param name="Axes">In declared order; the last moves fastest.</param>
/// <param name="Skip">What says which cells to leave out; null when all run.</param>
/// <param name="Data">The declared draws.</param>
/// <param name="OwnGenerators">In declared order; they come before the plugins.</param>
/// <param name="Generators">Plugins in declared order.</param>
/// <param name="Classifiers">Plugins in declared order.</param>
/// <param name="Rules">Size rules in declared order.</param>
/// <param name="Objective">What tuned rules minimise; null for the default.</param>
/// <param name="Measures">In declared order.</param>
/// <param name="Scores">Stock measures, in the engine's order.</param>
/// <param name="Plots">In declared order.</param>
/// <param name="Claims">In declared order.</param>
internal sealed record ExperimentModel(
    string Name, string Class, string Namespace, string Keyword, string Hint, string Title, string Summary, ulong Seed, int Repetitions,
    EquatableArray<AxisModel> Axes, MemberModel? Skip, DataModel Data, EquatableArray<OwnGeneratorModel> OwnGenerators,
    EquatableArray<PluginUseModel> Generators, EquatableArray<PluginUseModel> Classifiers, EquatableArray<SizeRuleModel> Rules,
    ObjectiveModel? Objective, EquatableArray<MeasureModel> Measures, EquatableArray<ScoreModel> Scores, EquatableArray<PlotModel> Plots,
    EquatableArray<ClaimModel> Claims);

/// <summary>A member of the class as the runner reaches it.</summary>
internal sealed record MemberModel(string Name, bool IsStatic);

/// <param name="Training">The rows to fit on; null with a table.</param>
/// <param name="Validation">What tuned rules look at; null when not declared.</param>
/// <param name="Test">What measures look at; null when not declared.</param>
/// <param name="FixedTest">One test set for all repetitions of a cell.</param>
/// <param name="Csv">A table instead of all these; null without one.</param>
internal sealed record DataModel(MemberModel? Training, MemberModel? Validation, MemberModel? Test, bool FixedTest, CsvModel? Csv)
{
    public bool HasValidation => Validation is not null || Csv is { Validation: > 0 };

    public bool HasTest => Test is not null || Csv is not null;
}

/// <summary>The arguments of <c>[CsvData]</c> as written.</summary>
/// <param name="Missing">Name of the member of <c>MissingPolicy</c>; null when left out.</param>
internal sealed record CsvModel(
    string Path, string Label, string? Positive, string? Group, string? Schema, string? Missing, int Folds, double Validation, double Aside)
{
    public IEnumerable<string> Texts => new[] { Path, Label, Positive, Group, Schema }.OfType<string>();
}

/// <param name="Method">Returns the law.</param>
/// <param name="Label">What result tables call it.</param>
/// <param name="TakesTraining">Whether it is fitted on the training rows.</param>
internal sealed record OwnGeneratorModel(MemberModel Method, string Label, bool TakesTraining);

/// <param name="Method">Static; takes the results.</param>
/// <param name="Text">One sentence.</param>
internal sealed record ClaimModel(string Method, string Text);

internal sealed record PluginUseModel(string Label, string Specification);

/// <param name="Loss">Name of the member of <c>Loss</c>.</param>
/// <param name="Rho">ρ.</param>
internal sealed record ObjectiveModel(string Loss, double Rho);

/// <param name="Member">Name of the member of <c>Score</c>, and of the row's column.</param>
/// <param name="Column">What result tables call it.</param>
internal sealed record ScoreModel(string Member, string Column);

/// <param name="X">Column; the only one of a histogram.</param>
/// <param name="Y">Column; null for a histogram.</param>
/// <param name="Title">Null when left out.</param>
/// <param name="Series">Null when left out.</param>
/// <param name="Facet">Null when left out.</param>
/// <param name="LogX">Logarithmic x axis.</param>
/// <param name="LogY">Logarithmic y axis.</param>
/// <param name="Band">Name of the member of <c>Band</c>; null when left out.</param>
internal sealed record PlotModel(string X, string? Y, string? Title, string? Series, string? Facet, bool LogX, bool LogY, string? Band);

/// <summary>What the assembly's list needs of an experiment.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Class">Its <c>global::</c> name.</param>
/// <param name="IsWhole">False when findings stopped it.</param>
internal sealed record ExperimentEntry(string Name, string Class, bool IsWhole);

/// <summary>What must not clash in an assembly.</summary>
internal sealed record ExperimentIdentity(string Name, string Class, string Namespace, SourceSpot Spot);

/// <summary>What reading one experiment class gave: a model, unless a finding stopped it.</summary>
internal sealed record ExperimentReading(ExperimentModel? Model, ExperimentEntry Entry, ExperimentIdentity Identity, EquatableArray<Finding> Findings);
