namespace SynthAug.App.Tests.Verbs;

/// <summary>The tables as people see them. The words are said before the tests begin: an approved file is found by the test's own stack frame, which an await loses.</summary>
public sealed class TableTests : IAsyncLifetime, IDisposable
{
    private readonly Terminal _terminal = new();
    private string _list = "";
    private string _run = "";
    private string _plugins = "";

    public async Task InitializeAsync()
    {
        _list = (await _terminal.SayAsync("list")).Output;
        var run = (await _terminal.SayAsync("run", "ShiftStudy", "ShapeStudy", "--out", _terminal["out"])).Output;
        // The last line names the folder.
        _run = run[..(run.LastIndexOf('\n', run.Length - 2) + 1)];
        _plugins = (await _terminal.SayAsync("plugins", "list")).Output;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void List() => Approve(_list);

    [Fact]
    public void Run() => Approve(_run);

    [Fact]
    public void Plugins() => Approve(_plugins);

    private static void Approve(string text) =>
        text.ShouldMatchApproved(c => c.NoDiff().SubFolder("_snapshots").WithFileExtension("txt").LocateTestMethodUsingAttribute<FactAttribute>());
}
