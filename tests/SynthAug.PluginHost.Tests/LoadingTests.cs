using System.Reflection;
using System.Runtime.Loader;

namespace SynthAug.Hosting;

public class LoadingTests
{
    [Fact]
    public void A_folder_of_plugin_folders_gives_the_good_ones_and_a_reason_for_each_of_the_others()
    {
        using var report = PluginHost.Load([ScratchFolder.Placed]);
        report.Loaded.Select(plugin => Path.GetFileName(plugin.Folder)).ShouldBe(
            ["Declared", "DuplicateId", "PinsByTimer", "WithPrivateDependency.V1", "WithPrivateDependency.V2"]);
        report.Refusals.Select(refusal => (Path.GetFileName(refusal.Folder), refusal.Kind)).ShouldBe(
        [
            ("BorrowsFromHost", PluginRefusalKind.MissingDependency),
            ("ContractCopy", PluginRefusalKind.ContractCopy),
            ("ContractTooNew", PluginRefusalKind.ContractTooNew),
            ("Good", PluginRefusalKind.DuplicateId),
            ("MalformedDescription", PluginRefusalKind.MalformedDescription),
            ("MissingDependency", PluginRefusalKind.MissingDependency),
            ("ThrowsInConstructor", PluginRefusalKind.ModuleFailed),
            ("ThrowsInDescription", PluginRefusalKind.ModuleFailed),
        ]);
        report.Catalog.Modules.Select(module => module.Description.Id).ShouldBe(["declared-line", "good-copies", "pins-by-timer", "private-v1", "private-v2"]);
    }

    [Fact]
    public void A_root_may_be_a_plugin_folder_itself()
    {
        using var report = PluginHost.Load([ScratchFolder.Plugin("Good")]);
        report.Refusals.ShouldBeEmpty();
        var plugin = report.Loaded.ShouldHaveSingleItem();
        plugin.ShouldSatisfyAllConditions(
            () => plugin.Folder.ShouldBe(ScratchFolder.Plugin("Good")),
            () => plugin.AssemblyName.ShouldBe("Good"),
            () => plugin.Version.ShouldBe("0.1.0"),
            () => plugin.Ids.ShouldBe(["good-copies", "good-first-column"]),
            () => plugin.Modules.Count.ShouldBe(2));
    }

    [Fact]
    public void Modules_written_by_hand_bind_options_and_make_plugins_that_work()
    {
        using var report = PluginHost.Load([ScratchFolder.Plugin("Good")]);
        var sample = new TrainingSample(new([0.0, 0, 9, 9], 2), new([1.0, 2, 3, 4], 2));
        var context = new PluginContext(new(StreamKey.FromSeed(1)));
        var module = report.Catalog.Generator("good-copies");
        var pool = new FeatureMatrix(3, 2);
        module.Create(PluginArguments.Parse("good-copies:shift=0.5,order=backward")).Fit(sample, context).Generate(pool.Writable, 0, context);
        pool.Rows.Values.ToArray().ShouldBe([3.5, 4.5, 1.5, 2.5, 3.5, 4.5]);

        var scores = new double[3];
        var classifier = report.Catalog.Classifier("good-first-column").Create(PluginArguments.Parse("good-first-column"));
        classifier.Fit(new FitInput { Real = sample }, context).Score(pool.Rows, scores);
        scores.ShouldBe([3.5, 1.5, 3.5]);

        UsageError("good-copies:shift=11").ShouldContain("between -10 and 10");
        UsageError("good-copies:step=1").ShouldContain("it has shift, order");

        string UsageError(string arguments) => Should.Throw<PluginUsageException>(() => module.Check(PluginArguments.Parse(arguments))).Message;
    }

    [Fact]
    public void A_plugin_declared_by_attributes_loads_through_its_emitted_module()
    {
        using var report = PluginHost.Load([ScratchFolder.Plugin("Declared")]);
        report.Refusals.ShouldBeEmpty();
        var context = new PluginContext(new(StreamKey.FromSeed(1)));
        var pool = new FeatureMatrix(2, 1);
        report.Catalog.Generator("declared-line").Create(PluginArguments.Parse("declared-line:step=0.25"))
            .Fit(new(new([0.0], 1), new([1.0, 3.0], 1)), context).Generate(pool.Writable, 4, context);
        pool.Rows.Values.ToArray().ShouldBe([3, 3.25]);
    }

    [Fact]
    public void Two_versions_of_a_private_library_live_side_by_side()
    {
        using var report = PluginHost.Load([ScratchFolder.Plugin("WithPrivateDependency.V2"), ScratchFolder.Plugin("WithPrivateDependency.V1")]);
        ValueOf(report.Catalog, "private-v1").ShouldBe(1);
        ValueOf(report.Catalog, "private-v2").ShouldBe(2);
    }

