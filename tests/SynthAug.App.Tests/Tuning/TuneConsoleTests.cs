using SynthAug.App.Plugins;

namespace SynthAug.App.Tests.Tuning;

/// <summary>
/// What a practitioner reads, with the product's own plugins; the README shows this file. Run before the test begins: an approved file is found by the
/// test's own stack frame, which an await loses.
/// </summary>
public sealed class TuneConsoleTests : IAsyncLifetime
{
    private string _output = "";

    public async Task InitializeAsync()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(1000, 120, seed: 3), "--generator smote --classifier logistic", new FolderPlugins());
        run.ExitCode.ShouldBe(0);
        _output = run.Output;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Tune() => _output.ShouldMatchApproved(c => c.NoDiff().SubFolder("_snapshots").WithFileExtension("txt").LocateTestMethodUsingAttribute<FactAttribute>());
}
