using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace SynthAug.Hosting;

public class UnloadingTests
{
    [Fact]
    public void A_plugin_that_was_used_and_let_go_is_gone()
    {
        var receipt = UseAndUnload(ScratchFolder.Plugin("Good"));
        IsGone(receipt).ShouldBeTrue(receipt.Name);
    }

    [Fact]
    public void A_plugin_with_a_private_library_is_gone_with_it()
    {
        var receipt = UseAndUnload(ScratchFolder.Plugin("WithPrivateDependency.V1"));
        IsGone(receipt).ShouldBeTrue(receipt.Name);
    }

    [Fact]
    public void A_running_timer_pins_a_plugin_and_the_receipt_says_so()
    {
        var receipt = UseAndUnload(ScratchFolder.Plugin("PinsByTimer"));
        IsGone(receipt).ShouldBeFalse(receipt.Name);
        receipt.Name.ShouldStartWith("PinsByTimer@");
    }

    [Fact]
    public void A_generator_that_somebody_holds_keeps_its_plugin()
    {
        var (receipt, held) = UnloadButHold(ScratchFolder.Plugin("Good"));
        IsGone(receipt).ShouldBeFalse();
        GC.KeepAlive(held);
    }

    // A plugin may listen, and stop what would pin it. Without the call the context would leave too, but silently and whenever the collector comes.
    [Fact]
    public void Disposing_the_report_tells_every_plugin_at_once_that_it_leaves()
    {
        var told = 0;
        using (var report = PluginHost.Load([ScratchFolder.Plugin("WithPrivateDependency.V1"), ScratchFolder.Plugin("WithPrivateDependency.V2")]))
        {
            foreach (var plugin in report.Loaded)
                AssemblyLoadContext.GetLoadContext(plugin.Modules[0].GetType().Assembly)!.Unloading += _ => told++;
        }

        told.ShouldBe(2);
    }

    [Fact]
    public void After_unloading_nothing_is_handed_out()
    {
        var report = PluginHost.Load([ScratchFolder.Plugin("Good"), ScratchFolder.Plugin("ContractCopy")]);
        report.Unload().Count.ShouldBe(1);
        report.Unload().ShouldBeEmpty();
        report.Dispose();
        Should.Throw<ObjectDisposedException>(() => report.Catalog);
        Should.Throw<ObjectDisposedException>(() => report.Loaded);
        report.Refusals.Count.ShouldBe(1);
    }

    // Not inlined: in the caller's frame a temporary would hold the plugin.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static UnloadReceipt UseAndUnload(string folder) => UnloadButHold(folder).Receipt;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (UnloadReceipt Receipt, ISyntheticGenerator Held) UnloadButHold(string folder)
    {
        using var report = PluginHost.Load([folder]);
        var module = report.Catalog.Modules.OfType<GeneratorModule>().First();
        var generator = module.Create(new(module.Description.Id, []));
        var context = new PluginContext(new(StreamKey.FromSeed(1)));
        generator.Fit(new(new([0.0], 1), new([1.0], 1)), context).Generate(new FeatureMatrix(4, 1).Writable, 0, context);
        return (report.Unload()[0], generator);
    }

    // Unloading needs a few collections: finalizers run between them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsGone(UnloadReceipt receipt)
    {
        for (var i = 0; i < 20 && receipt.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return !receipt.IsAlive;
    }
}
