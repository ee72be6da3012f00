namespace SynthAug.Reporting.Figures;

/// <summary>A named estimate with its interval.</summary>
/// <param name="Low">Lower end; NaN when there is no interval.</param>
/// <param name="High">Upper end; NaN when there is no interval.</param>
public sealed record DotRow(string Name, double Value, double Low = double.NaN, double High = double.NaN)
{
    /// <summary>Rows of one group stand together under its name, in a colour and a marker of their own; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Said instead of numbers, such as why a rule has none.</summary>
    public string Remark { get; init; } = "";

    internal bool HasInterval => double.IsFinite(Low) && double.IsFinite(High);
}

/// <summary>A vertical line to compare with, such as "no difference".</summary>
public sealed record DotReference(string Name, double X);

/// <summary>A shaded stretch to compare with, such as differences too small to matter.</summary>
public sealed record DotZone(string Name, double From, double To);

/// <summary>One row a name: a point and its interval, with the numbers beside it.</summary>
public sealed record DotFigure : Figure
{
    public required FigureAxis XAxis { get; init; }

    /// <summary>From top to bottom; at least one.</summary>
    public required IReadOnlyList<DotRow> Rows { get; init; }

    public DotReference? Reference { get; init; }

    public DotZone? Zone { get; init; }

    /// <summary>Each value has a bar from the reference, or from the left edge without one.</summary>
    public bool HasBars { get; init; }

    /// <summary>What the intervals are; it heads the column of numbers.</summary>
    public string IntervalLabel { get; init; } = "95 % interval";

    public override IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>();
            if (Zone is { } zone) notes.Add($"Shaded: {zone.Name}.");
            var missing = Rows.Count(row => !Domain.CanShow(row.Value, log: false) && row.Remark.Length == 0);
            if (missing > 0) notes.Add($"{Words.Count(missing, "row has", "rows have")} no value.");
            if (XAxis.Log)
            {
                var lost = Rows.Count(row => Domain.CanShow(row.Value, log: false) && !Domain.CanShow(row.Value, log: true));
                if (lost > 0) notes.Add($"{Words.Count(lost, "estimate", "estimates")} at or below zero cannot stand on the log axis.");
            }

            var domain = DotDrawing.DomainOf(this);
            if (Rows.Any(row => (row.HasInterval && (row.Low < domain.Min || row.High > domain.Max)) || DotDrawing.IsBeyond(row, domain)))
                notes.Add("Arrowheads mark intervals that go on beyond the axis.");
            return notes;
        }
    }

    internal override string Description =>
        $"Dot plot of {Words.Or(XAxis.Label, "x")}: "
        + string.Join("; ", Rows.Select(row => $"{row.Name} {DotNumbers.Of(this).Text(row)}")) + ".";
}
