namespace SynthAug.App.Tests.Tuning;

/// <summary>A test on real data that is not part of the repository: a folder <c>shared/data</c> beside it. Skipped where there is none.</summary>
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (Folder is null) Skip = "There is no folder shared/data beside the repository.";
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SynthAug.Dsl.sln"))) folder = folder.Parent;
        var data = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null;
        return Directory.Exists(data) ? data : null;
    }
}
