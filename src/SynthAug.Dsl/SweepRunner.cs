using SynthAug.Engine;

namespace SynthAug.Dsl;

/// <summary>The typed face of an <see cref="ExperimentRunner"/>: what the source generator derives from.</summary>
/// <typeparam name="TExperiment">The annotated class.</typeparam>
/// <typeparam name="TRow">Its emitted row record.</typeparam>
public abstract class SweepRunner<TExperiment, TRow> : ExperimentRunner
    where TExperiment : class
{
    public abstract TExperiment Create(int index);

    /// <summary>A stored row as the experiment's own record.</summary>
    public abstract TRow ToRow(TExperiment cell, in ResultRow row);

    public virtual bool Skips(TExperiment cell) => false;

    public virtual void WriteAxes(TExperiment cell, IAxisWriter writer)
    {
    }

    public virtual SampleSource Training(TExperiment cell) => base.Training(cell);

    public virtual SampleSource Validation(TExperiment cell) => base.Validation(cell);

    public virtual SampleSource Test(TExperiment cell) => base.Test(cell);

    public virtual ILaw OwnGenerator(TExperiment cell, int index, TrainingSample training) => base.OwnGenerator(cell, index, training);

    public virtual void Measure(TExperiment cell, in Fit fit, Span<double> values)
    {
    }

    public sealed override object CreateCell(int index) => Create(index);

    public sealed override bool Skips(object cell) => Skips((TExperiment)cell);

    public sealed override void WriteAxes(object cell, IAxisWriter writer) => WriteAxes((TExperiment)cell, writer);

    public sealed override SampleSource Training(object cell) => Training((TExperiment)cell);

    public sealed override SampleSource Validation(object cell) => Validation((TExperiment)cell);

    public sealed override SampleSource Test(object cell) => Test((TExperiment)cell);

    public sealed override ILaw OwnGenerator(object cell, int index, TrainingSample training) => OwnGenerator((TExperiment)cell, index, training);

    public sealed override void Measure(object cell, in Fit fit, Span<double> values) => Measure((TExperiment)cell, fit, values);
}
