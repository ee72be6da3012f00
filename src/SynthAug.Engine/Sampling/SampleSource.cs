namespace SynthAug;

/// <summary>
/// A declared draw. The engine owns the buffers and the stream; the declaration says only what is drawn, so user code neither
/// holds randomness nor allocates samples.
/// </summary>
public abstract class SampleSource
{
    /// <summary>Fills the buffer from the stream of its role; the same stream always gives the same rows.</summary>
    public abstract void Fill(SampleBuffer buffer, RandomStream random);

    /// <summary>The escape hatch: any draw, for instance one whose labels are drawn too and whose minority is found afterwards.</summary>
    public static SampleSource From(Action<SampleBuffer, RandomStream> draw) => new DelegateSource(draw);

    private sealed class DelegateSource(Action<SampleBuffer, RandomStream> draw) : SampleSource
    {
        public override void Fill(SampleBuffer buffer, RandomStream random) => draw(buffer, random);
    }
}

/// <summary>Memory for one labelled sample, reused over trials.</summary>
public sealed class SampleBuffer
{
    /// <summary>n0 × d; reshape, then write.</summary>
    public FeatureMatrix Majority { get; } = new(0, 1);

    /// <summary>n1 × d; reshape, then write.</summary>
    public FeatureMatrix Minority { get; } = new(0, 1);

    /// <summary>The label of the rarer class in this draw; 1 unless the draw finds otherwise.</summary>
    public int MinorityLabel { get; set; } = 1;

    /// <summary>What is known of the columns; empty for drawn data.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; set; } = [];
}

public static class PopulationDraws
{
    // An extension, not a default interface member: those are not callable on the class that implements the interface.
    extension(IPopulation population)
    {
        /// <summary>n0 rows of the majority and n1 rows of the minority.</summary>
        public SampleSource Draw(int majority, int minority) => new PopulationSource(population, majority, minority);

        /// <summary>As many rows of each class.</summary>
        public SampleSource DrawPerClass(int count) => new PopulationSource(population, count, count);
    }

    private sealed class PopulationSource : SampleSource
    {
        private readonly IPopulation _population;
        private readonly int _majority;
        private readonly int _minority;

        public PopulationSource(IPopulation population, int majority, int minority)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(majority, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(minority, 1);
            _population = population;
            _majority = majority;
            _minority = minority;
        }

        public override void Fill(SampleBuffer buffer, RandomStream random)
        {
            var key = random.Key;
            Fill(buffer.Majority, _population.Majority, _majority, random, key.Fork(0));
            Fill(buffer.Minority, _population.Minority, _minority, random, key.Fork(1));
            buffer.MinorityLabel = 1;
        }

        private static void Fill(FeatureMatrix matrix, ILaw law, int count, RandomStream random, StreamKey key)
        {
            matrix.Reshape(count, law.Dimension);
            random.Reset(key);
            law.Draw(matrix.Writable, 0, random);
        }
    }
}
