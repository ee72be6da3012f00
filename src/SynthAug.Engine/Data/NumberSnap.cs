using System.Numerics;

namespace SynthAug.Engine.Data;

/// <summary>
/// Snaps every number of synthetic rows at once: what is continuous stays within its range, integers are whole, binaries one of two; other columns are left as they are. Each value
/// for itself, by exact operations: the vector's width is no part of the result.
/// </summary>
internal sealed class NumberSnap
{
    // Rows whose parameters stand one after the other: every vector's width divides them, so only the last rows of all have a remainder.
    private const int Tile = 8;

    private readonly int _length;
    private readonly double[] _mean, _scale, _least, _largest;
    private readonly long[] _isWhole, _isBinary, _isNumber;

    public NumberSnap(IEnumerable<PreparedNumber> numbers, int dimension)
    {
        _length = Tile * dimension;
        // A vector may begin at the last value.
        var padded = _length + Vector<double>.Count;
        (_mean, _scale, _least, _largest) = (new double[padded], new double[padded], new double[padded], new double[padded]);
        (_isWhole, _isBinary, _isNumber) = (new long[padded], new long[padded], new long[padded]);
        Array.Fill(_scale, 1);
        foreach (var number in numbers)
        {
            for (var at = number.First; at < _length; at += dimension)
            {
                (_isWhole[at], _isBinary[at], _isNumber[at]) = (Mask(number.Column.Use != ColumnUse.Continuous), Mask(number.Column.Use == ColumnUse.Binary), -1);
                (_mean[at], _scale[at]) = (number.Scale.Mean, number.Scale.Deviation);
                // Whole numbers are cut in the table's units, others as they are prepared.
                (_least[at], _largest[at]) = _isWhole[at] != 0 ? (number.Least, number.Largest) : (number.Scale.Of(number.Least), number.Scale.Of(number.Largest));
            }
        }

        static long Mask(bool value) => value ? -1 : 0;
    }

    public void Snap(Rows rows)
    {
        var values = rows.Values;
        Span<double> last = stackalloc double[Vector<double>.Count];
        for (var first = 0; first < values.Length; first += _length)
        {
            var tile = values.Slice(first, Math.Min(_length, values.Length - first));
            var i = 0;
            for (; i + Vector<double>.Count <= tile.Length; i += Vector<double>.Count) Snapped(new(tile[i..]), i).CopyTo(tile[i..]);
            if (i == tile.Length) continue;
            tile[i..].CopyTo(last);
            Snapped(new(last), i).CopyTo(last);
            last[..(tile.Length - i)].CopyTo(tile[i..]);
        }
    }

    private Vector<double> Snapped(Vector<double> value, int at)
    {
        Vector<double> mean = new(_mean, at), scale = new(_scale, at), least = new(_least, at), largest = new(_largest, at);
        Vector<long> isWhole = new(_isWhole, at), isBinary = new(_isBinary, at), isNumber = new(_isNumber, at);
        var exact = value * scale + mean;
        var cut = Cut(Vector.ConditionalSelect(isWhole, Vector.Round(exact), value), least, largest);
        // Of two values the nearer one; half-way goes to the lower. What is no number stays so.
        var nearer = Vector.ConditionalSelect(Vector.GreaterThan(exact - least, largest - exact), largest, Vector.ConditionalSelect(Vector.Equals(exact, exact), least, exact));
        var whole = (Vector.ConditionalSelect(isBinary, nearer, cut) - mean) / scale;
        return Vector.ConditionalSelect(isNumber, Vector.ConditionalSelect(isWhole, whole, cut), value);
    }

    private static Vector<double> Cut(Vector<double> value, Vector<double> least, Vector<double> largest) =>
        Vector.ConditionalSelect(Vector.LessThan(value, least), least, Vector.ConditionalSelect(Vector.GreaterThan(value, largest), largest, value));
}
