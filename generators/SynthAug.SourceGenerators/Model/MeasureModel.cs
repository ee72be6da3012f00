using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Model;

/// <param name="Method">The method; its name is the column.</param>
/// <param name="Parameters">In order.</param>
internal sealed record MeasureModel(MemberModel Method, EquatableArray<MeasureParameter> Parameters);

internal enum MeasureSubject
{
    /// <summary>Any model.</summary>
    Model,

    /// <summary>A model that can do more; the measure is NaN for one that cannot.</summary>
    Capability,
    Training,
    Validation,
    Test,
    Fit,
}

/// <param name="Subject">What is handed over.</param>
/// <param name="Type"><c>global::</c> name of a capability; empty otherwise.</param>
/// <param name="ByReference">Declared <c>in</c>.</param>
internal sealed record MeasureParameter(MeasureSubject Subject, string Type, bool ByReference);
