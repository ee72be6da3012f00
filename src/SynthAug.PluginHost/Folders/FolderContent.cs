using System.Security.Cryptography;
using System.Text;

namespace SynthAug.Hosting.Folders;

/// <summary>A plugin folder as data.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Files">Relative paths with '/', ordinal order.</param>
/// <param name="Hash">See <see cref="LoadedPlugin.ContentHash"/>.</param>
/// <param name="Assemblies">Every .NET assembly among the files.</param>
internal sealed record FolderContent(string Folder, IReadOnlyList<string> Files, string Hash, IReadOnlyList<AssemblyFacts> Assemblies)
{
    public string Name => Path.GetFileName(Folder);

    public static FolderContent Read(string folder)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToArray();
            if (files.Length == 0)
                throw new RefusedException(PluginRefusalKind.Empty, "the folder is empty; build the plugin into it, or remove it.");

            using var listing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var assemblies = new List<AssemblyFacts>();
            foreach (var file in files)
            {
                using var stream = File.OpenRead(Path.Combine(folder, file));
                listing.AppendData(Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(stream))}  {file}\n"));
                if (!file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) continue;
                stream.Position = 0;
                if (AssemblyFacts.Read(stream, file) is { } facts) assemblies.Add(facts);
            }

            return new(folder, files, Convert.ToHexStringLower(listing.GetHashAndReset()), assemblies);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(PluginRefusalKind.Unreadable, $"{e.Message} Give the program the right to read it, or remove the folder.");
        }
    }
}
