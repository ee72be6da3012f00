using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>Rows times a packed lower triangle, eight rows in lanes: each dot product by the chains and the fold of <see cref="Kernels.Dot"/>.</summary>
internal static unsafe class LowerProduct
{
    public static void Of<T>(double* factor, double* shift, double* rows, int count, int d) where T : struct, ILanes<T>
    {
        // Coordinate j of the eight rows at 8j. Where there are fewer rows, what was there is worked on and not taken back.
        var columns = (double*)NativeMemory.AlignedAlloc((nuint)d * 8 * sizeof(double), 64);
        new Span<double>(columns, 8 * d).Clear();
        for (var first = 0; first < count; first += 8)
        {
            var at = rows + (long)first * d;
            var here = Math.Min(8, count - first);
            for (var r = 0; r < here; r++)
            {
                for (var j = 0; j < d; j++) columns[8 * j + r] = at[r * d + j];
            }

            // From the last coordinate up: coordinate i needs 0 … i only.
            for (int i = d - 1, row = i * (i + 1) / 2; i >= 0; row -= i--)
                (Dot<T>(factor + row, columns, i + 1) + T.All(shift[i])).Store(columns + 8 * i);
            for (var r = 0; r < here; r++)
            {
                for (var j = 0; j < d; j++) at[r * d + j] = columns[8 * j + r];
            }
        }

        NativeMemory.AlignedFree(columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Dot<T>(double* factor, double* columns, int length) where T : struct, ILanes<T>
    {
        T s0 = T.All(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (; length >= 8; length -= 8, factor += 8, columns += 64)
        {
            s0 = T.Fma(T.All(factor[0]), T.Load(columns), s0);
            s1 = T.Fma(T.All(factor[1]), T.Load(columns + 8), s1);
            s2 = T.Fma(T.All(factor[2]), T.Load(columns + 16), s2);
            s3 = T.Fma(T.All(factor[3]), T.Load(columns + 24), s3);
            s4 = T.Fma(T.All(factor[4]), T.Load(columns + 32), s4);
            s5 = T.Fma(T.All(factor[5]), T.Load(columns + 40), s5);
            s6 = T.Fma(T.All(factor[6]), T.Load(columns + 48), s6);
            s7 = T.Fma(T.All(factor[7]), T.Load(columns + 56), s7);
        }

        if (length > 0) s0 = T.Fma(T.All(factor[0]), T.Load(columns), s0);
        if (length > 1) s1 = T.Fma(T.All(factor[1]), T.Load(columns + 8), s1);
        if (length > 2) s2 = T.Fma(T.All(factor[2]), T.Load(columns + 16), s2);
        if (length > 3) s3 = T.Fma(T.All(factor[3]), T.Load(columns + 24), s3);
        if (length > 4) s4 = T.Fma(T.All(factor[4]), T.Load(columns + 32), s4);
        if (length > 5) s5 = T.Fma(T.All(factor[5]), T.Load(columns + 40), s5);
        if (length > 6) s6 = T.Fma(T.All(factor[6]), T.Load(columns + 48), s6);
        return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
    }
}