    [Fact]
    public void A_plugin_lives_in_a_context_named_by_folder_and_hash_and_shares_the_contract_with_the_program()
    {
        using var report = PluginHost.Load([ScratchFolder.Plugin("Good")]);
        var plugin = report.Loaded.ShouldHaveSingleItem();
        var assembly = plugin.Modules[0].GetType().Assembly;
        var context = AssemblyLoadContext.GetLoadContext(assembly).ShouldNotBeNull();
        context.Name.ShouldBe($"Good@{plugin.ContentHash[..12]}");
        context.IsCollectible.ShouldBeTrue();
        context.LoadFromAssemblyName(new("SynthAug.Numerics")).ShouldBeSameAs(Assembly.Load("SynthAug.Numerics"));
        context.Assemblies.ShouldBe([assembly]);
    }

    [Fact]
    public void A_plugin_loaded_to_stay_outlives_its_lease()
    {
        var report = PluginHost.Load([ScratchFolder.Plugin("Good")], canUnload: false);
        var module = report.Loaded.ShouldHaveSingleItem().Modules[0];
        AssemblyLoadContext.GetLoadContext(module.GetType().Assembly).ShouldNotBeNull().IsCollectible.ShouldBeFalse();
        report.Unload().ShouldBeEmpty();
        module.Description.Id.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_library_asked_for_by_name_at_run_time_is_not_taken_from_the_program()
    {
        using var report = PluginHost.Load([ScratchFolder.Plugin("Good")]);
        var context = AssemblyLoadContext.GetLoadContext(report.Loaded[0].Modules[0].GetType().Assembly).ShouldNotBeNull();
        var refused = Should.Throw<FileLoadException>(() => context.LoadFromAssemblyName(new("Shouldly")));
        refused.GetBaseException().Message.ShouldContain("which its folder does not hold");
    }

    [Fact]
    public void A_folder_reached_twice_is_one_plugin()
    {
        using var scratch = new ScratchFolder();
        scratch.Copy("Good", "real");
        Directory.CreateDirectory(scratch["more"]);
        Directory.CreateSymbolicLink(Path.Combine(scratch["more"], "linked"), scratch["real"]);
        Directory.CreateSymbolicLink(scratch["detour"], scratch["more"]);
        using var report = PluginHost.Load([scratch["real"], scratch["more"], Path.Combine(scratch["detour"], "linked"), scratch["real"] + "/"]);
        report.Refusals.ShouldBeEmpty();
        report.Loaded.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_first_folder_in_search_order_keeps_an_id()
    {
        string good = ScratchFolder.Plugin("Good"), twin = ScratchFolder.Plugin("DuplicateId");
        foreach (var (first, second) in new[] { (good, twin), (twin, good) })
        {
            using var report = PluginHost.Load([first, second]);
            report.Loaded.ShouldHaveSingleItem().Folder.ShouldBe(first);
            var refusal = report.Refusals.ShouldHaveSingleItem();
            refusal.Message.ShouldBe($"{second}: its id 'good-copies' is taken by {first}; remove one of the two folders.");
        }
    }

    [Fact]
    public void An_assembly_without_a_manifest_is_found_by_its_modules()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("WithPrivateDependency.V1", "bare");
        File.Delete(Path.Combine(folder, "WithPrivateDependency.V1.deps.json"));
        using var report = PluginHost.Load([folder]);
        report.Refusals.ShouldBeEmpty();
        ValueOf(report.Catalog, "private-v1").ShouldBe(1);
    }

    [Fact]
    public void Of_two_plugins_in_one_folder_the_one_named_like_it_is_meant()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("Good", "PinsByTimer");
        foreach (var file in Directory.GetFiles(ScratchFolder.Plugin("PinsByTimer"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        using var report = PluginHost.Load([folder]);
        report.Loaded.ShouldHaveSingleItem().AssemblyName.ShouldBe("PinsByTimer");

        Directory.Move(folder, scratch["Both"]);
        using var unclear = PluginHost.Load([scratch["Both"]]);
        unclear.Refusals.ShouldHaveSingleItem().Message.ShouldContain("Good.dll and PinsByTimer.dll may each be the plugin");
    }

    private static double ValueOf(PluginCatalog catalog, string id)
    {
        var context = new PluginContext(new(StreamKey.FromSeed(1)));
        var sample = new TrainingSample(new([0.0], 1), new([0.0], 1));
        var pool = new FeatureMatrix(1, 1);
        catalog.Generator(id).Create(new(id, [])).Fit(sample, context).Generate(pool.Writable, 0, context);
        return pool[0][0];
    }
}
