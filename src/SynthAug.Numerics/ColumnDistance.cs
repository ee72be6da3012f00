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

    /// <summary>The same to points, for any d: eight chains that do not wait for each other.</summary>
    /// <param name="columns">Coordinate j at columns + j·T.Count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ToPoints<T>(double* columns, double* query, int d) where T : struct, ILanes<T>
    {
        T s0 = T.All(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (; d >= 8; d -= 8, query += 8, columns += 8 * T.Count)
        {
            s0 = Add(s0, 0);
            s1 = Add(s1, 1);
            s2 = Add(s2, 2);
            s3 = Add(s3, 3);
            s4 = Add(s4, 4);
            s5 = Add(s5, 5);
            s6 = Add(s6, 6);
            s7 = Add(s7, 7);
        }

        if (d > 0) s0 = Add(s0, 0);
        if (d > 1) s1 = Add(s1, 1);
        if (d > 2) s2 = Add(s2, 2);
        if (d > 3) s3 = Add(s3, 3);
        if (d > 4) s4 = Add(s4, 4);
        if (d > 5) s5 = Add(s5, 5);
        if (d > 6) s6 = Add(s6, 6);
        return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));

        T Add(T sum, int j)
        {
            var difference = T.AllAt(query + j) - T.Load(columns + j * T.Count);
            return T.Fma(difference, difference, sum);
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
