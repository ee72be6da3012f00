namespace SynthAug.Reporting.Figures;

/// <summary>Cuts lines and areas at the edges of a plot, so that nothing is drawn outside and no clip path is needed.</summary>
internal static class Clipping
{
    /// <summary>The pieces of a polyline inside the box (Liang and Barsky 1984, segment by segment).</summary>
    public static IReadOnlyList<IReadOnlyList<Spot>> Polyline(IReadOnlyList<Spot> spots, Box box)
    {
        var pieces = new List<IReadOnlyList<Spot>>();
        var piece = new List<Spot>();
        for (var i = 1; i < spots.Count; i++)
        {
            if (Segment(spots[i - 1], spots[i], box) is not { } inside)
            {
                Finish();
                continue;
            }

            if (piece.Count == 0 || piece[^1] != inside.From)
            {
                Finish();
                piece.Add(inside.From);
            }

            piece.Add(inside.To);
        }

        Finish();
        return pieces;

        void Finish()
        {
            if (piece.Count > 1) pieces.Add(piece);
            piece = [];
        }
    }

    /// <summary>The part of a polygon between two heights (Sutherland and Hodgman 1974, for the upper and the lower edge).</summary>
    public static IReadOnlyList<Spot> Polygon(IReadOnlyList<Spot> spots, double top, double bottom) =>
        HalfPlane(HalfPlane(spots, top, above: false), bottom, above: true);

    static Stretch? Segment(Spot from, Spot to, Box box)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        double enter = 0, leave = 1;
        foreach (var (step, room) in (ReadOnlySpan<(double, double)>)
            [(-dx, from.X - box.Left), (dx, box.Right - from.X), (-dy, from.Y - box.Top), (dy, box.Bottom - from.Y)])
        {
            if (step == 0)
            {
                if (room < 0) return null;
            }
            else if (step < 0)
            {
                enter = Math.Max(enter, room / step);
            }
            else
            {
                leave = Math.Min(leave, room / step);
            }
        }

        if (enter > leave) return null;
        // Ends that are inside stay as they are, bit for bit, so that neighbouring segments join.
        return new(enter > 0 ? new(from.X + enter * dx, from.Y + enter * dy) : from, leave < 1 ? new(from.X + leave * dx, from.Y + leave * dy) : to);
    }

    sealed record Stretch(Spot From, Spot To);

    static List<Spot> HalfPlane(IReadOnlyList<Spot> spots, double y, bool above)
    {
        var result = new List<Spot>();
        for (var i = 0; i < spots.Count; i++)
        {
            var (from, to) = (spots[(i + spots.Count - 1) % spots.Count], spots[i]);
            var (fromInside, toInside) = (IsInside(from), IsInside(to));
            if (fromInside != toInside) result.Add(new(from.X + (y - from.Y) / (to.Y - from.Y) * (to.X - from.X), y));
            if (toInside) result.Add(to);
        }

        return result;

        bool IsInside(Spot spot) => above ? spot.Y <= y : spot.Y >= y;
    }
}
