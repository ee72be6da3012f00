namespace SynthAug;

/// <summary>The plugins that a run may use, by id. Immutable.</summary>
public sealed class PluginCatalog(IEnumerable<PluginModule> modules)
{
    /// <summary>Sorted by kind, then id.</summary>
    public IReadOnlyList<PluginModule> Modules { get; } =
        Sorted([.. modules.OrderBy(m => m.Description.Id, StringComparer.Ordinal)]);

    /// <exception cref="PluginUsageException">No generator has this id.</exception>
    public GeneratorModule Generator(string id) => Find<GeneratorModule>(id, PluginKind.Generator);

    /// <exception cref="PluginUsageException">No classifier has this id.</exception>
    public ClassifierModule Classifier(string id) => Find<ClassifierModule>(id, PluginKind.Classifier);

    private static PluginModule[] Sorted(PluginModule[] byId) =>
        [.. byId.Where(m => m.Description.Kind == PluginKind.Generator), .. byId.Where(m => m.Description.Kind != PluginKind.Generator)];

    private TModule Find<TModule>(string id, PluginKind kind)
        where TModule : PluginModule
    {
        var found = Modules.OfType<TModule>().FirstOrDefault(m => m.Description.Id == id);
        if (found is not null) return found;
        var word = kind == PluginKind.Generator ? "generator" : "classifier";
        var known = Modules.OfType<TModule>().Select(m => m.Description.Id).ToArray();
        if (known.Length == 0) throw new PluginUsageException($"No {word} '{id}': no {word} plugin was found; look with 'plugins list', add a folder with --plugins DIR.");
        throw new PluginUsageException($"No {word} '{id}'; there are {string.Join(", ", known)}.");
    }
}
