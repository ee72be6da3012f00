using System.Text.RegularExpressions;

namespace SynthAug.Architecture.Tests;

/// <summary>Code and output shown in a README are pieces of files that are compiled or approved; commands name what exists.</summary>
public partial class ReadmeTests
{
    public static TheoryData<string> Readmes => [.. Repository.Files("README.md").Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Shown_code_is_a_piece_of_the_file_it_names(string readme)
    {
        foreach (var block in Blocks(readme))
        {
            if (block.Language is "sh" || (block.Language is "text" && block.Source is null)) continue;
            block.Source.ShouldNotBeNull($"{readme} shows {block.Language} code without saying where it is from.");
            File.ReadAllText(Path.Combine(Repository.Root, block.Source)).ShouldContain(block.Text, customMessage: $"{readme} shows code that is not in {block.Source}.");
            block.Text.Trim().Length.ShouldBeGreaterThan(0, $"{readme} shows an empty piece of {block.Source}.");
        }
    }

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Shown_commands_name_projects_that_exist(string readme)
    {
        foreach (var block in Blocks(readme))
        {
            if (block.Language != "sh") continue;
            foreach (Match match in ProjectInCommand().Matches(block.Text))
            {
                var path = Path.Combine(Repository.Root, match.Groups[1].Value);
                (File.Exists(path) || Directory.Exists(path)).ShouldBeTrue($"{readme}: {match.Value}");
            }
        }
    }

    private static IEnumerable<(string Language, string? Source, string Text)> Blocks(string readme)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, readme));
        foreach (Match match in Fence().Matches(text))
            yield return (match.Groups["language"].Value, match.Groups["source"] is { Success: true } source ? source.Value : null, match.Groups["text"].Value);
    }

    [GeneratedRegex(@"(?:<!-- source: (?<source>\S+) -->\n)?```(?<language>\w*)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?:--project|dotnet test|dotnet build|dotnet publish) ([\w./]+)")]
    private static partial Regex ProjectInCommand();
}
