using System.Security.Cryptography;
using System.Text;

namespace SynthAug.Hosting;

public class ContentHashTests
{
    [Fact]
    public void It_is_the_hash_of_what_sha256sum_prints_for_the_files_in_order()
    {
        var folder = ScratchFolder.Plugin("WithPrivateDependency.V1");
        var listing = new StringBuilder();
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            listing.Append(Hex(File.ReadAllBytes(file))).Append("  ").Append(Path.GetFileName(file)).Append('\n');
        HashOf(folder).ShouldBe(Hex(Encoding.UTF8.GetBytes(listing.ToString())));
    }

    [Fact]
    public void It_is_the_same_wherever_the_folder_lies_and_whenever_it_was_written()
    {
        using var scratch = new ScratchFolder();
        var copy = scratch.Copy("Good", "elsewhere");
        foreach (var file in Directory.GetFiles(copy)) File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        HashOf(copy).ShouldBe(HashOf(ScratchFolder.Plugin("Good")));
    }

    [Fact]
    public void One_byte_a_name_or_one_more_file_changes_it()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.Copy("WithPrivateDependency.V1", "spoiled");
        var hashes = new List<string> { HashOf(folder) };
        var note = Path.Combine(folder, "note.txt");
        File.WriteAllText(note, "a");
        hashes.Add(HashOf(folder));
        File.WriteAllText(note, "b");
        hashes.Add(HashOf(folder));
        File.Move(note, Path.Combine(folder, "nota.txt"));
        hashes.Add(HashOf(folder));
        Directory.CreateDirectory(Path.Combine(folder, "deep"));
        File.Move(Path.Combine(folder, "nota.txt"), Path.Combine(folder, "deep", "nota.txt"));
        hashes.Add(HashOf(folder));
        hashes.Distinct().Count().ShouldBe(hashes.Count);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string HashOf(string folder)
    {
        using var report = PluginHost.Load([folder]);
        return report.Loaded.ShouldHaveSingleItem().ContentHash;
    }
}
