namespace SynthAug.Reporting.Tests;

static class Approvals
{
    /// <summary>Compares with <c>_snapshots/&lt;test class&gt;.&lt;test&gt;.approved.&lt;extension&gt;</c>; opens no diff tool.</summary>
    public static void ShouldMatchSnapshot(this string actual, string extension) =>
        actual.ShouldMatchApproved(c => c.NoDiff().SubFolder("_snapshots").WithFileExtension(extension).LocateTestMethodUsingAttribute<FactAttribute>());
}
