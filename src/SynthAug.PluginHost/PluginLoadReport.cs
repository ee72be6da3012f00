using SynthAug.Hosting.Loading;

namespace SynthAug.Hosting;

/// <summary>
/// What a load found, and the lease on it: disposing it starts the unloading of every plugin that can. A model or generator that somebody still holds
/// keeps its plugin alive until it is let go.
/// </summary>
public sealed class PluginLoadReport : IDisposable
{
    private PluginCatalog? _catalog;
    private IReadOnlyList<LoadedPlugin>? _loaded;
    private List<PluginLoadContext>? _contexts;

    internal PluginLoadReport(IReadOnlyList<LoadedPlugin> loaded, IReadOnlyList<PluginRefusal> refusals, List<PluginLoadContext> contexts)
    {
        _catalog = new(loaded.SelectMany(plugin => plugin.Modules));
        _loaded = loaded;
        _contexts = contexts;
        Refusals = refusals;
    }

    /// <summary>Every plugin that loaded, by id.</summary>
    /// <exception cref="ObjectDisposedException">The plugins were unloaded.</exception>
    public PluginCatalog Catalog => _catalog ?? throw new ObjectDisposedException(nameof(PluginLoadReport));

    /// <summary>In search order.</summary>
    /// <exception cref="ObjectDisposedException">The plugins were unloaded.</exception>
    public IReadOnlyList<LoadedPlugin> Loaded => _loaded ?? throw new ObjectDisposedException(nameof(PluginLoadReport));

    /// <summary>In search order.</summary>
    public IReadOnlyList<PluginRefusal> Refusals { get; }

    public void Dispose() => Unload();

    /// <summary>
    /// Starts unloading; one receipt a plugin, none the second time nor for plugins that were loaded to stay. The runtime finishes with its garbage collections.
    /// </summary>
    public IReadOnlyList<UnloadReceipt> Unload()
    {
        var receipts = new List<UnloadReceipt>();
        foreach (var context in _contexts ?? [])
        {
            if (!context.IsCollectible) continue;
            receipts.Add(new(context.Name!, new WeakReference(context, trackResurrection: true)));
            context.Unload();
        }

        (_catalog, _loaded, _contexts) = (null, null, null);
        return receipts;
    }
}

/// <summary>
/// Whether a plugin has left. It stays while anybody holds an object of its, and for good when it pins itself (a running timer, a process-exit handler).
/// </summary>
public sealed class UnloadReceipt
{
    private readonly WeakReference _context;

    internal UnloadReceipt(string name, WeakReference context)
    {
        Name = name;
        _context = context;
    }

    /// <summary><c>folder@hash</c>.</summary>
    public string Name { get; }

    /// <summary>True until a garbage collection found nothing that holds the plugin.</summary>
    public bool IsAlive => _context.IsAlive;
}
