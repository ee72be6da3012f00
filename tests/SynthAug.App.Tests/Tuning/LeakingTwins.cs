using SynthAug.App.Tuning;
using SynthAug.Engine.Data;
using SynthAug.Engine.Inference;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tests.Tuning;

/// <summary>Parts that are drawn in another way than they should be.</summary>
internal abstract class WrappedParts(IHeldOutParts parts) : IHeldOutParts
{
    public int MajorityCount => parts.MajorityCount;

    public int MinorityCount => parts.MinorityCount;

    public int Repeats => parts.Repeats;

    public int Folds => parts.Folds;

    public int WholeMajorityCount => parts.WholeMajorityCount;

    public int WholeMinorityCount => parts.WholeMinorityCount;

    public int Dimension => parts.Dimension;

    public RowGroups? Groups => parts.Groups;

    public FoldLayout Layout(int repeat) => parts.Layout(repeat);

    public virtual void Draw(int repeat, int fold, FoldDraw draw) => parts.Draw(repeat, fold, draw);
}

/// <summary>The leak that is easiest to write: prepare the table, then split it.</summary>
internal sealed class PreparedByAll(IHeldOutParts parts, TuneData data) : WrappedParts(parts)
{
    private readonly Preparation _all = Preparation.Fit(data.Majority, data.Minority, data.Columns);

    public override void Draw(int repeat, int fold, FoldDraw draw)
    {
        base.Draw(repeat, fold, draw);
        foreach (var minority in (bool[])[false, true])
        {
            var (rows, layout) = (minority ? data.Minority : data.Majority, Layout(repeat).Of(minority));
            var held = layout.HeldOutRows(fold).ToArray();
            int[] outside = [.. layout.Order.ToArray().Except(held)];
            _all.Apply(new(rows.Table, [.. outside.Select(i => rows.Rows[i])]), minority ? draw.Training.Minority : draw.Training.Majority);
            _all.Apply(new(rows.Table, [.. held.Select(i => rows.Rows[i])]), minority ? draw.HeldOut.Minority : draw.HeldOut.Majority);
        }

        draw.Preparation = _all;
    }
}

/// <summary>Called "copy" like the honest one, but repeats rows that it was given beforehand: the held-out ones are among them.</summary>
internal sealed class PeekingGenerator(FeatureMatrix rows) : ISyntheticGenerator, IFittedGenerator
{
    public static PluginCatalog CatalogOver(FeatureMatrix rows) =>
        new([new TestGeneratorModule("copy", () => new PeekingGenerator(rows)), .. TunePlugins.Modules.Where(module => module.Description.Id != "copy")]);

    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => this;

    public void Generate(Rows destination, long firstRow, PluginContext context)
    {
        for (var i = 0; i < destination.Count; i++) rows[context.Random.AtRow(firstRow + i).NextIndex(rows.RowCount)].CopyTo(destination[i]);
    }
}
