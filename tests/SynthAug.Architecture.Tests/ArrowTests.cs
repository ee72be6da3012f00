namespace SynthAug.Architecture.Tests;

/// <summary>Data flows one way: a project sees what stands left of it and nothing else.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["SynthAug.Abstractions"] = [],
        ["SynthAug.Numerics"] = ["SynthAug.Abstractions"],
        ["SynthAug.Engine"] = ["SynthAug.Abstractions", "SynthAug.Numerics"],
        ["SynthAug.Dsl"] = ["SynthAug.Engine"],
        // Numerics only to hand it out: it is on the shared list, so the host must bring it.
        ["SynthAug.PluginHost"] = ["SynthAug.Abstractions", "SynthAug.Numerics"],
        ["SynthAug.Reporting"] = ["SynthAug.Engine"],
        ["SynthAug.App"] = ["SynthAug.Dsl", "SynthAug.PluginHost", "SynthAug.Reporting"],
        ["SynthAug.Cli"] = ["SynthAug.App"],
        ["SynthAug.Testing"] = ["SynthAug.App"],
    };

    /// <summary>The references of src projects that no arrow allows, as "from → to".</summary>
    private static IEnumerable<string> Reversed(IEnumerable<Project> projects) =>
        from project in projects
        where project.Room == "src"
        from reference in project.References
        where !Allowed.TryGetValue(project.Name, out var allowed) || !allowed.Contains(reference)
        select $"{project.Name} → {reference}";

    /// <summary>References to a plugin that the compiler would see, outside tests.</summary>
    private static IEnumerable<string> PluginReferences(IEnumerable<Project> projects)
    {
        var plugins = projects.Where(p => p.Room == "plugins").Select(p => p.Name).ToHashSet();
        return from project in projects
               where project.Room is "src" or "examples" or "plugins" or "generators"
               from reference in project.References
               where plugins.Contains(reference)
               select $"{project.Name} → {reference}";
    }

    [Fact]
    public void No_arrow_runs_back() => Reversed(Repository.Projects).ShouldBeEmpty();

    [Fact]
    public void Every_src_project_has_its_place_among_the_arrows() =>
        Repository.Projects.Where(p => p.Room == "src").Select(p => p.Name).ShouldBeSubsetOf(Allowed.Keys);

    [Fact]
    public void No_program_and_no_library_compiles_against_a_plugin() => PluginReferences(Repository.Projects).ShouldBeEmpty();

    [Fact]
    public void Plugins_compile_against_the_contracts_only() =>
        Repository.Projects.Where(p => p.Room == "plugins").SelectMany(p => p.References).Distinct().ShouldBeSubsetOf(["SynthAug.Abstractions", "SynthAug.Numerics"]);

    [Fact]
    public void The_contracts_have_no_package() => Repository.Projects.Single(p => p.Name == "SynthAug.Abstractions").Packages.ShouldBeEmpty();

    [Fact]
    public void The_checks_see_a_reversed_arrow_and_a_plugin_reference()
    {
        Project[] wrong =
        [
            new("SynthAug.Numerics", "src", "", ["SynthAug.Engine"], []),
            new("SynthAug.Stray", "src", "", ["SynthAug.Abstractions"], []),
            new("SynthAug.Plugins.X", "plugins", "", [], []),
            new("Figures", "examples", "", ["SynthAug.Plugins.X"], []),
        ];
        Reversed(wrong).ShouldBe(["SynthAug.Numerics → SynthAug.Engine", "SynthAug.Stray → SynthAug.Abstractions"]);
        PluginReferences(wrong).ShouldBe(["Figures → SynthAug.Plugins.X"]);
    }
}
