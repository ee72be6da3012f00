namespace SynthAug;

/// <summary>What a line plot draws round its means.</summary>
public enum Band
{
    /// <summary>± one standard error of the mean.</summary>
    StandardError,

    /// <summary>± one standard deviation over repetitions.</summary>
    StandardDeviation,

    None,
}
