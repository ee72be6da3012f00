using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Model;

internal enum PluginRole
{
    Generator,
    Classifier,
}

/// <summary>A plugin class, ready to be given a module.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Id">The id as written.</param>
/// <param name="Summary">The one line as written.</param>
/// <param name="Namespace">Where the class stands; empty for the global namespace.</param>
/// <param name="Class">Its <c>global::</c> name.</param>
/// <param name="Module">Simple name of the module class.</param>
/// <param name="Hint">Full metadata name of the class: names the emitted file.</param>
/// <param name="OptionsClass"><c>global::</c> name of what the constructor takes; null when it takes nothing.</param>
/// <param name="Options">In declared order.</param>
internal sealed record PluginModel(
    PluginRole Role, string Id, string Summary, string Namespace, string Class, string Module, string Hint, string? OptionsClass,
    EquatableArray<OptionModel> Options);

internal enum OptionKind
{
    Int32,
    Int64,
    Double,
    Boolean,
    Choice,
    Text,
}

/// <summary>One option of a plugin.</summary>
/// <param name="Property">Its property in the options class.</param>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Kind">How it is bound.</param>
/// <param name="Type"><c>global::</c> name of the property's type.</param>
/// <param name="Choices">Members of an enum, one for each distinct value; empty otherwise.</param>
/// <param name="Min">Inclusive; −∞ when open.</param>
/// <param name="Max">Inclusive; +∞ when open.</param>
/// <param name="Summary">The one line as written.</param>
/// <param name="IsPenalty">As written; the host refuses one that is no real number.</param>
internal sealed record OptionModel(
    string Property, string Name, OptionKind Kind, string Type, EquatableArray<ChoiceModel> Choices, double Min, double Max, string Summary, bool IsPenalty);

/// <param name="Member">Name of the enum member.</param>
/// <param name="Text">What the command line calls it.</param>
internal sealed record ChoiceModel(string Member, string Text);

/// <summary>What must be unique in an assembly.</summary>
internal sealed record PluginIdentity(PluginRole Role, string Id, string Class, SourceSpot Spot);

/// <summary>What reading one plugin class gave: a model, unless a finding stopped it.</summary>
internal sealed record PluginReading(PluginModel? Model, PluginIdentity? Identity, EquatableArray<Finding> Findings);
