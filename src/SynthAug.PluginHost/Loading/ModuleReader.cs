using System.Reflection;
using SynthAug.Hosting.Folders;

namespace SynthAug.Hosting.Loading;

/// <summary>The one place where a plugin's code runs before a user asks for it: module constructors and descriptions.</summary>
internal static class ModuleReader
{
    /// <exception cref="RefusedException">The code fails, or describes what cannot be.</exception>
    public static LoadedPlugin Read(PluginLoadContext context, FolderContent content)
    {
        var assembly = Guard("it cannot be loaded", context.LoadMain);
        var types = Guard("its modules cannot be found", () => assembly.GetCustomAttributes<PluginModuleAttribute>().Select(a => a.Module).ToArray());
        if (types.Length == 0) throw PluginInspection.NoModules(context.Inspection!.Main);
        var modules = new List<PluginModule>();
        foreach (var type in types)
        {
            var module = Create(type);
            var description = Guard($"{type.Name}.Description fails", () => module.Description);
            DescriptionRules.Check(module, description);
            if (modules.Exists(other => other.Description.Id == description.Id))
                throw Malformed($"two of its modules have the id '{description.Id}'; rename one.");
            modules.Add(module);
        }

        var name = assembly.GetName();
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? name.Version!.ToString();
        return new(content.Folder, name.Name!, version, content.Hash, [.. modules.OrderBy(m => m.Description.Id, StringComparer.Ordinal)]);
    }

    private static PluginModule Create(Type type)
    {
        if (!typeof(GeneratorModule).IsAssignableFrom(type) && !typeof(ClassifierModule).IsAssignableFrom(type))
            throw Malformed($"{type.Name} is no GeneratorModule or ClassifierModule; derive it from one.");
        if (type.IsAbstract || type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is null)
            throw Malformed($"{type.Name} cannot be created; give it a constructor without parameters.");
        return Guard($"{type.Name} cannot be created", () => (PluginModule)Activator.CreateInstance(type, nonPublic: true)!);
    }

    // Foreign code may throw anything. Only the text is kept: the exception itself would hold the plugin in memory.
    private static T Guard<T>(string what, Func<T> code)
    {
        try
        {
            return code();
        }
        catch (Exception e)
        {
            while (e is TargetInvocationException or TypeInitializationException && e.InnerException is { } inner) e = inner;
            throw new RefusedException(PluginRefusalKind.ModuleFailed,
                $"{what} ({e.GetType().Name}: {e.Message}); report it to the plugin's author, or remove the folder.");
        }
    }

    private static RefusedException Malformed(string message) => new(PluginRefusalKind.MalformedDescription, message);
}
