using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The <c>[Claim]</c> methods: what the experiment sets out to show, and the test behind it.</summary>
internal static class ClaimReader
{
    public static EquatableArray<ClaimModel> Read(ExperimentDraft draft)
    {
        var claims = new List<ClaimModel>();
        foreach (var (member, use) in draft.Wearing(KnownNames.Claim))
        {
            var method = (IMethodSymbol)member;
            if (Wrong(method) is { } wrong) draft.Report(Rules.ClaimSignature, SourceSpot.Of(method), method.Name, wrong);
            else claims.Add(new(method.Name, use.Argument<string>(0) ?? ""));
        }

        return claims.ToEquatable();
    }

    private static string? Wrong(IMethodSymbol method)
    {
        if (!method.IsStatic) return "is not static";
        if (method.IsGenericMethod) return "is generic";
        if (!method.ReturnType.Is(KnownNames.ClaimOutcome)) return $"returns '{method.ReturnType.ShortName()}'";
        return method.Parameters.Length == 1 && method.Parameters[0] is { RefKind: RefKind.None } parameter && parameter.Type.Is(KnownNames.ResultView)
            ? null
            : "takes other parameters";
    }
}
