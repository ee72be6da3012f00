namespace SynthAug.Hosting;

/// <summary>The placed test plugins, and a folder of the test's own to copy and spoil them in.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public static string Placed { get; } = Path.Combine(AppContext.BaseDirectory, "testplugins");

    public string Root { get; } = Directory.CreateTempSubdirectory("plugins-").FullName;

    public static string Plugin(string name) => Path.Combine(Placed, name);

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Copies a placed plugin, flat, under a new folder name.</summary>
    public string Copy(string plugin, string name)
    {
        var folder = Directory.CreateDirectory(this[name]).FullName;
        foreach (var file in Directory.GetFiles(Plugin(plugin))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
