using SynthAug.Plugins.Resampling;

namespace SynthAug.Plugins.Tests;

public class BootstrapTests
{
    [Fact]
    public void Every_row_is_the_minority_row_it_names_as_parent()
    {
        var sample = Samples.Normal(5, 7, 3);
        var fitted = (ITracedGenerator)new Bootstrap().Fit(sample, Samples.Context());
        var pool = fitted.Draw(400, 3);
        var parents = new RowParents[400];
        fitted.Trace(parents, 0, Samples.Context());
        for (var i = 0; i < 400; i++) pool[i].SequenceEqual(sample.Minority[parents[i].A]).ShouldBeTrue();
    }

    [Fact]
    public void Rows_come_equally_often()
    {
        const int Draws = 200_000, Rows = 13;
        var fitted = (ITracedGenerator)new Bootstrap().Fit(Samples.Normal(5, Rows, 2), Samples.Context());
        var parents = new RowParents[Draws];
        fitted.Trace(parents, 0, Samples.Context());
        LargestZ(parents.Select(p => p.A)).ShouldBeLessThan(5);

        // Power twin: the last row comes 5 % less often, its neighbour 5 % more often.
        LargestZ(parents.Select((p, i) => p.A == Rows - 1 && i % 20 == 0 ? Rows - 2 : p.A)).ShouldBeGreaterThan(5);

        // A count is binomial: SE² = m·p(1 − p).
        static double LargestZ(IEnumerable<int> rows)
        {
            var counts = new int[Rows];
            foreach (var row in rows) counts[row]++;
            const double P = 1.0 / Rows;
            return counts.Max(c => Samples.Z(c, Draws * P, Math.Sqrt(Draws * P * (1 - P))));
        }
    }
}
