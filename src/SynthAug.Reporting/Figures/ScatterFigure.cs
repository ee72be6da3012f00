namespace SynthAug.Reporting.Figures;

/// <summary>What dots stand for; it sets their colour and their shape, so that a print in grey tells them apart.</summary>
public enum DotKind
{
    /// <summary>The many: small open circles.</summary>
    Background,

    /// <summary>The few: filled triangles.</summary>
    Foreground,

    /// <summary>What was added: crosses.</summary>
    Added,
}

/// <summary>A dot; those without a finite place are counted in the notes.</summary>
public readonly record struct ScatterDot(double X, double Y);

/// <summary>Dots of one kind.</summary>
public sealed record ScatterGroup(string Name, DotKind Kind, ScatterDot[] Dots);

/// <summary>Clouds of dots, drawn in the order of their groups. It thins nothing: give no more dots than a page can hold, some 1500.</summary>
public sealed record ScatterFigure : Figure
{
    public required FigureAxis XAxis { get; init; }

    public required FigureAxis YAxis { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<ScatterGroup> Groups { get; init; }

    public override IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>();
            var (x, y) = ScatterDrawing.DomainsOf(this);
            var (missing, beyond) = (0, 0);
            foreach (var group in Groups)
            {
                foreach (var dot in group.Dots)
                {
                    if (!ScatterDrawing.CanShow(dot, x, y)) missing++;
                    else if (!(x.Holds(dot.X) && y.Holds(dot.Y))) beyond++;
                }
            }

            if (missing > 0) notes.Add($"{Words.Count(missing, "row has", "rows have")} no place on the axes.");
            if (beyond > 0) notes.Add($"{Words.Count(beyond, "row lies", "rows lie")} beyond the axes.");
            return notes;
        }
    }

    internal override string Description =>
        $"Scatter plot of {Words.Or(YAxis.Label, "y")} against {Words.Or(XAxis.Label, "x")}: "
        + Words.Join([.. Groups.Select(group => Words.Count(group.Dots.Length, "dot", "dots") + " for " + group.Name)]) + ".";
}
