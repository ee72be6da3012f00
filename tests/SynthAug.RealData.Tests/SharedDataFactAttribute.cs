namespace RealData.Tests;

/// <summary>A test on tables that are no part of the repository: a folder <c>shared/data</c> beside it, or the one that <c>REALDATA</c> names. Skipped where there is none.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (Folder is null) Skip = "There is no folder shared/data beside the repository, and REALDATA names none.";
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("REALDATA") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SynthAug.Dsl.sln"))) folder = folder.Parent;
        var data = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null;
        return Directory.Exists(data) ? data : null;
    }
}
