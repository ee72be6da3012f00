namespace PaperFigures.Tests;

/// <summary>A test against independent figures that are not part of the repository: a folder <c>shared/reference</c> beside it. Skipped where there is none.</summary>
internal sealed class SharedReferenceFactAttribute : FactAttribute
{
    public SharedReferenceFactAttribute()
    {
        if (Folder is null) Skip = "There is no folder shared/reference beside the repository.";
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SynthAug.Dsl.sln"))) folder = folder.Parent;
        var reference = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "reference") : null;
        return Directory.Exists(reference) ? reference : null;
    }
}
