using SynthAug.App.Plugins;
using SynthAug.App.Program;
using SynthAug.App.Terminal;
using SynthAug.App.Verbs;
using SynthAug.Engine;

namespace SynthAug.App.Tests.Verbs;

/// <summary>What a user sees of one command.</summary>
internal sealed record Said(int ExitCode, string Output, string Error)
{
    /// <summary>The one line that an error is.</summary>
    public string ErrorLine => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
}

/// <summary>Verbs in this process, with the writers in hand and a folder of its own that goes when it goes.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthaug-").FullName;

    /// <summary>The program's own plugin folders by default.</summary>
    public PluginSource Plugins { get; init; } = new FolderPlugins();

    public IReadOnlyList<ExperimentRunner> Declared { get; init; } = Experiments.All;

    public string this[string name] => Path.Combine(_folder, name);

    public Task<Said> SayAsync(params string[] words) => SayAsync(words, CancellationToken.None);

    public Task<Said> SayAsync(string[] words, CancellationToken cancellation) => SayAsync(new DeclaredExperiments(Declared), words, cancellation);

    public Task<Said> SayToToolAsync(params string[] words) => SayAsync(new AssemblyExperiments(), words, CancellationToken.None);

    /// <summary>A file's bytes; the folder is made of text, so text it is.</summary>
    public string Read(string folder, string file) => File.ReadAllText(Path.Combine(this[folder], file));

    /// <summary>Every file that must not depend on how it came about, by name.</summary>
    public SortedDictionary<string, string> Results(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(this[folder]))
        {
            var name = Path.GetFileName(path);
            if (name is not "manifest.json" && !name.Contains(".db", StringComparison.Ordinal)) files.Add(name, File.ReadAllText(path));
        }

        return files;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Said> SayAsync(ExperimentSource source, string[] words, CancellationToken cancellation)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var code = await ExperimentApp.RunAsync(source, words, new() { Output = output, Error = error, Plugins = Plugins }, cancellation);
        return new(code, output.ToString(), error.ToString());
    }
}

/// <summary>Plugins of exactly these roots, and of those named on the command line.</summary>
internal sealed class OnlyFrom(params string[] roots) : PluginSource
{
    public override PluginSet Load(IReadOnlyList<string> named, string? beside = null) =>
        FolderPlugins.From([.. beside is null ? [] : (string[])[beside], .. roots, .. named], named);
}
