namespace SynthAug.Plugins.Resampling;

internal static class Pick
{
    /// <summary>
    /// Uniform on 0 … count − 1. u ≤ 1 − 2⁻⁵², so the rounded product stays below count; the probabilities differ by less than count·2⁻⁵².
    /// </summary>
    // The platform's own conversion: a cast looks for NaN and numbers beyond an int.
    public static int Index(double uniform, int count) => double.ConvertToIntegerNative<int>(uniform * count);
}
