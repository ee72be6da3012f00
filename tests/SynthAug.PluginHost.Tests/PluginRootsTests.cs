namespace SynthAug.Hosting;

public class PluginRootsTests
{
    [Fact]
    public void The_program_comes_first_then_the_user_then_what_is_named_in_order()
    {
        using var scratch = new ScratchFolder();
        string[] expected =
        [
            Directory.CreateDirectory(Path.Combine(scratch["program"], "plugins")).FullName,
            Directory.CreateDirectory(Path.Combine(scratch["home"], ".synthaug", "plugins")).FullName,
            ScratchFolder.Placed,
            ScratchFolder.Plugin("Good"),
        ];
        PluginRoots.Default(scratch["program"], scratch["home"], expected[2..]).ShouldBe(expected);
    }

    [Fact]
    public void A_default_place_may_be_absent()
    {
        using var scratch = new ScratchFolder();
        PluginRoots.Default(scratch.Root, scratch.Root, []).ShouldBeEmpty();
        PluginRoots.Default(scratch.Root, "", []).ShouldBeEmpty();
    }

    [Fact]
    public void A_named_place_must_exist_and_hold_something()
    {
        using var scratch = new ScratchFolder();
        Directory.CreateDirectory(scratch["bare"]);
        File.WriteAllText(Path.Combine(scratch["bare"], "notes.txt"), "");
        string absent = scratch["absent"], bare = scratch["bare"];
        Should.Throw<PluginUsageException>(() => PluginRoots.Default([absent])).Message.ShouldBe($"Plugin folder '{absent}' does not exist; correct the path.");
        Should.Throw<PluginUsageException>(() => PluginRoots.Default([bare])).Message.ShouldContain("holds no plugin");
        Should.Throw<PluginUsageException>(() => PluginHost.Load([absent]));
    }

    [Fact]
    public void Folders_come_in_ordinal_order_whatever_the_disk_says()
    {
        using var scratch = new ScratchFolder();
        foreach (var name in new[] { "b", "a-2", "B", "a-10", "a" }) Directory.CreateDirectory(scratch[name]);
        PluginRoots.FoldersOf([scratch.Root]).Select(Path.GetFileName).ShouldBe(["B", "a", "a-10", "a-2", "b"]);
    }
}
