namespace SynthAug.Lanes;

/// <summary>A fixed number of floats side by side. Every operation is rounded as IEEE says, so that the same number has the same bits at every width.</summary>
public interface IFloatLanes<T> : INumberLanes<T, float> where T : struct, IFloatLanes<T>
{
    /// <summary>a·2ᵏ, k the low eight bits of a pattern, where both are normal numbers.</summary>
    static abstract T Scale(T a, T power);
}
