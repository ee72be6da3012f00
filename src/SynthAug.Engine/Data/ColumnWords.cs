namespace SynthAug.Engine.Data;

public static class ColumnWords
{
    /// <summary>How a kind of column is written in a schema and in messages.</summary>
    public static string Word(this ColumnUse use) => use switch
    {
        ColumnUse.Continuous => "continuous",
        ColumnUse.Integer => "integer",
        ColumnUse.Binary => "binary",
        ColumnUse.Categorical => "categorical",
        ColumnUse.Ignored => "ignored",
        ColumnUse.Group => "group",
        ColumnUse.Label => "label",
        _ => throw new ArgumentOutOfRangeException(nameof(use)),
    };
}
