using SynthAug.Hosting.Folders;
using SynthAug.Hosting.Loading;

namespace SynthAug.Hosting;

/// <summary>
/// Folders in, plugins out. A folder is read as data first (files, hash, metadata); its code runs only when nothing in the data speaks
/// against it. A folder that cannot be loaded is refused with a reason and the others still load.
/// </summary>
/// <remarks>A load context separates versions, it is no sandbox: a plugin is code that runs with the user's rights.</remarks>
public static class PluginHost
{
    /// <summary>Loads every plugin folder under the roots, in the roots' order, ordinal by name within one.</summary>
    /// <param name="roots">Plugin folders, or folders of plugin folders: see <see cref="PluginRoots"/>. Reached twice is loaded once.</param>
    /// <param name="canUnload">
    /// False for a program that keeps its plugins to its end: their published code runs as it was compiled, where a plugin that may leave is always compiled anew.
    /// </param>
    /// <exception cref="PluginUsageException">A root does not exist.</exception>
    public static PluginLoadReport Load(IEnumerable<string> roots, bool canUnload = true)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var framework = new SharedFramework();
        var contexts = new List<PluginLoadContext>();
        var loaded = new List<LoadedPlugin>();
        var refusals = new List<PluginRefusal>();
        foreach (var folder in PluginRoots.FoldersOf(roots))
        {
            PluginLoadContext? context = null;
            try
            {
                var content = FolderContent.Read(folder);
                context = new PluginLoadContext(content, framework, canUnload);
                context.Inspection = PluginInspection.Inspect(content, context, framework);
                var plugin = ModuleReader.Read(context, content);
                RefuseTakenIds(plugin, loaded);
                loaded.Add(plugin);
                contexts.Add(context);
            }
            catch (RefusedException refused)
            {
                if (canUnload) context?.Unload();
                refusals.Add(new(folder, refused.Kind, $"{folder}: {refused.Message}"));
            }
        }

        return new(loaded, refusals, contexts);
    }

    // The first found stays: a program's own plugins come before a user's, and a copy put beside them cannot take an id over.
    private static void RefuseTakenIds(LoadedPlugin plugin, List<LoadedPlugin> loaded)
    {
        foreach (var id in plugin.Ids)
        {
            if (loaded.Find(other => other.Ids.Contains(id)) is not { } first) continue;
            throw new RefusedException(PluginRefusalKind.DuplicateId, $"its id '{id}' is taken by {first.Folder}; remove one of the two folders.");
        }
    }
}
