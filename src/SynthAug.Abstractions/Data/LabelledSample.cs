namespace SynthAug;

/// <summary>
/// Two classes of rows of one dimension. There are exactly three kinds, and they do not convert: a fit takes a
/// <see cref="TrainingSample"/>, so fitting on held-out data does not compile, and nothing here can be augmented in place.
/// </summary>
public abstract class LabelledSample
{
    private protected LabelledSample(FeatureMatrix majority, FeatureMatrix minority, int minorityLabel, IReadOnlyList<FeatureColumn>? columns)
    {
        ArgumentNullException.ThrowIfNull(majority);
        ArgumentNullException.ThrowIfNull(minority);
        if (majority.Dimension != minority.Dimension)
            throw new ArgumentException($"The majority has {majority.Dimension} columns, the minority {minority.Dimension}; they must agree.");
        if (columns is { Count: > 0 } && columns.Count != majority.Dimension)
            throw new ArgumentException($"{columns.Count} columns are described, the rows have {majority.Dimension}.");
        Majority = majority;
        Minority = minority;
        MinorityLabel = minorityLabel;
        Columns = columns ?? [];
    }

    /// <summary>n0 × d.</summary>
    public FeatureMatrix Majority { get; }

    /// <summary>n1 × d.</summary>
    public FeatureMatrix Minority { get; }

    /// <summary>
    /// The label (0 or 1) that is rarer in this draw. 1 by design in most experiments; where labels are drawn it is found
    /// per repetition. Scores always point to the minority, whatever its label.
    /// </summary>
    public int MinorityLabel { get; }

    /// <summary>One entry a column, or empty when nothing is known of them.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    public int Dimension => Majority.Dimension;
}

/// <summary>Rows that a generator or a classifier may be fitted on.</summary>
public sealed class TrainingSample(FeatureMatrix majority, FeatureMatrix minority, int minorityLabel = 1, IReadOnlyList<FeatureColumn>? columns = null)
    : LabelledSample(majority, minority, minorityLabel, columns);

/// <summary>Held-out rows that a size rule may look at. Never augmented.</summary>
public sealed class ValidationSample(FeatureMatrix majority, FeatureMatrix minority, int minorityLabel = 1, IReadOnlyList<FeatureColumn>? columns = null)
    : LabelledSample(majority, minority, minorityLabel, columns);

/// <summary>Held-out rows that only measures look at. Never augmented.</summary>
public sealed class TestSample(FeatureMatrix majority, FeatureMatrix minority, int minorityLabel = 1, IReadOnlyList<FeatureColumn>? columns = null)
    : LabelledSample(majority, minority, minorityLabel, columns);
