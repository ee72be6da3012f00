using SynthAug.Engine.Inference;
using SynthAug.Engine.Tuning;

namespace SynthAug.Engine.Tests.Inference;

public class TrainingNoiseTests
{
    private const int Folds = 5, Repeats = 5, Rows = 200, Dimension = 8;

    [Fact]
    public void A_fit_against_a_fixed_model_varies_by_half_of_what_its_rows_show()
    {
        // The fit is the mean of the training rows, the model their expectation, the loss a square.
        const int DataSets = 1000;
        var (differences, rowAlone, lessened) = (new double[DataSets], 0.0, 0.0);
        for (var i = 0; i < DataSets; i++)
        {
            var repeats = Squares((ulong)i);
            var paired = RowLosses.Mean(repeats);
            var (loss, error) = paired.Estimate(0.5);
            differences[i] = loss;
            var split = SynthAug.Numerics.Estimate.Of([.. repeats.Select(r => r.Estimate(0.5).Loss)]).StandardError;
            rowAlone += (error * error + split * split) / DataSets;
            lessened += (TrainingNoise.Less(error * error, paired, repeats, Folds, Rows, 0.5, null) + split * split) / DataSets;
        }

        var deviation = SynthAug.Numerics.Estimate.Of(differences).StandardDeviation;
        // 1.37: 200 rows keep a fifth of what could be taken off, and where T is above V the larger of two is taken. A variance from 1000 data sets has a standard error of √(2/999) = 4.5 %.
        (lessened / (deviation * deviation)).ShouldBeInRange(1, 1.55);
        // The twin: rows alone, 1.86.
        (rowAlone / (deviation * deviation)).ShouldBeGreaterThan(1.65);
    }

    [Fact]
    public void Losses_that_no_training_row_moves_keep_their_error()
    {
        var fixedLosses = Squares(1)[0];
        TrainingNoise.Less(0.25, fixedLosses, [fixedLosses, fixedLosses, fixedLosses], Folds, Rows, 0.5, null).ShouldBe(0.25);
        TrainingNoise.Less(0.25, fixedLosses, [fixedLosses], Folds, Rows, 0.5, null).ShouldBe(0.25);
    }

    [Fact]
    public void Never_more_than_the_rows_show_nor_less_than_half()
    {
        var repeats = Squares(2);
        var paired = RowLosses.Mean(repeats);
        double Of(double variance, int minorityCount) => TrainingNoise.Less(variance, paired, repeats, Folds, minorityCount, 0.5, null);
        var half = 1 - Of(1, int.MaxValue);
        half.ShouldBeGreaterThan(0);
        // More training noise than noise: it stands in for the row-level variance, which it does not exceed.
        Of(half / 2, 1_000_000).ShouldBe(half / 2);
        Of(1.5 * half, 1_000_000).ShouldBe(half, half * 1e-3);
        Of(2 * half, 1_000_000).ShouldBe(half, half * 1e-3);
        // With 50 minority rows half of it is taken off.
        Of(2 * half, 50).ShouldBe(1.5 * half, half * 1e-3);
    }

    [Fact]
    public void Groups_of_one_row_are_rows()
    {
        var repeats = Squares(3);
        var paired = RowLosses.Mean(repeats);
        var groups = new RowGroups([.. Enumerable.Range(0, Rows)], [.. Enumerable.Range(Rows, Rows)]);
        var variance = Math.Pow(paired.Estimate(0.5).StandardError, 2);
        TrainingNoise.Less(variance, paired, repeats, Folds, Rows, 0.5, groups).ShouldBe(TrainingNoise.Less(variance, paired, repeats, Folds, Rows, 0.5, null), variance * 1e-12);
    }

    // ‖x − mean of the training rows‖² − ‖x‖² of each held-out row, repeat by repeat; two classes with a mean of their own, normal rows.
    private static RowLosses[] Squares(ulong seed)
    {
        var random = new RandomStream(StreamKey.FromSeed(61).Fork(seed));
        double[][] rows = [Normal(), Normal()];
        var layouts = MatrixParts.Split(Rows, Rows, Folds, Repeats, seed);
        return [.. layouts.Select(l => new RowLosses(Losses(rows[0], l.Of(minority: false)), Losses(rows[1], l.Of(minority: true))))];

        double[] Normal()
        {
            var values = new double[Rows * Dimension];
            random.FillNormal(values);
            return values;
        }
    }

    private static double[] Losses(double[] rows, FoldLayout.ClassLayout layout)
    {
        var losses = new double[Rows];
        for (var fold = 0; fold < Folds; fold++)
        {
            var held = layout.HeldOutRows(fold);
            var mean = new double[Dimension];
            for (var i = 0; i < rows.Length; i++) mean[i % Dimension] += rows[i];
            foreach (var i in held)
                for (var j = 0; j < Dimension; j++) mean[j] -= rows[i * Dimension + j];
            foreach (ref var m in mean.AsSpan()) m /= Rows - held.Length;
            foreach (var i in held)
                for (var j = 0; j < Dimension; j++) losses[i] += mean[j] * (mean[j] - 2 * rows[i * Dimension + j]);
        }

        return losses;
    }
}
