namespace SynthAug.Engine.Results;

/// <summary>Files that are either there, whole, or not there: a reader or a kill never meets half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the target and moves it into place, over what was there. Makes the folder.</summary>
    /// <param name="toDisk">
    /// Waits for the disk, so that a power failure does not empty the file either. False where it can be made again from a store that is on the disk: the wait is longer than the writing.
    /// </param>
    public static void Write(string path, Action<Stream> write, bool toDisk = true)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(toDisk);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
