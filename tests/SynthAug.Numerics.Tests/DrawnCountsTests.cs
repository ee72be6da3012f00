using Shouldly;

namespace SynthAug.Numerics.Tests;

public class DrawnCountsTests
{
    private const int Rows = 300, Draws = 4000;

    [Theory]
    [InlineData(0), InlineData(1), InlineData(49), InlineData(50), InlineData(64), InlineData(1000), InlineData(3072), InlineData(30_001)]
    public void As_many_are_drawn_as_there_are_rows(int rows)
    {
        var (counts, again) = (new byte[rows], new byte[rows]);
        var (draw, random) = (new DrawnCounts(rows), Stream(1));
        for (var b = 0; b < 20; b++)
        {
            draw.Draw(random.AtRow(b), counts);
            counts.Sum(c => c).ShouldBe(rows);
        }

        // A draw depends on the row of the stream alone.
        draw.Draw(random.AtRow(19), again);
        again.ShouldBe(counts);
    }

    [Fact]
    public void Counts_have_the_law_of_rows_drawn_with_replacement()
    {
        var draw = new DrawnCounts(Rows);
        FindFault(draw.Draw).ShouldBeNull();

        // One by one, as the name says.
        FindFault(static (random, counts) =>
        {
            counts.Clear();
            for (var i = 0; i < counts.Length; i++) counts[random.NextIndex(counts.Length)]++;
        }).ShouldBeNull();
    }

    [Fact]
    public void Other_laws_are_found_out()
    {
        var draw = new DrawnCounts(Rows);

        // Independent counts of the right mean: right one by one, but the halves vary twice as much.
        FindFault(static (random, counts) =>
        {
            counts.Clear();
            for (var i = 0; i < 4 * counts.Length; i++)
                if (random.NextUniform() < 0.25) counts[random.NextIndex(counts.Length)]++;
        }).ShouldBe("halves");

        // Eight, the mark of what is drawn apart, taken for a count: some three times in 10⁵.
        FindFault((random, counts) =>
        {
            draw.Draw(random, counts);
            for (var i = 0; i < counts.Length; i++)
                if (random.NextUniform() < 3e-5) counts[i] = 8;
        }).ShouldBe("count 8");

        // The last row never drawn.
        FindFault(static (random, counts) =>
        {
            counts.Clear();
            for (var i = 0; i < counts.Length; i++) counts[random.NextIndex(counts.Length - 1)]++;
        }).ShouldBe("row");
    }

    private delegate void Drawing(RandomStream random, Span<byte> counts);

    /// <summary>What departs from Binomial(n, 1/n) by more than 4.5 standard errors.</summary>
    private static string? FindFault(Drawing draw)
    {
        var random = Stream(2);
        var counts = new byte[Rows];
        var (perRow, perCount, halves) = (new double[Rows], new double[9], new double[Draws]);
        for (var b = 0; b < Draws; b++)
        {
            draw(random.AtRow(b), counts);
            for (var i = 0; i < Rows; i++)
            {
                perRow[i] += counts[i];
                perCount[Math.Min(counts[i], (byte)8)]++;
                if (i < Rows / 2) halves[b] += counts[i];
            }
        }

        // A half has n/2 of n: variance n/4, which a sample of B tells to a share of √(2/B).
        var variance = halves.Sum(h => (h - Rows / 2.0) * (h - Rows / 2.0)) / Draws;
        if (Math.Abs(variance / (Rows / 4.0) - 1) > 4.5 * Math.Sqrt(2.0 / Draws)) return "halves";

        // Each row B times: variance B(1 − 1/n).
        if (perRow.Any(sum => Math.Abs(sum - Draws) > 4.5 * Math.Sqrt(Draws))) return "row";

        // Rows of a draw leave each other less room: independent ones vary more.
        var (share, rest) = (Math.Pow(1 - 1.0 / Rows, Rows), 1.0);
        for (var k = 0; k <= 8; k++)
        {
            var expected = (k < 8 ? share : rest) * Rows * Draws;
            if (Math.Abs(perCount[k] - expected) > 4.5 * Math.Sqrt(expected)) return $"count {k}";
            rest -= share;
            share *= (Rows - k) / ((k + 1.0) * (Rows - 1));
        }

        return null;
    }

    private static RandomStream Stream(ulong seed) => new(StreamKey.FromSeed(seed));
}
