using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SynthAug.Hosting.Folders;

/// <summary>A plugin folder as data.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Files">Relative paths with '/', ordinal order.</param>
/// <param name="Hash">See <see cref="LoadedPlugin.ContentHash"/>.</param>
internal sealed record FolderContent(string Folder, IReadOnlyList<string> Files, string Hash)
{
    public string Name => Path.GetFileName(Folder);

    public string PathOf(string file) => Path.Combine(Folder, file);

    public static FolderContent Read(string folder)
    {
        try
        {
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            for (var i = 0; i < files.Length; i++) files[i] = Path.GetRelativePath(folder, files[i]).Replace('\\', '/');
            Array.Sort(files, StringComparer.Ordinal);
            if (files.Length == 0)
                throw new RefusedException(PluginRefusalKind.Empty, "the folder is empty; build the plugin into it, or remove it.");
            return new(folder, files, HashOf(folder, files));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    public static RefusedException Unreadable(Exception e) =>
        new(PluginRefusalKind.Unreadable, $"{e.Message} Give the program the right to read it, or remove the folder.");

    private static string HashOf(string folder, string[] files)
    {
        using var listing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // A published assembly has a megabyte: hashing the stream itself would ask for it 4 KiB at a time.
        var buffer = new byte[64 << 10];
        foreach (var file in files)
        {
            using var handle = File.OpenHandle(Path.Combine(folder, file));
            int read;
            for (var at = 0L; (read = RandomAccess.Read(handle, buffer, at)) > 0; at += read) content.AppendData(buffer, 0, read);
            listing.AppendData(Encoding.UTF8.GetBytes($"{Hex(content.GetHashAndReset())}  {file}\n"));
        }

        return Hex(listing.GetHashAndReset());
    }

    // Not Convert.ToHexStringLower: .NET compiles it at run time, which takes longer than hashing all plugins.
    private static string Hex(byte[] hash) => string.Concat(Array.ConvertAll(hash, value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
