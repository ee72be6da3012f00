using SynthAug.Engine.Data;

namespace SynthAug.App.Tuning;

/// <summary>Rows that nothing is fitted on: a validation or a test part.</summary>
/// <param name="Source">The file, or the share of the data.</param>
/// <param name="Sha256">Of the file; null when the rows are of the data itself.</param>
/// <param name="Majority">Rows of the class that is not positive.</param>
/// <param name="Minority">Rows of the positive class.</param>
/// <param name="MajorityGroups">Group of each, null without groups.</param>
/// <param name="MinorityGroups">Group of each, of the same numbering.</param>
internal sealed record HeldOutRows(string Source, string? Sha256, TableRows Majority, TableRows Minority, int[]? MajorityGroups, int[]? MinorityGroups);
