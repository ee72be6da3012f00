using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.Plugins.Linear;

/// <summary>Doubles that begin at a whole cache line: eight lanes across two lines would be read twice. Memory only grows.</summary>
internal sealed unsafe class CacheLines
{
    public const int Bytes = 64;

    private double[] _values = [];
    private int _offset;

    public Span<double> this[int start, int length] => _values.AsSpan(_offset + start, length);

    /// <summary>Asks for a line to come near; nothing waits for it, and it need not exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(byte* line)
    {
        if (Sse.IsSupported) Sse.Prefetch1(line);
    }

    /// <summary>From the first number on.</summary>
    public Span<double> Whole => _values.AsSpan(_offset);

    /// <summary>Makes room; the first numbers stay, new ones are anything.</summary>
    public void Reserve(int length, int kept)
    {
        if (length <= _values.Length - 8) return;
        // A little more than asked: the folds of one table differ by a row, and memory that was never written costs nothing.
        var grown = GC.AllocateUninitializedArray<double>(checked(length + length / 64 + 8), pinned: true);
        int offset;
        fixed (double* start = grown) offset = (int)(-(nint)start & (Bytes - 1)) / sizeof(double);
        _values.AsSpan(_offset, kept).CopyTo(grown.AsSpan(offset));
        (_values, _offset) = (grown, offset);
    }
}
