using SynthAug.Engine.Inference;
using SynthAug.Engine.Tuning;

namespace Simulations;

/// <summary>One simulated data set in repeated stratified folds, columns as they are: a law's rows, beside them, then need no column's scale.</summary>
internal sealed class RawFolds : IHeldOutParts
{
    private readonly TrainingSample _sample;
    private readonly FoldLayout[] _layouts;

    public RawFolds(TrainingSample sample, int folds, int repeats, ulong seed)
    {
        _sample = sample;
        _layouts = MatrixParts.Split(sample.Majority.RowCount, sample.Minority.RowCount, folds, repeats, seed);
    }

    public int MajorityCount => _sample.Majority.RowCount;

    public int MinorityCount => _sample.Minority.RowCount;

    public int Repeats => _layouts.Length;

    public int Folds => _layouts[0].Folds;

    public int WholeMajorityCount => MajorityCount;

    public int WholeMinorityCount => MinorityCount;

    public int Dimension => _sample.Dimension;

    public RowGroups? Groups => null;

    public FoldLayout Layout(int repeat) => _layouts[repeat];

    public void Draw(int repeat, int fold, FoldDraw draw)
    {
        Split(_sample.Majority, _layouts[repeat].Of(minority: false), fold, draw.Training.Majority, draw.HeldOut.Majority);
        Split(_sample.Minority, _layouts[repeat].Of(minority: true), fold, draw.Training.Minority, draw.HeldOut.Minority);
    }

    private static void Split(FeatureMatrix all, FoldLayout.ClassLayout layout, int fold, FeatureMatrix training, FeatureMatrix heldOut)
    {
        var (first, end) = (layout.HeldOut(fold).Start.Value, layout.HeldOut(fold).End.Value);
        heldOut.Reshape(end - first, all.Dimension);
        training.Reshape(all.RowCount - (end - first), all.Dimension);
        var next = 0;
        for (var i = 0; i < all.RowCount; i++)
        {
            var row = all[layout.Order[i]];
            if (i >= first && i < end) row.CopyTo(heldOut.Writable[i - first]);
            else row.CopyTo(training.Writable[next++]);
        }
    }
}
