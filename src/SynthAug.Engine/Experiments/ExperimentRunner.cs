namespace SynthAug.Engine;

/// <summary>Takes the axis values of a cell in declared order: its key, its columns and its placeholders all come from here.</summary>
public interface IAxisWriter
{
    void Whole(string name, long value);

    void Real(string name, double value);

    /// <summary>Strings, booleans ("true", "false") and enum members by name.</summary>
    void Text(string name, string value);
}

/// <summary>
/// An experiment as the engine sees it. The source generator emits one for each <c>[Experiment]</c> class; <c>tune</c> has one over a CSV.
/// Behaviour is overrides, data is the descriptor: no reflection and no delegates on the way.
/// </summary>
public abstract class ExperimentRunner
{
    public abstract ExperimentDescriptor Descriptor { get; }

    /// <summary>Cells of the full grid: the product of the axes' lengths, 1 without axes. The last axis moves fastest.</summary>
    public abstract int GridSize { get; }

    /// <summary>A fresh instance with the axes of one grid cell set. One is made a trial, so nothing leaks between repetitions.</summary>
    public abstract object CreateCell(int index);

    /// <summary>True leaves the cell out.</summary>
    public virtual bool Skips(object cell) => false;

    public virtual void WriteAxes(object cell, IAxisWriter writer)
    {
    }

    /// <summary>Called only when the descriptor has no table.</summary>
    public virtual SampleSource Training(object cell) => throw new InvalidOperationException("The experiment declares no training data.");

    /// <summary>Called only when the descriptor says there is a validation set, and has no table.</summary>
    public virtual SampleSource Validation(object cell) => throw new InvalidOperationException("The experiment declares no validation data.");

    /// <summary>Called only when the descriptor says there is a test set, and has no table.</summary>
    public virtual SampleSource Test(object cell) => throw new InvalidOperationException("The experiment declares no test data.");

    /// <summary>Fits the in-class generator at this place of the descriptor's list.</summary>
    public virtual ILaw OwnGenerator(object cell, int index, TrainingSample training) =>
        throw new InvalidOperationException("The experiment declares no generator of its own.");

    /// <summary>Writes the user's measures; NaN where one does not apply to this model.</summary>
    /// <param name="values">Length: the descriptor's measures.</param>
    public virtual void Measure(object cell, in Fit fit, Span<double> values)
    {
    }

    /// <summary>Holds the claim at this place of the descriptor's list against finished results.</summary>
    public virtual ClaimOutcome Check(int claim, ResultView results) => throw new InvalidOperationException("The experiment makes no claim.");
}
