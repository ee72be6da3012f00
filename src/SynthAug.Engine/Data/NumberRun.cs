using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Engine.Data;

/// <summary>Numbers side by side, none with an indicator, filled, centred and scaled at once: each value the bits of <see cref="PreparedNumber.Write"/>.</summary>
internal sealed unsafe class NumberRun
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

    /// <param name="table">n × p.</param>
    /// <param name="places">Length m, rows of the table.</param>
    /// <param name="prepared">m × d; the columns of these numbers are written.</param>
    public void Write(ReadOnlyRows table, ReadOnlySpan<int> places, Rows prepared)
    {
        if (Lanes512.IsSupported) Write<Lanes512>(table, places, prepared);
        else if (Lanes256.IsSupported) Write<Lanes256>(table, places, prepared);
        else Write<Lane>(table, places, prepared);
    }

    private void Write<T>(ReadOnlyRows table, ReadOnlySpan<int> places, Rows prepared) where T : struct, ILanes<T>
    {
        var length = _fills.Length;
        // The last ones with some of those before them, a second time.
        var (last, mask) = (Math.Max(0, length - T.Count), T.FirstLanes(length));
        fixed (double* fills = _fills, means = _means, deviations = _deviations, to = prepared.Values)
        {
            for (var i = 0; i < places.Length; i++)
            {
                TableRows.Prefetch(table, places, i);
                fixed (double* row = table[places[i]])
                {
                    double* from = row + _source, target = to + (long)i * prepared.Dimension + _first;
                    if (length < T.Count)
                    {
                        Of(T.LoadMasked(from, mask), T.LoadMasked(fills, mask), T.LoadMasked(means, mask), T.LoadMasked(deviations, mask)).StoreMasked(target, mask);
                        continue;
                    }

                    for (var j = 0; j < last; j += T.Count) Of(T.Load(from + j), T.Load(fills + j), T.Load(means + j), T.Load(deviations + j)).Store(target + j);
                    Of(T.Load(from + last), T.Load(fills + last), T.Load(means + last), T.Load(deviations + last)).Store(target + last);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T Of(T value, T fill, T mean, T deviation) => (T.Select(T.Equal(value, value), value, fill) - mean) / deviation;
    }
}
