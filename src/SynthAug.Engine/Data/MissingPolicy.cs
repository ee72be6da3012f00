namespace SynthAug;

/// <summary>What to do with a cell that has no value.</summary>
public enum MissingPolicy
{
    /// <summary>The file is refused with the first such cell.</summary>
    Refuse,

    /// <summary>Numbers take the median of the training rows and an indicator column; a missing category is a level of its own.</summary>
    Median,
}
