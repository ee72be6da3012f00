using SynthAug.App.Terminal;

namespace SynthAug.App.Runs;

/// <summary>The folder that files go to.</summary>
internal static class OutFolder
{
    /// <summary>Makes it, and tries it: a run of hours must not find out at its end that it cannot write.</summary>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, "." + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AppException($"--out {folder} cannot be written ({ErrorLine.OneLine(e.Message)}); name another folder", cause: e);
        }
    }
}
