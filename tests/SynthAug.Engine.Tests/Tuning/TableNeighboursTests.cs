using System.Globalization;
using System.Text;
using SynthAug.Engine.Data;
using SynthAug.Engine.Tuning;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Tuning;

public class TableNeighboursTests
{
    [Fact]
    public void Every_fold_has_the_neighbours_of_its_own_search()
    {
        var parts = Parts(row => FormattableString.Invariant($"{row % 7}"));
        var draw = new FoldDraw();
        for (var fold = 0; fold < 10; fold++)
        {
            parts.Draw(fold / 5, fold % 5, draw);
            var minority = draw.Training.Minority;
            var (own, shared) = (new int[minority.RowCount * 5], new int[minority.RowCount * 5]);
            draw.Neighbours!.TryFind(minority, 5, shared).ShouldBeTrue();
            NearestNeighbours.Find(minority.Rows, 5, own);
            shared.ShouldBe(own);
        }
    }

    [Fact]
    public void All_rows_have_the_neighbours_of_their_own_search()
    {
        var parts = Parts(row => FormattableString.Invariant($"{row % 7}"), out var minorityRows);
        var minority = new FeatureMatrix(0, 1);
        parts.Whole.Apply(minorityRows, minority);
        var (own, shared) = (new int[minority.RowCount * 3], new int[minority.RowCount * 3]);
        parts.NeighboursAmong(minority)!.TryFind(minority, 3, shared).ShouldBeTrue();
        NearestNeighbours.Find(minority.Rows, 3, own);
        shared.ShouldBe(own);
    }

    [Fact]
    public void Other_rows_are_not_known()
    {
        var draw = new FoldDraw();
        Parts(_ => "1").Draw(0, 0, draw);
        var same = new FeatureMatrix(draw.Training.Minority.Rows.Values, draw.Training.Minority.Dimension);
        draw.Neighbours!.TryFind(same, 5, new int[same.RowCount * 5]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("text"), InlineData("")]
    public void Columns_that_differ_by_more_than_their_scale_are_searched(string rare)
    {
        var draw = new FoldDraw();
        Parts(row => row % 50 == 0 ? rare : rare.Length > 0 ? "other" : "1").Draw(0, 0, draw);
        draw.Neighbours.ShouldBeNull();
    }

    private static TableParts Parts(Func<int, string> column) => Parts(column, out _);

    private static TableParts Parts(Func<int, string> column, out TableRows minority)
    {
        var text = new StringBuilder("a,b,c,label\n");
        var numbers = new double[2 * 9600];
        new RandomStream(StreamKey.FromSeed(4)).FillNormal(new Rows(numbers, 2), 0);
        // Heavy tails: one row is much of a column's scale, so the folds' scales differ.
        for (var i = 0; i < 9600; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Math.Pow(numbers[2 * i], 9):R},{numbers[2 * i + 1]:R},{column(i)},{(i % 3 == 0 ? 1 : 0)}\n");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        using var table = CsvTable.Read(stream, "made", new() { LabelColumn = "label", Missing = MissingPolicy.Median });
        minority = new(table.Features, table.MinorityRows);
        return TableParts.CrossValidated(table, new(table.Features, table.MajorityRows), minority, 5, 2, seed: 6);
    }
}
