using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>A law of one class's rows, known exactly, by draws or by a sample: the theory reads it through <see cref="ClassMoments"/> only.</summary>
public abstract class ClassLaw
{
    public abstract int Dimension { get; }

    /// <summary>The moments at θ.</summary>
    /// <param name="minority">The label the rows carry in the loss; true for synthetic rows too.</param>
    /// <param name="parameters">θ, length p.</param>
    /// <exception cref="RefusalException">This kind of law has no moments under this loss.</exception>
    public abstract ClassMoments At(IDifferentiableLoss loss, bool minority, ReadOnlySpan<double> parameters);

    /// <summary>The empirical law of a sample. The rows are not copied.</summary>
    /// <exception cref="RefusalException">Fewer than two rows: no covariance.</exception>
    public static ClassLaw Of(FeatureMatrix rows) => new SampledLaw(rows);

    /// <summary>Monte Carlo: the first <paramref name="draws"/> rows of a stream, the same ones at every θ. Drawn block by block, never held.</summary>
    /// <exception cref="RefusalException">Fewer than two draws.</exception>
    public static ClassLaw Of(ILaw law, int draws, StreamKey key) => new DrawnLaw(law, draws, key);

    /// <summary>N(mean, covariance), exact, under <see cref="SquaredLoss"/> only.</summary>
    /// <param name="mean">Length d.</param>
    /// <param name="covariance">Packed lower triangle, length d(d+1)/2.</param>
    public static ClassLaw Gaussian(ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance) => new GaussianLaw(mean.ToArray(), covariance.ToArray());

    /// <summary>N(mean, I), exact, under <see cref="SquaredLoss"/> only.</summary>
    public static ClassLaw Gaussian(params ReadOnlySpan<double> mean)
    {
        var identity = new double[Numerics.Gram.PackedLength(mean.Length)];
        for (int i = 0, diagonal = 0; i < mean.Length; diagonal += ++i + 1) identity[diagonal] = 1;
        return new GaussianLaw(mean.ToArray(), identity);
    }

    private sealed class SampledLaw : ClassLaw
    {
        private readonly FeatureMatrix _rows;

        public SampledLaw(FeatureMatrix rows)
        {
            RequireTwo(rows.RowCount);
            _rows = rows;
        }

        public override int Dimension => _rows.Dimension;

        public override ClassMoments At(IDifferentiableLoss loss, bool minority, ReadOnlySpan<double> parameters)
        {
            var sums = new MomentSums(loss, minority, parameters, Dimension);
            for (var first = 0; first < _rows.RowCount; first += MomentSums.BlockRows)
                sums.Add(_rows.Rows.Slice(first, Math.Min(MomentSums.BlockRows, _rows.RowCount - first)));
            return sums.ToMoments();
        }
    }

    private sealed class DrawnLaw : ClassLaw
    {
        private readonly ILaw _law;
        private readonly int _draws;
        private readonly StreamKey _key;

        public DrawnLaw(ILaw law, int draws, StreamKey key)
        {
            RequireTwo(draws);
            (_law, _draws, _key) = (law, draws, key);
        }

        public override int Dimension => _law.Dimension;

        public override ClassMoments At(IDifferentiableLoss loss, bool minority, ReadOnlySpan<double> parameters)
        {
            var sums = new MomentSums(loss, minority, parameters, Dimension);
            var block = new FeatureMatrix(0, Dimension);
            var random = new RandomStream(_key);
            for (var first = 0; first < _draws; first += MomentSums.BlockRows)
            {
                block.Reshape(Math.Min(MomentSums.BlockRows, _draws - first), Dimension);
                random.Reset(_key);
                _law.Draw(block.Writable, first, random);
                sums.Add(block.Rows);
            }

            return sums.ToMoments();
        }
    }

    private static void RequireTwo(int rows)
    {
        if (rows < 2) throw new RefusalException($"A law known by {rows} rows has no covariance; at least 2 are needed.");
    }
}
