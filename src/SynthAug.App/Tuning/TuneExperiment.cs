using SynthAug.Engine;
using SynthAug.Engine.Data;
using SynthAug.Engine.Measures;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Tuning;

/// <summary>One held-out part of one repeat. Belongs to one trial, so to one thread.</summary>
internal sealed class TuneCell(int repeat, int fold)
{
    public int Repeat { get; } = repeat;

    public int Fold { get; } = fold;

    /// <summary>Fitted on this fold's training rows when they are drawn, which the engine does before the test rows.</summary>
    public Preparation? Preparation { get; set; }
}

/// <summary>
/// A CSV as an experiment: a cell is repeat × fold, its training draw the rows outside the fold, its test draw the fold; both standardised by
/// what the training rows alone say. The measure keeps single rows' held-out losses instead of a mean.
/// </summary>
internal class TuneExperiment : ExperimentRunner
{
    private readonly TuneData _data;
    private readonly IReadOnlyList<FoldLayout> _repeats;

    public TuneExperiment(
        TuneData data, IReadOnlyList<FoldLayout> repeats, TuneSettings settings,
        IReadOnlyList<string> generators, IReadOnlyList<string> classifiers, IReadOnlyList<SizeRule> rules)
    {
        _data = data;
        _repeats = repeats;
        Descriptor = new()
        {
            Name = "tune",
            Title = "Held-out losses of augmentation rules",
            Seed = settings.Seed,
            Repetitions = 1,
            Axes = [new("repeat", ColumnType.Whole), new("fold", ColumnType.Whole)],
            Generators = [.. generators.Select(g => new PluginUse(g, g))],
            Classifiers = [.. classifiers.Select(c => new PluginUse(c, c))],
            Rules = rules,
            Objective = new(Loss.Log, settings.Rho),
            HasTest = true,
        };
        Losses = new(
            repeats,
            data.Majority.Count,
            data.Minority.Count,
            rules.SelectMany(rule => (rule.UsesGenerator ? generators : [""])
                .SelectMany(g => classifiers.SelectMany(c => TuneRules.Candidates(rule, g, c)))));
    }

    public override ExperimentDescriptor Descriptor { get; }

    public override int GridSize => _repeats.Count * _repeats[0].Folds;

    public HeldOutLosses Losses { get; }

    public override object CreateCell(int index)
    {
        var (repeat, fold) = Math.DivRem(index, _repeats[0].Folds);
        return new TuneCell(repeat, fold);
    }

    public override void WriteAxes(object cell, IAxisWriter writer)
    {
        var place = (TuneCell)cell;
        writer.Whole("repeat", place.Repeat);
        writer.Whole("fold", place.Fold);
    }

    public override SampleSource Training(object cell)
    {
        var place = (TuneCell)cell;
        return SampleSource.From((buffer, _) =>
        {
            place.Preparation = Preparation.Fit(Rows(place, minority: false, heldOut: false), Rows(place, minority: true, heldOut: false), _data.Columns);
            Fill(place, heldOut: false, buffer);
        });
    }

    public override SampleSource Test(object cell)
    {
        var place = (TuneCell)cell;
        return SampleSource.From((buffer, _) => Fill(place, heldOut: true, buffer));
    }

    public override void Measure(object cell, in Fit fit, Span<double> values)
    {
        var place = (TuneCell)cell;
        var losses = Losses[new(fit.Generator, fit.Classifier, fit.Rule, fit.Gamma)];
        try
        {
            Score(fit.Model, fit.Test!.Majority, losses.Fold(place.Repeat, place.Fold, minority: false), minority: false);
            Score(fit.Model, fit.Test!.Minority, losses.Fold(place.Repeat, place.Fold, minority: true), minority: true);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // Whatever a plugin's model throws while it is scored is a reason in the panel, not the end of the run.
            losses.Refuse(place.Repeat, place.Fold, e is RefusalException ? e.Message : $"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>The rows inside or outside the held-out part, in the layout's order, prepared by the cell's preparation.</summary>
    protected void Fill(TuneCell cell, bool heldOut, SampleBuffer buffer)
    {
        cell.Preparation!.Apply(Rows(cell, minority: false, heldOut), buffer.Majority);
        cell.Preparation!.Apply(Rows(cell, minority: true, heldOut), buffer.Minority);
        buffer.Columns = cell.Preparation!.Columns;
    }

    private TableRows Rows(TuneCell cell, bool minority, bool heldOut)
    {
        var (all, layout) = (minority ? _data.Minority : _data.Majority, _repeats[cell.Repeat].Of(minority));
        var (first, end) = (layout.HeldOut(cell.Fold).Start.Value, layout.HeldOut(cell.Fold).End.Value);
        return new(all.Table, [.. layout.Order.Where((_, i) => (i >= first && i < end) == heldOut).Select(i => all.Rows[i])]);
    }

    private static void Score(IModel model, FeatureMatrix rows, Span<double> losses, bool minority)
    {
        model.Score(rows.Rows, losses);
        RowLoss.FromScores(losses, model.Scale, Loss.Log, minority);
        foreach (var loss in losses)
            if (!double.IsFinite(loss)) throw new RefusalException("The model's held-out log-loss is not a finite number.");
    }
}
