namespace SynthAug.Hosting;

public class RefusalTests
{
    [Theory]
    [InlineData("ContractCopy", "ships its own SynthAug.Abstractions.dll, which must be the program's; reference it with Private=\"false\"")]
    [InlineData("ContractTooNew", "ContractTooNew needs SynthAug.Abstractions 99.0.0.0, this program has 0.1.0.0; update the program")]
    [InlineData("MissingDependency", "MissingDependency needs PrivateLibrary 1.0.0.0, which the folder does not hold; copy")]
    [InlineData("BorrowsFromHost", "BorrowsFromHost needs Shouldly 4.2.1.0, which the folder does not hold; copy")]
    [InlineData("ThrowsInConstructor", "BrokenModule cannot be created (InvalidOperationException: The setting is absent.); report")]
    [InlineData("ThrowsInDescription", "SilentModule.Description fails (NotSupportedException: Nothing to say.); report")]
    [InlineData("MalformedDescription", "'malformed-description' has two options named 'k'; rename one.")]
    public void A_refusal_is_one_line_that_names_the_folder_the_fault_and_the_remedy(string plugin, string message)
    {
        var refusal = Refused(ScratchFolder.Plugin(plugin));
        refusal.Folder.ShouldBe(ScratchFolder.Plugin(plugin));
        refusal.Message.ShouldStartWith($"{refusal.Folder}: {message}", Case.Sensitive);
        refusal.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void No_code_of_a_plugin_runs_before_its_references_are_checked()
    {
        Refused(ScratchFolder.Plugin("ContractTooNew"));
        AppContext.GetData("ContractTooNew").ShouldBeNull();
    }

    [Fact]
    public void A_contract_under_another_file_name_is_still_a_copy()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("Good", "Good");
        File.Copy(typeof(PluginModule).Assembly.Location, Path.Combine(folder, "innocent.dll"));
        Refused(folder).Kind.ShouldBe(PluginRefusalKind.ContractCopy);
    }

    [Fact]
    public void A_dependency_that_the_manifest_lists_and_the_folder_lost_is_named()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("WithPrivateDependency.V1", "lost");
        File.Delete(Path.Combine(folder, "PrivateLibrary.dll"));
        var refusal = Refused(folder);
        refusal.Kind.ShouldBe(PluginRefusalKind.MissingDependency);
        refusal.Message.ShouldContain("PrivateLibrary");
    }

    [Fact]
    public void A_broken_manifest_is_refused()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("Good", "broken");
        File.WriteAllText(Path.Combine(folder, "Good.deps.json"), "{");
        var refusal = Refused(folder);
        refusal.Kind.ShouldBe(PluginRefusalKind.BrokenManifest);
        refusal.Message.ShouldContain("copy the plugin's whole build output");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no assembly")]
    public void A_text_file_named_dll_is_no_plugin(string content)
    {
        using var scratch = new ScratchFolder();
        Directory.CreateDirectory(scratch["garbage"]);
        File.WriteAllText(Path.Combine(scratch["garbage"], "garbage.dll"), content);
        var refusal = Refused(scratch["garbage"]);
        refusal.Kind.ShouldBe(PluginRefusalKind.NotAPlugin);
        refusal.Message.ShouldContain("holds no plugin assembly (garbage.dll)");
    }

    [Fact]
    public void A_truncated_assembly_is_no_plugin()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("Good", "Good");
        var whole = File.ReadAllBytes(Path.Combine(folder, "Good.dll"));
        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(Path.Combine(folder, "Good.dll"), whole[..length]);
            using var report = PluginHost.Load([folder]);
            report.Loaded.ShouldBeEmpty($"{length} of {whole.Length} bytes");
            report.Refusals.Count.ShouldBe(1);
        }
    }

    [Fact]
    public void An_empty_folder_is_refused_and_its_neighbour_loads()
    {
        using var scratch = new ScratchFolder();
        scratch.Copy("Good", "neighbour");
        Directory.CreateDirectory(Path.Combine(scratch["empty"], "inner"));
        using var report = PluginHost.Load([scratch.Root]);
        report.Refusals.ShouldHaveSingleItem().Kind.ShouldBe(PluginRefusalKind.Empty);
        report.Loaded.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_library_without_modules_is_refused()
    {
        using var scratch = new ScratchFolder();
        Directory.CreateDirectory(scratch["library"]);
        var library = Path.Combine(ScratchFolder.Plugin("WithPrivateDependency.V1"), "PrivateLibrary.dll");
        File.Copy(library, Path.Combine(scratch["library"], "PrivateLibrary.dll"));
        Refused(scratch["library"]).Kind.ShouldBe(PluginRefusalKind.NotAPlugin);

        File.WriteAllText(Path.Combine(scratch["library"], "PrivateLibrary.deps.json"),
            """{"runtimeTarget":{"name":".NETCoreApp,Version=v10.0"},"targets":{".NETCoreApp,Version=v10.0":{}},"libraries":{}}""");
        var refusal = Refused(scratch["library"]);
        refusal.Kind.ShouldBe(PluginRefusalKind.NoModules);
        refusal.Message.ShouldContain("put [GeneratorPlugin] or [ClassifierPlugin] on a class");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_refusal()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("Good", "dangling");
        File.CreateSymbolicLink(Path.Combine(folder, "data.bin"), scratch["nowhere"]);
        Refused(folder).Kind.ShouldBe(PluginRefusalKind.Unreadable);
    }

    // In both ways to learn of an assembly: from its metadata where plugins may leave, from the runtime where they stay.
    private static PluginRefusal Refused(string folder)
    {
        using var leaving = PluginHost.Load([folder]);
        leaving.Loaded.ShouldBeEmpty();
        using var staying = PluginHost.Load([folder], canUnload: false);
        staying.Loaded.ShouldBeEmpty();
        var refusal = leaving.Refusals.ShouldHaveSingleItem();
        staying.Refusals.ShouldHaveSingleItem().ShouldBe(refusal);
        return refusal;
    }
}
