using System.Runtime.CompilerServices;

namespace SynthAug.SourceGenerators.Tests.Driving;

internal static class Snapshots
{
    /// <summary>Compares with <c>_snapshots/Class.Test.approved.cs.txt</c> at the root of the project. Accepting one is a review act.</summary>
    public static void ShouldMatchSnapshot(this string text, [CallerMemberName] string test = "") =>
        text.ShouldMatchApproved(b => b
            .NoDiff()
            .SubFolder("../_snapshots")
            .WithFilenameGenerator((_, _, type, _) => $"{test}.{type}.txt")
            .WithStringCompareOptions(StringCompareShould.IgnoreLineEndings));
}
