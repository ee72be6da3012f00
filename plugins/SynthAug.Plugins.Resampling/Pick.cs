namespace SynthAug.Plugins.Resampling;

internal static class Pick
{
    /// <summary>
    /// Uniform on 0 … count − 1. u ≤ 1 − 2⁻⁵², so the rounded product stays below count; the probabilities differ by less than count·2⁻⁵².
    /// </summary>
    public static int Index(double uniform, int count) => (int)(uniform * count);
}
