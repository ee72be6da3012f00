using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Tests.Driving;

namespace SynthAug.SourceGenerators.Tests;

/// <summary>Every rule has its row, its room, and an example on both sides.</summary>
public sealed class RulesTests
{
    public static TheoryData<string> Ids => [.. Rules.All().Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_reports_under_the_text_that_is_wrong(string id) =>
        Driver.Run(RuleExamples.All[id].Red).ShouldReport(id, RuleExamples.All[id].Squiggle);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_silent_once_repaired(string id) => Driver.Run(RuleExamples.All[id].Green).ShouldCompile();

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_message_has_no_hole_and_no_full_stop(string id)
    {
        Rules.ById(id).MessageFormat.ToString(null).ShouldMatch(@"\{\d");
        var message = Driver.Run(RuleExamples.All[id].Red).Findings.Single().Message;
        message.ShouldNotMatch(@"\{\d");
        message.ShouldNotEndWith(".");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_release_row(string id)
    {
        var rule = Rules.ById(id);
        var rows = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Releases"), "*.md").SelectMany(File.ReadAllLines);
        rows.ShouldContain($"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}");
    }

    [Fact]
    public void Ids_are_unique_and_stand_in_the_room_of_their_category()
    {
        var rooms = new Dictionary<string, string>
        {
            ["SYN1"] = "SynthAug.Declaration",
            ["SYN2"] = "SynthAug.Axes",
            ["SYN3"] = "SynthAug.Plugins",
            ["SYN4"] = "SynthAug.Size",
            ["SYN5"] = "SynthAug.Statistics",
        };
        var rules = Rules.All().ToArray();
        rules.Select(r => r.Id).ShouldBeUnique();
        foreach (var rule in rules) rule.Category.ShouldBe(rooms[rule.Id[..4]]);
    }

    [Fact]
    public void There_is_no_example_of_a_rule_that_is_gone() => RuleExamples.All.Keys.ShouldBe(Rules.All().Select(r => r.Id), ignoreOrder: true);
}
