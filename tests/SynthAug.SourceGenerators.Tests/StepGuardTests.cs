using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SynthAug.SourceGenerators.Tests.Driving;

namespace SynthAug.SourceGenerators.Tests;

public sealed class StepGuardTests
{
    private static readonly CSharpCompilation Compilation = Driver.Compile("class C;");

    public static TheoryData<string, object> Bad => new()
    {
        { "a compilation", Compilation },
        { "a symbol", Compilation.GlobalNamespace },
        { "a tree", Compilation.SyntaxTrees[0] },
        { "a node", Compilation.SyntaxTrees[0].GetRoot() },
        { "a location", Compilation.SyntaxTrees[0].GetRoot().GetLocation() },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void The_walk_finds(string what, object bad)
    {
        what.ShouldNotBeEmpty();
        Should.Throw<ShouldAssertException>(() => StepGuards.AssertHoldsNoCompilerObject(Holder(bad), "here"));
        StepGuards.AssertHoldsNoCompilerObject(Holder("text"), "here");

        // Deep: inside a record in an immutable array in a tuple.
        static object Holder(object value) => (1, ImmutableArray.Create(new Kept(value)));
    }

    private sealed record Kept(object Value);
}
