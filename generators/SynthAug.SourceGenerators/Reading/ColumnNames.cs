using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <param name="Axes">Columns of the axes.</param>
/// <param name="Numbers">Columns that hold a result: measures, scores, γ and ñ.</param>
/// <param name="All">Everything a plot may name.</param>
internal sealed record KnownColumns(IReadOnlyList<string> Axes, IReadOnlyList<string> Numbers, IReadOnlyList<string> All);

/// <summary>Columns of the row: unique, and none that the row, its record or the class already has.</summary>
internal static class ColumnNames
{
    private const string Gamma = "gamma";
    private const string SyntheticSize = "synthetic_size";

    // Both spellings: the record has one, stores and files the other; a third that differs in case only would mislead.
    private static readonly HashSet<string> ResultColumns = new(StringComparer.OrdinalIgnoreCase)
    {
        "Repetition", "Generator", "Classifier", "Rule", "Gamma", "SyntheticSize", SyntheticSize, "Refusal",
        "BalancedLogLoss", "balanced_log_loss", "BalancedError", "balanced_error",
    };

    // Of the summary file, beside the axes.
    private static readonly HashSet<string> SummaryColumns = new(StringComparer.Ordinal) { "measure", "mean", "sd", "se", "n" };

    private static readonly HashSet<string> RecordMembers = new(StringComparer.Ordinal)
    {
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString",
    };

    private static readonly HashSet<string> EmittedMembers = new(StringComparer.Ordinal) { "Row", "Runner", "CreateRunner" };

    public static KnownColumns Check(
        ExperimentDraft draft, IReadOnlyList<Located<AxisModel>> axes, IReadOnlyList<Located<MeasureModel>> measures, EquatableArray<ScoreModel> scores)
    {
        var name = draft.Type.Name;
        if (EmittedMembers.Contains(name)) draft.Report(Rules.ReservedName, draft.Name, name, name, "an emitted member");
        if (name == "Experiments") draft.Report(Rules.ReservedName, draft.Name, name, name, "the emitted list of experiments");
        foreach (var member in draft.Members)
            if (EmittedMembers.Contains(member.Name)) draft.Report(Rules.ReservedName, SourceSpot.Of(member), member.Name, name, "an emitted member");

        var axisColumns = axes.SelectMany(a => a.Value.Columns.Select(c => new Located<string>(c.Name, a.Spot))).ToArray();
        foreach (var column in axisColumns)
            if (SummaryColumns.Contains(column.Value)) draft.Report(Rules.ReservedName, column.Spot, column.Value, name, "a column of every summary");

        var taken = new HashSet<string>();
        foreach (var column in axisColumns.Concat(measures.Select(m => new Located<string>(m.Value.Method.Name, m.Spot))))
        {
            if (ResultColumns.Contains(column.Value))
                draft.Report(Rules.ReservedName, column.Spot, column.Value, name, "a column that every experiment has");
            else if (RecordMembers.Contains(column.Value))
                draft.Report(Rules.ReservedName, column.Spot, column.Value, name, "a member that every row has");
            else if (!taken.Add(column.Value))
                draft.Report(Rules.ColumnTwice, column.Spot, column.Value, name);
        }

        string[] axisNames = [.. axisColumns.Select(c => c.Value)];
        string[] numbers = [.. measures.Select(m => m.Value.Method.Name), .. scores.Select(s => s.Column), Gamma, SyntheticSize];
        return new(axisNames, numbers, [.. axisNames, .. numbers, "repetition", "generator", "classifier", "rule"]);
    }
}
