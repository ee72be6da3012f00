namespace SynthAug.Engine.Data;

/// <summary>What a column of a table is used as. The first four are features.</summary>
public enum ColumnUse
{
    /// <summary>Any finite number.</summary>
    Continuous,

    /// <summary>Whole numbers; synthetic rows hold whole numbers too.</summary>
    Integer,

    /// <summary>Two numbers only; synthetic rows hold one of them.</summary>
    Binary,

    /// <summary>Texts without an order. Its cells are places in <see cref="TableColumn.Levels"/>.</summary>
    Categorical,

    /// <summary>Left out of everything but the copy of the file.</summary>
    Ignored,

    /// <summary>Rows of one text belong together and never stand on both sides of a split.</summary>
    Group,

    /// <summary>The class.</summary>
    Label,
}

/// <summary>A feature of a table.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Use">One of the four kinds of feature.</param>
public sealed record TableColumn(string Name, ColumnUse Use)
{
    /// <summary>Texts of a categorical column in ordinal order; empty for numbers.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Cells without a value.</summary>
    public int MissingCount { get; init; }

    /// <summary>Least value of a column of numbers; NaN for a categorical one.</summary>
    public double Least { get; init; } = double.NaN;

    /// <summary>Largest value of a column of numbers; NaN for a categorical one.</summary>
    public double Largest { get; init; } = double.NaN;
}
