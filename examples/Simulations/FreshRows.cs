using SynthAug.Engine.Inference;
using SynthAug.Engine.Tuning;

namespace Simulations;

/// <summary>Rows of the population itself as a test part, columns as they are: what a choice turned out to be worth.</summary>
internal sealed class FreshRows(TrainingSample training, FeatureMatrix majority, FeatureMatrix minority) : IHeldOutParts
{
    private readonly FoldLayout _layout = FoldLayout.Whole(majority.RowCount, minority.RowCount);

    public int MajorityCount => majority.RowCount;

    public int MinorityCount => minority.RowCount;

    public int Repeats => 1;

    public int Folds => 1;

    public int WholeMajorityCount => training.Majority.RowCount;

    public int WholeMinorityCount => training.Minority.RowCount;

    public int Dimension => training.Dimension;

    public RowGroups? Groups => null;

    public FoldLayout Layout(int repeat) => _layout;

    public void Draw(int repeat, int fold, FoldDraw draw)
    {
        Copy(training.Majority, draw.Training.Majority);
        Copy(training.Minority, draw.Training.Minority);
        Copy(majority, draw.HeldOut.Majority);
        Copy(minority, draw.HeldOut.Minority);
    }

    private static void Copy(FeatureMatrix from, FeatureMatrix to)
    {
        to.Reshape(from.RowCount, from.Dimension);
        from.Rows.Values.CopyTo(to.Writable.Values);
    }
}
