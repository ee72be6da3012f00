using System.Numerics;

namespace SynthAug.Engine.Data;

/// <summary>Numbers side by side, none with an indicator, filled, centred and scaled at once: each value the bits of <see cref="PreparedNumber.Write"/>.</summary>
internal sealed class NumberRun
{
    private readonly int _source, _first;
    private readonly double[] _fills, _means, _deviations;

    /// <param name="source">Where the first of them is in the table.</param>
    public NumberRun(int source, IReadOnlyList<PreparedNumber> numbers)
    {
        (_source, _first) = (source, numbers[0].First);
        _fills = [.. numbers.Select(number => number.Fill)];
        _means = [.. numbers.Select(number => number.Scale.Mean)];
        _deviations = [.. numbers.Select(number => number.Scale.Deviation)];
    }

    public void Write(ReadOnlySpan<double> row, Span<double> prepared)
    {
        var from = row.Slice(_source, _fills.Length);
        var to = prepared.Slice(_first, _fills.Length);
        if (from.Length < Vector<double>.Count)
        {
            for (var j = 0; j < from.Length; j++) to[j] = ((double.IsNaN(from[j]) ? _fills[j] : from[j]) - _means[j]) / _deviations[j];
            return;
        }

        // The last ones with some of those before them, a second time.
        var last = from.Length - Vector<double>.Count;
        for (var j = 0; j < last; j += Vector<double>.Count) Write(from, to, j);
        Write(from, to, last);
    }

    private void Write(ReadOnlySpan<double> from, Span<double> to, int j)
    {
        var value = new Vector<double>(from[j..]);
        value = Vector.ConditionalSelect(Vector.Equals(value, value), value, new(_fills, j));
        ((value - new Vector<double>(_means, j)) / new Vector<double>(_deviations, j)).CopyTo(to[j..]);
    }
}
