using SynthAug.SourceGenerators.Emission;

namespace SynthAug.SourceGenerators.Model;

internal enum SizeRuleKind
{
    Fixed,
    Sweep,
    Vtss,
    WideningVtss,
    BestOfDraws,
    None,
    PriorShift,
    ClassWeight,
}

/// <param name="Kind">Which rule.</param>
/// <param name="Label">What result tables call it.</param>
/// <param name="From">Least γ of a grid; γ itself for a fixed size and for redraws.</param>
/// <param name="To">Largest γ of a grid.</param>
/// <param name="Count">Values of a grid, or draws at one γ; 0 without either.</param>
/// <param name="Fresh">Each candidate draws anew.</param>
internal sealed record SizeRuleModel(SizeRuleKind Kind, string Label, double From = 0, double To = 0, int Count = 0, bool Fresh = false)
{
    public bool UsesGenerator => Kind <= SizeRuleKind.BestOfDraws;

    public bool IsTuned => Kind is SizeRuleKind.Vtss or SizeRuleKind.WideningVtss or SizeRuleKind.BestOfDraws;

    public bool HasGrid => Kind is SizeRuleKind.Sweep or SizeRuleKind.Vtss;

    /// <summary>The canonical text of the values: <c>fixed(1)</c>, <c>sweep(0,4,20)</c>, <c>vtss(0.6,1.4,21,fresh)</c>, <c>vtss</c>, <c>best-of(1,21)</c>, <c>none</c>.</summary>
    public string DefaultLabel()
    {
        var grid = $"{CSharpText.Plain(From)},{CSharpText.Plain(To)},{CSharpText.Of(Count)}";
        return Kind switch
        {
            SizeRuleKind.Fixed => $"fixed({CSharpText.Plain(From)})",
            SizeRuleKind.Sweep => $"sweep({grid})",
            SizeRuleKind.Vtss => Fresh ? $"vtss({grid},fresh)" : $"vtss({grid})",
            SizeRuleKind.WideningVtss => Fresh ? "vtss(fresh)" : "vtss",
            SizeRuleKind.BestOfDraws => $"best-of({CSharpText.Plain(From)},{CSharpText.Of(Count)})",
            SizeRuleKind.None => "none",
            SizeRuleKind.PriorShift => "prior-shift",
            _ => "class-weight",
        };
    }
}
