using SynthAug.Engine.Data;
using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// The data of a tuning run as it is fitted on and held out: R repeats of K folds in which each row is held out once a repeat; or one repeat of one
/// fold whose held-out rows are another table. All preparation is behind it, so that nothing held out can leak into a fit.
/// </summary>
public interface IHeldOutParts
{
    /// <summary>n0: majority rows that are held out once a repeat.</summary>
    int MajorityCount { get; }

    /// <summary>n1: minority rows that are held out once a repeat.</summary>
    int MinorityCount { get; }

    /// <summary>R ≥ 1.</summary>
    int Repeats { get; }

    /// <summary>K ≥ 1. With one fold nothing can be chosen by the other folds: tuned rules then report the minimum they were chosen by.</summary>
    int Folds { get; }

    /// <summary>Majority rows of a fit on everything that may be fitted on, which sizes are stated for.</summary>
    int WholeMajorityCount { get; }

    /// <summary>Minority rows of such a fit.</summary>
    int WholeMinorityCount { get; }

    /// <summary>d, columns that classifiers see; the most where folds differ.</summary>
    int Dimension { get; }

    /// <summary>Rows that belong together, which standard errors then sum; null when each stands for itself.</summary>
    RowGroups? Groups { get; }

    /// <summary>Where each fold's rows stand.</summary>
    FoldLayout Layout(int repeat);

    /// <summary>
    /// Fills the rows to fit on and the held-out rows, the latter in the layout's order, both prepared by what the former alone say. Called by
    /// several threads at once, each with its own memory.
    /// </summary>
    void Draw(int repeat, int fold, FoldDraw draw);
}

/// <summary>One worker's memory for a fold.</summary>
public sealed class FoldDraw
{
    /// <summary>Rows that generators and classifiers are fitted on.</summary>
    public SampleBuffer Training { get; } = new();

    public SampleBuffer HeldOut { get; } = new();

    /// <summary>Knows the types of the columns: what a generator makes is snapped to them, as the rows that are delivered are. Null where columns have none.</summary>
    public Preparation? Preparation { get; set; }

    /// <summary>Of the training minority; null where a generator has to search. Whoever changes rows after a draw sets it to null.</summary>
    public IMinorityNeighbours? Neighbours { get; set; }
}
