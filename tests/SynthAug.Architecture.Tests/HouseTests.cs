namespace SynthAug.Architecture.Tests;

/// <summary>Habits of the house that a compiler does not check.</summary>
public class HouseTests
{
    [Fact]
    public void The_top_level_holds_the_rooms_and_the_build_files_only() =>
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName)
            .Where(n => n is not ("artifacts" or "out" or ".git"))
            .ShouldBeSubsetOf(
            [
                "src", "generators", "plugins", "tests", "examples", ".ci", "SynthAug.Dsl.sln", "README.md", "global.json",
                "Directory.Build.props", "Directory.Packages.props", ".editorconfig", ".gitignore", ".gitattributes",
            ]);

    [Fact]
    public void No_folder_is_a_drawer() =>
        Repository.Files("*.cs").SelectMany(f => Path.GetRelativePath(Repository.Root, f).Split('/')).ShouldNotContain(part => part == "Helpers" || part == "Utils" || part == "Common");

    [Fact]
    public void A_source_file_is_one_idea_of_at_most_400_lines() =>
        Repository.Files("*.cs").Where(f => !f.Contains("approved")).Select(f => (File: Path.GetRelativePath(Repository.Root, f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 400).ShouldBeEmpty();
}
