using System.Buffers.Binary;

namespace SynthAug.Engine.Data;

/// <summary>
/// The bytes of records in order, to be read back once or more. In memory up to 64 MB, beyond that in a temporary file that has no name where the system
/// allows it and goes with the process where it does not: a million rows must not be held twice.
/// </summary>
/// <param name="expected">Bytes of all records, about: memory that grows is copied, and every page of a copy costs. 0 when it cannot be told.</param>
public sealed class RecordSpool(long expected = 0) : IDisposable
{
    private const int MostInMemory = 1 << 26;

    // An eighth for the lengths.
    private Stream _store = new MemoryStream((int)Math.Min(expected + expected / 8, MostInMemory));

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> record)
    {
        if (_store is MemoryStream memory && memory.Length + record.Length > MostInMemory) _store = Spill(memory);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, record.Length);
        _store.Write(length);
        _store.Write(record);
        Count++;
    }

    /// <summary>Every record in order. The memory of one is valid until the next.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Records()
    {
        _store.Position = 0;
        var buffer = new byte[1 << 12];
        for (var i = 0; i < Count; i++)
        {
            _store.ReadExactly(buffer, 0, sizeof(int));
            var length = BinaryPrimitives.ReadInt32LittleEndian(buffer);
            if (length > buffer.Length) buffer = new byte[Math.Max(length, 2 * buffer.Length)];
            _store.ReadExactly(buffer, 0, length);
            yield return buffer.AsMemory(0, length);
        }
    }

    public void Dispose() => _store.Dispose();

    private static FileStream Spill(MemoryStream memory)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        // Data of patients: a killed process leaves nothing behind.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        memory.Position = 0;
        memory.CopyTo(file);
        memory.Dispose();
        return file;
    }
}
