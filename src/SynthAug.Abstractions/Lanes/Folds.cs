using System.Runtime.CompilerServices;

namespace SynthAug.Lanes;

internal static unsafe class Folds
{
    /// <summary>Eight folds one by one, where no shuffle does them together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(T a, T b, T c, T d, T e, T f, T g, T h, double* destination) where T : struct, ILanes<T>
    {
        destination[0] = a.Fold();
        destination[1] = b.Fold();
        destination[2] = c.Fold();
        destination[3] = d.Fold();
        destination[4] = e.Fold();
        destination[5] = f.Fold();
        destination[6] = g.Fold();
        destination[7] = h.Fold();
    }
}
