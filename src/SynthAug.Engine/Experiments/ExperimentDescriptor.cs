using SynthAug.Engine.Sizing;

namespace SynthAug.Engine;

public enum ColumnType
{
    Whole,
    Real,
    Text,
}

/// <param name="Name">Column name.</param>
/// <param name="Type">Of its values.</param>
public sealed record AxisDescriptor(string Name, ColumnType Type);

/// <summary>A generator or classifier of an experiment.</summary>
/// <param name="Label">What the result tables call it; unique in its experiment.</param>
/// <param name="Specification"><c>id:key=value,…</c>, may hold <c>{Axis}</c> placeholders; null for a generator that the experiment class itself declares.</param>
public sealed record PluginUse(string Label, string? Specification);

public abstract record PlotDescriptor
{
    public string? Title { get; init; }

    public string? Facet { get; init; }

    public string? Series { get; init; }
}

/// <summary>Mean of a measure over a column.</summary>
public sealed record LinePlot(string X, string Y) : PlotDescriptor
{
    public bool LogX { get; init; }

    public bool LogY { get; init; }

    public Band Band { get; init; }
}

/// <summary>Distribution of a column over repetitions.</summary>
public sealed record HistogramPlot(string Column) : PlotDescriptor;

/// <summary>What an experiment is, as data: everything but its behaviour.</summary>
public sealed record ExperimentDescriptor
{
    /// <summary>The class name; also the name of its files.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>The class's own summary, one paragraph; may be empty.</summary>
    public string Summary { get; init; } = "";

    public required ulong Seed { get; init; }

    /// <summary>Of each cell; over a table, how often it is split anew.</summary>
    public required int Repetitions { get; init; }

    public IReadOnlyList<AxisDescriptor> Axes { get; init; } = [];

    /// <summary>In-class generators first, in declared order, then plugins.</summary>
    public IReadOnlyList<PluginUse> Generators { get; init; } = [];

    public IReadOnlyList<PluginUse> Classifiers { get; init; } = [];

    public IReadOnlyList<SizeRule> Rules { get; init; } = [];

    public Objective Objective { get; init; } = new(Loss.Log);

    /// <summary>Names of the user's measures, in the order of <see cref="ExperimentRunner.Measure"/>.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    public Score Scores { get; init; }

    /// <summary>Where the rows come from when no draw is declared; null for declared draws.</summary>
    public CsvDescriptor? Csv { get; init; }

    /// <summary>Repetitions, or folds of all repeats over a table.</summary>
    public int TrialsPerCell => checked(Repetitions * (Csv?.Folds ?? 1));

    public bool HasValidation { get; init; }

    public bool HasTest { get; init; }

    /// <summary>One test set serves all repetitions of a cell.</summary>
    public bool FixedTest { get; init; }

    public IReadOnlyList<PlotDescriptor> Plots { get; init; } = [];

    /// <summary>What the experiment sets out to show, in the order of <see cref="ExperimentRunner.Check"/>.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];
}
