using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Model;

/// <summary>Who can name a type; ordered, so the least of several is the minimum.</summary>
internal enum Visibility
{
    Private,
    Internal,
    Public,
}

/// <summary>An axis: a property that takes one of several values in each cell.</summary>
/// <param name="Property">The property.</param>
/// <param name="Type"><c>global::</c> name of its type.</param>
/// <param name="Values">The constants; empty when the values come from a list.</param>
/// <param name="List">The list; null for constants.</param>
/// <param name="Columns">One for a plain value, one for each member of a record.</param>
internal sealed record AxisModel(string Property, string Type, EquatableArray<Literal> Values, ListModel? List, EquatableArray<AxisColumn> Columns);

/// <param name="Name">The static member of the class.</param>
/// <param name="Length"><c>Length</c> or <c>Count</c>.</param>
internal sealed record ListModel(string Name, string Length);

/// <param name="Name">What keys, stores and plots call it: the property, or <c>Property_Member</c>.</param>
/// <param name="Member">Member of the record; null for a plain value.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Type"><c>global::</c> name of its type, without nullability.</param>
/// <param name="IsNullable">Null is declared possible; it is written as the empty text.</param>
/// <param name="EnumMembers">One name for each distinct value of an enum; empty otherwise.</param>
/// <param name="Visibility">Who can name its type.</param>
internal sealed record AxisColumn(
    string Name, string? Member, ValueKind Kind, string Type, bool IsNullable, EquatableArray<string> EnumMembers, Visibility Visibility);
