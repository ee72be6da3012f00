using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Engine.Data;

/// <summary>
/// Snaps every number of synthetic rows at once: what is continuous stays within its range, integers are whole, binaries one of two; other columns are left as they are. Each value
/// for itself, by exact operations: the vector's width is no part of the result.
/// </summary>
internal sealed unsafe class NumberSnap
{
    // Rows whose parameters stand one after the other: every vector's width divides them, so only the last rows of all have a remainder.
    private const int Tile = 8;

    private readonly int _length, _stride;

    // One after the other: means, scales, least and largest values, and masks of what is whole, binary and a number at all.
    private readonly double[] _parameters;

    public NumberSnap(IEnumerable<PreparedNumber> numbers, int dimension)
    {
        _length = Tile * dimension;
        // A vector may begin at the last value.
        _stride = _length + Tile;
        _parameters = new double[7 * _stride];
        Of(1).Fill(1);
        foreach (var number in numbers)
        {
            // Whole numbers are cut in the table's units, others as they are prepared.
            var isWhole = number.Column.Use != ColumnUse.Continuous;
            var (least, largest) = isWhole ? (number.Least, number.Largest) : (number.Scale.Of(number.Least), number.Scale.Of(number.Largest));
            ReadOnlySpan<double> parameters = [number.Scale.Mean, number.Scale.Deviation, least, largest, Mask(isWhole), Mask(number.Column.Use == ColumnUse.Binary), Mask(true)];
            for (var k = 0; k < parameters.Length; k++)
                for (var at = number.First; at < _length; at += dimension) Of(k)[at] = parameters[k];
        }

        Span<double> Of(int parameter) => _parameters.AsSpan(parameter * _stride, _stride);

        static double Mask(bool value) => BitConverter.Int64BitsToDouble(value ? -1 : 0);
    }

    public void Snap(Rows rows)
    {
        if (Lanes512.IsSupported) Snap<Lanes512>(rows.Values);
        else if (Lanes256.IsSupported) Snap<Lanes256>(rows.Values);
        else Snap<Lane>(rows.Values);
    }

    private void Snap<T>(Span<double> values) where T : struct, ILanes<T>
    {
        fixed (double* from = values, parameters = _parameters)
        {
            for (var first = 0; first < values.Length; first += _length)
            {
                var tile = from + first;
                var length = Math.Min(_length, values.Length - first);
                var i = 0;
                for (; i <= length - T.Count; i += T.Count) Snapped(T.Load(tile + i), parameters + i, _stride).Store(tile + i);
                if (i == length) continue;
                var mask = T.FirstLanes(length - i);
                Snapped(T.LoadMasked(tile + i, mask), parameters + i, _stride).StoreMasked(tile + i, mask);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Snapped<T>(T value, double* parameters, nint stride) where T : struct, ILanes<T>
    {
        T mean = T.Load(parameters), scale = T.Load(parameters + stride), least = T.Load(parameters + 2 * stride), largest = T.Load(parameters + 3 * stride);
        T isWhole = T.Load(parameters + 4 * stride), isBinary = T.Load(parameters + 5 * stride), isNumber = T.Load(parameters + 6 * stride);
        var exact = value * scale + mean;
        var cut = Cut(T.Select(isWhole, Rounded(exact), value), least, largest);
        // Of two values the nearer one; half-way goes to the lower. What is no number stays so.
        var nearer = T.Select(T.LessThan(largest - exact, exact - least), largest, T.Select(T.Equal(exact, exact), least, exact));
        var whole = (T.Select(isBinary, nearer, cut) - mean) / scale;
        return T.Select(isNumber, T.Select(isWhole, whole, cut), value);
    }

    // To the even one of two as near, as Math.Round: beside 2⁵² there is no room for what is not whole, and beyond it there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Rounded<T>(T value) where T : struct, ILanes<T>
    {
        const double AllAreWhole = 1L << 52;
        var sign = value & T.AllBits(1UL << 63);
        var beside = T.All(AllAreWhole) | sign;
        return T.Select(T.LessThan(value ^ sign, T.All(AllAreWhole)), ((value + beside) - beside) | sign, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Cut<T>(T value, T least, T largest) where T : struct, ILanes<T> =>
        T.Select(T.LessThan(value, least), least, T.Select(T.LessThan(largest, value), largest, value));
}
