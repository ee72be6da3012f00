using System.Globalization;

namespace SynthAug.Engine;

/// <summary>One typed axis value of a cell.</summary>
public sealed record AxisValue
{
    private AxisValue(string name, ColumnType type, long whole, double real, string text)
    {
        Name = name;
        Type = type;
        Whole = whole;
        Real = real;
        Text = text;
    }

    public string Name { get; }

    public ColumnType Type { get; }

    /// <summary>Set for <see cref="ColumnType.Whole"/>.</summary>
    public long Whole { get; }

    /// <summary>Set for <see cref="ColumnType.Real"/>.</summary>
    public double Real { get; }

    /// <summary>Invariant text of the value, whatever its type; full precision.</summary>
    public string Text { get; }

    public static AxisValue Of(string name, long value) => new(name, ColumnType.Whole, value, 0, value.ToString(CultureInfo.InvariantCulture));

    public static AxisValue Of(string name, double value) => new(name, ColumnType.Real, 0, value, value.ToString("R", CultureInfo.InvariantCulture));

    public static AxisValue Of(string name, string value) => new(name, ColumnType.Text, 0, 0, value);

    /// <summary>
    /// <c>name=kind+length:text;</c> — injective. Reals go by their bits (−0 as 0), enums by member name, so neither a format nor the
    /// order of an enum's members changes a key.
    /// </summary>
    public string Canonical()
    {
        var (kind, text) = Type switch
        {
            ColumnType.Whole => ('w', Text),
            ColumnType.Real => ('r', BitConverter.DoubleToUInt64Bits(Real == 0 ? 0 : Real).ToString("x16", CultureInfo.InvariantCulture)),
            _ => ('t', Text),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Name}={kind}{text.Length}:{text};");
    }
}

/// <summary>Collects a cell's axis values.</summary>
public sealed class AxisValues : IAxisWriter
{
    private readonly List<AxisValue> _values = [];

    public IReadOnlyList<AxisValue> Values => _values;

    public static IReadOnlyList<AxisValue> Of(ExperimentRunner runner, object cell)
    {
        var values = new AxisValues();
        runner.WriteAxes(cell, values);
        return values.Values;
    }

    public void Whole(string name, long value) => _values.Add(AxisValue.Of(name, value));

    public void Real(string name, double value) => _values.Add(AxisValue.Of(name, value));

    public void Text(string name, string value) => _values.Add(AxisValue.Of(name, value));
}
