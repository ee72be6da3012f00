namespace SynthAug.Engine.Sizing;

/// <summary>From γ to rows: ñ = round-half-to-even(γ · (((1−ρ)/ρ)·n0 − n1)) (paper, Remark 1; n0 − n1 when balanced).</summary>
public static class SyntheticTarget
{
    /// <summary>Rows that γ = 1 stands for; 0 when the minority already has its share.</summary>
    public static double Of(int majority, int minority, double rho) => Math.Max(0, (1 - rho) / rho * majority - minority);

    /// <exception cref="RefusalException">More rows than one pool can index.</exception>
    public static int Size(double gamma, double target)
    {
        var size = Math.Round(gamma * target, MidpointRounding.ToEven);
        if (size > Array.MaxLength) throw new RefusalException($"γ = {gamma:R} asks for {size:R} synthetic rows, more than one pool can hold.");
        return (int)size;
    }
}
