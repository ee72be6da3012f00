using SynthAug.App.Terminal;
using SynthAug.Hosting;

namespace SynthAug.App.Plugins;

/// <summary>What a verb may use, and what was left out and why.</summary>
/// <param name="Loaded">In search order.</param>
/// <param name="Refused">In search order.</param>
internal sealed record PluginSet(IReadOnlyList<LoadedPlugin> Loaded, IReadOnlyList<RefusedPlugin> Refused)
{
    public PluginCatalog Catalog { get; } = new(Loaded.SelectMany(p => p.Modules));

    public LoadedPlugin OriginOf(PluginModule module) => Loaded.First(p => p.Modules.Contains(module));

    /// <exception cref="AppException">There is none; see <see cref="Require"/>.</exception>
    public PluginModule Find(string id) =>
        Catalog.Modules.FirstOrDefault(m => m.Description.Id == id) ?? throw Missing("plugin", id, Catalog.Modules);

    /// <summary>
    /// Stops where a plugin is missing. One that stands in a refused folder is no typo: its reason is worth more than "unknown".
    /// </summary>
    /// <param name="specification"><c>id:option=value,…</c>; an id with an <c>{Axis}</c> in it is left to the plan.</param>
    /// <exception cref="AppException"><see cref="ExitCode.PluginFailed"/> when it was refused, <see cref="ExitCode.BadUsage"/> when nobody knows it.</exception>
    /// <exception cref="PluginUsageException">The specification is not of that form.</exception>
    public void Require(PluginKind kind, string specification)
    {
        var id = PluginArguments.Parse(specification).Id;
        var known = Catalog.Modules.Where(m => m.Description.Kind == kind).ToArray();
        if (id.Contains('{', StringComparison.Ordinal) || known.Any(m => m.Description.Id == id)) return;
        throw Missing(kind == PluginKind.Generator ? "generator" : "classifier", id, known);
    }

    private AppException Missing(string word, string id, IReadOnlyList<PluginModule> known)
    {
        if (Refused.FirstOrDefault(r => r.Ids.Contains(id)) is { } refused)
            return new($"{word} '{id}' was refused: {refused.Message}", ExitCode.PluginFailed);
        var ids = known.Select(m => m.Description.Id).ToArray();
        return new(ids.Length == 0
            ? $"no {word} '{id}': no {word} was found at all; add a folder with --plugins DIR"
            : $"no {word} '{id}';{Nearest.Hint(id, ids)} there are {string.Join(", ", ids)}");
    }
}

/// <param name="IsNear">Among the program's own or in a folder named on the command line: worth a warning in any run.</param>
/// <param name="Ids">Ids that its assemblies declare; empty when even that cannot be read.</param>
/// <param name="Message">One line: the folder, what is wrong, what to do.</param>
internal sealed record RefusedPlugin(string Folder, string Message, bool IsNear, IReadOnlyList<string> Ids);
