using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Squared distances of one query to as many columns as there are lanes, by the additions of <see cref="Kernels.SquaredDistance"/>: to a point
/// the same bits, and to a box never more than to a point inside it, because every step rounds monotonely.
/// </summary>
internal static unsafe class ColumnDistance
{
    internal interface IDifference
    {
        /// <summary>|a coordinate of the query − that of what lies at the address|, or its negative.</summary>
        static abstract T Of<T>(double* at, T q) where T : struct, ILanes<T>;
    }

    /// <param name="columns">Coordinate j at columns + j·stride.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TDifference>(double* columns, int stride, double* query, int d)
        where T : struct, ILanes<T>
        where TDifference : IDifference
    {
        // The fold 8 → 4 → 2 → 1 of lanes that hold one square each; an empty lane would add zero.
        return d switch
        {
            1 => Square(0),
            2 => Square(0) + Square(1),
            3 => Square(0) + Square(2) + Square(1),
            4 => Square(0) + Square(2) + (Square(1) + Square(3)),
            5 => Square(0) + Square(4) + Square(2) + (Square(1) + Square(3)),
            6 => Square(0) + Square(4) + Square(2) + (Square(1) + Square(5) + Square(3)),
            7 => Square(0) + Square(4) + (Square(2) + Square(6)) + (Square(1) + Square(5) + Square(3)),
            8 => Square(0) + Square(4) + (Square(2) + Square(6)) + (Square(1) + Square(5) + (Square(3) + Square(7))),
            _ => Chain(0) + Chain(4) + (Chain(2) + Chain(6)) + (Chain(1) + Chain(5) + (Chain(3) + Chain(7))),
        };

        T Square(int j)
        {
            var difference = TDifference.Of(columns + j * stride, T.All(query[j]));
            return difference * difference;
        }

        T Chain(int lane)
        {
            var sum = Square(lane);
            for (var j = lane + 8; j < d; j += 8)
            {
                var difference = TDifference.Of(columns + j * stride, T.All(query[j]));
                sum = T.Fma(difference, difference, sum);
            }

            return sum;
        }
    }

    /// <summary>A point's coordinate.</summary>
    internal readonly struct ToPoint : IDifference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(double* at, T q) where T : struct, ILanes<T> => q - T.Load(at);
    }

    /// <summary>A box's lower edge, and behind it the upper one.</summary>
    internal readonly struct ToBox : IDifference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(double* at, T q) where T : struct, ILanes<T> =>
            T.Max(T.Max(T.Load(at) - q, q - T.Load(at + T.Count)), T.All(0));
    }
}
