using System.Globalization;
using SynthAug.Numerics;

namespace SynthAug;

/// <summary>A paired difference and the side of zero on which a claim puts it.</summary>
/// <param name="Name">What is compared, as the page says it.</param>
/// <param name="Difference">Mean over repetitions with its standard error.</param>
/// <param name="Sign">+1 when the claim says above zero, −1 when below.</param>
public sealed record Contrast(string Name, Estimate Difference, int Sign)
{
    public static Contrast Above(string name, Estimate difference) => new(name, difference, 1);

    public static Contrast Below(string name, Estimate difference) => new(name, difference, -1);

    /// <summary>Standard errors on the claimed side; ±∞ where every repetition gives the same difference, 0 where that is zero or unknown.</summary>
    public double Score
    {
        get
        {
            var value = Sign * Difference.Mean;
            if (double.IsNaN(value) || value == 0) return 0;
            return Difference.StandardError > 0 ? value / Difference.StandardError : double.IsNaN(Difference.StandardError) ? 0 : Math.Sign(value) * double.PositiveInfinity;
        }
    }

    internal string Text => string.Create(
        CultureInfo.InvariantCulture, $"{Name} {Difference.Mean:+0.###e+0;−0.###e+0;0} ± {Difference.StandardError:0.#e+0} (n = {Difference.Count})");
}
