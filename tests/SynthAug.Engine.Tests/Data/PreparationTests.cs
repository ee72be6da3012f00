using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class PreparationTests
{
    private const double None = double.NaN;

    private static readonly TableColumn[] Columns =
    [
        new("dose", ColumnUse.Continuous) { MissingCount = 1 },
        new("age", ColumnUse.Integer),
        new("ward", ColumnUse.Categorical) { Levels = ["ER", "GP", "ICU", "new"] },
        new("sex", ColumnUse.Categorical) { Levels = ["f", "m"] },
    ];

    // dose: mean of 1, 3, (3), 5 is 3, sd √2; age: 10, 20, 30, 40.
    private static readonly FeatureMatrix Majority = new([1, 10, 0, 1, 3, 20, 1, 1, None, 30, 2, 0], 4);
    private static readonly FeatureMatrix Minority = new([5, 40, 2, 1], 4);
    private static readonly Preparation Fitted = Preparation.Fit(TableRows.All(Majority), TableRows.All(Minority), Columns);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(75)]
    public void Every_number_is_snapped_for_itself_wherever_it_stands(int count)
    {
        // Widths that no vector divides: continuous, integer and binary columns around a category, which is left to itself.
        TableColumn[] columns = [new("x", ColumnUse.Continuous), new("n", ColumnUse.Integer), new("ward", ColumnUse.Categorical) { Levels = ["a", "b", "c"] }, new("b", ColumnUse.Binary), new("m", ColumnUse.Integer)];
        var random = new RandomStream(StreamKey.FromSeed(5));
        FeatureMatrix Table(int rows) => new([.. Enumerable.Range(0, rows).SelectMany(i => (double[])[random.NextNormal(), random.NextIndex(9) - 4, i % 3, 2 + 3 * (i % 2), random.NextIndex(1000)])], 5);
        var (majority, minority) = (Table(40), Table(11));
        var fitted = Preparation.Fit(TableRows.All(majority), TableRows.All(minority), columns);
        var rows = new FeatureMatrix(count, fitted.Columns.Count);
        foreach (ref var value in rows.Writable.Values) value = 2 * random.NextNormal();
        rows.Writable[count / 2][1] = double.NaN;
        rows.Writable[count - 1][5] = double.NaN;
        var before = rows.Rows.Values.ToArray();

        fitted.Snap(rows.Writable);

        foreach (var (column, place) in ((int, int)[])[(0, 0), (1, 1), (3, 5), (4, 6)])
        {
            var all = Enumerable.Range(0, 51).Select(i => i < 40 ? majority[i][column] : minority[i - 40][column]).ToArray();
            var (least, largest) = (all[40..].Min(), all[40..].Max());
            var sd = Math.Sqrt(all.Average(v => (v - all.Average()) * (v - all.Average())));
            for (var i = 0; i < count; i++)
            {
                var value = before[i * 7 + place] * sd + all.Average();
                var expected = columns[column].Use switch
                {
                    ColumnUse.Continuous => Math.Clamp(value, least, largest),
                    ColumnUse.Integer => Math.Clamp(Math.Round(value), least, largest),
                    _ => double.IsNaN(value) ? value : value - least > largest - value ? largest : least,
                };
                var snapped = rows[i][place] * sd + all.Average();
                (double.IsNaN(expected) ? double.IsNaN(snapped) : Math.Abs(snapped - expected) < 1e-9).ShouldBeTrue($"row {i} of {columns[column].Name}: {snapped}, not {expected}");
            }
        }
    }

    // Runs of numbers that no vector divides, broken by a category and by a number with an indicator; a held-out row lacks a value that no training row lacks.
    [Fact]
    public void Numbers_side_by_side_are_prepared_as_each_alone()
    {
        var columns = Enumerable.Range(0, 24).Select(j => j == 12 ? new TableColumn("ward", ColumnUse.Categorical) { Levels = ["a", "b"] }
            : new($"x{j}", ColumnUse.Continuous) { MissingCount = j == 1 ? 1 : 0 }).ToArray();
        var random = new RandomStream(StreamKey.FromSeed(8));
        FeatureMatrix Table(int rows) => new([.. Enumerable.Range(0, rows * 24).Select(i => i % 24 == 12 ? i / 24 % 2 : random.NextNormal())], 24);
        var (majority, minority, held) = (Table(30), Table(9), Table(70));
        majority.Writable[3][1] = None;
        held.Writable[2][20] = held.Writable[4][1] = None;
        var prepared = new FeatureMatrix(0, 1);
        Preparation.Fit(TableRows.All(majority), TableRows.All(minority), columns).Apply(TableRows.All(held), prepared);

        foreach (var j in Enumerable.Range(0, 24).Where(j => j != 12))
        {
            static FeatureMatrix Column(FeatureMatrix table, int j) => new([.. Enumerable.Range(0, table.RowCount).Select(i => table[i][j])], 1);
            var alone = new FeatureMatrix(0, 1);
            Preparation.Fit(TableRows.All(Column(majority, j)), TableRows.All(Column(minority, j)), [columns[j]]).Apply(TableRows.All(Column(held, j)), alone);
            // The indicator stands after x1; the category of two levels is one column.
            var place = j + (j > 1 ? 1 : 0);
            for (var i = 0; i < held.RowCount; i++) prepared[i][place].ShouldBe(alone[i][0], $"row {i} of x{j}");
        }
    }

    [Fact]
    public void Columns_are_numbers_then_indicators_and_levels_in_blocks()
    {
        Fitted.Columns.Select(column => (column.Name, column.Kind, column.Block)).ShouldBe([
            ("dose", ColumnKind.Continuous, -1), ("dose is missing", ColumnKind.OneHot, 0), ("age", ColumnKind.Continuous, -1),
            ("ward=ER", ColumnKind.OneHot, 1), ("ward=GP", ColumnKind.OneHot, 1), ("ward=ICU", ColumnKind.OneHot, 1), ("sex=f", ColumnKind.OneHot, 2)]);
    }

    [Fact]
    public void Rows_are_filled_by_the_lower_median_scaled_and_encoded()
    {
        var prepared = Apply([None, 25, 1, 0, 3 + Math.Sqrt(2), 25, 3, 1, 3, 25, -1, 1]);
        Row(prepared, 0).ShouldBe([0, 1, 0, 0, 1, 0, 1]);
        // A level that no training row has, "new" or one of another file, is none of the columns.
        prepared[1][0].ShouldBe(1, 1e-15);
        Row(prepared, 1)[1..].ShouldBe([0, 0, 0, 0, 0, 0]);
        Row(prepared, 2)[3..].ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void A_missing_category_is_a_level_of_its_own()
    {
        TableColumn[] columns = [new("ward", ColumnUse.Categorical) { Levels = ["ER", "GP"], MissingCount = 2 }];
        var fitted = Preparation.Fit(TableRows.All(new([0, 1, None], 1)), TableRows.All(new([None], 1)), columns);
        fitted.Columns.Select(column => column.Name).ShouldBe(["ward=ER", "ward=GP", "ward=(missing)"]);
        var prepared = new FeatureMatrix(0, 1);
        fitted.Apply(TableRows.All(new([None, 0], 1)), prepared);
        prepared.Rows.Values.ToArray().ShouldBe([0, 0, 1, 1, 0, 0]);
        fitted.Restore(prepared.Rows).Rows.Values.ToArray().ShouldBe([None, 0]);
    }

    [Fact]
    public void Whole_numbers_are_rounded_to_the_even_one_of_two_as_near()
    {
        // Mean 0, deviation 2: what is prepared is half of the table's value.
        var fitted = Preparation.Fit(TableRows.All(new([-2, 2], 1)), TableRows.All(new([-2, 2], 1)), [new("n", ColumnUse.Integer)]);
        double[] prepared = [0.25, 0.75, -0.25, -0.75, -0.1, 0.3, 1e300, -1e18, Math.BitDecrement(0.25), 0];
        var rows = new FeatureMatrix(prepared, 1);
        fitted.Snap(rows.Writable);
        double[] expected = [.. prepared.Select(value => Math.Clamp(Math.Round(2 * value), -2, 2) / 2)];
        rows.Rows.Values.ToArray().Select(BitConverter.DoubleToInt64Bits).ShouldBe(expected.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void The_column_of_two_levels_is_that_of_the_rarer()
    {
        var row = Apply([1, 10, 0, 1, 1, 10, 0, 0]);
        (row[0][6], row[1][6]).ShouldBe((0, 1));
    }

    [Fact]
    public void Snapped_rows_keep_the_types_and_the_range_of_the_minority()
    {
        TableColumn[] columns = [new("x", ColumnUse.Continuous), new("n", ColumnUse.Integer), new("b", ColumnUse.Binary), new("m", ColumnUse.Continuous) { MissingCount = 1 }];
        var fitted = Preparation.Fit(
            TableRows.All(new([-100, 0, 1, 7, 100, 90, 2, None], 4)), TableRows.All(new([1.25, 3, 1, 8, 2.5, 6, 2, 9], 4)), columns);
        var rows = new FeatureMatrix(0, 1);
        // In the table's units: below the range, above it; a fraction; between two; a mark that was voted for.
        fitted.Apply(TableRows.All(new([1, 4.4, 1.4, 8.5, 99, 7.9, 1.6, 1, 2, 2, 1.5, None], 4)), rows);
        fitted.Snap(rows.Writable);
        fitted.Restore(rows.Rows).Rows.Values.ToArray().ShouldBe([1.25, 4, 1, 8.5, 2.5, 6, 2, 8, 2, 3, 1, None]);

        var again = rows.Rows.Values.ToArray();
        fitted.Snap(rows.Writable);
        rows.Rows.Values.ToArray().ShouldBe(again);
        // Where the value is missing it is the filled one, for what fits and for what is delivered.
        var delivered = new FeatureMatrix(0, 1);
        fitted.Apply(TableRows.All(fitted.Restore(rows.Rows)), delivered);
        for (var i = 0; i < again.Length; i++) delivered.Rows.Values[i].ShouldBe(again[i], 1e-15);
    }

    [Fact]
    public void Values_come_back_without_the_last_digit_that_centring_adds()
    {
        var random = new RandomStream(StreamKey.FromSeed(3));
        var values = Enumerable.Range(0, 500).Select(_ => Math.Round(100 * random.NextNormal(), 2)).ToArray();
        var table = TableRows.All(new(values, 1));
        var fitted = Preparation.Fit(table, table, [new("x", ColumnUse.Continuous)]);
        var rows = new FeatureMatrix(0, 1);
        fitted.Apply(table, rows);
        var plain = 0;
        fitted.Restore(rows.Rows).Rows.Values.ToArray().ShouldBe(values);
        // Plain arithmetic does not come back: the test can fail.
        var (mean, scale) = (values.Average(), Math.Sqrt(values.Average(v => (v - values.Average()) * (v - values.Average()))));
        foreach (var value in values) plain += (value - mean) / scale * scale + mean == value ? 0 : 1;
        plain.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_pool_of_a_larger_size_begins_with_the_smaller_one_and_tells_its_parents()
    {
        var delivered = Fitted.Delivered(new Counting()).Fit(new(new(1, 7), new(1, 7)), new(new RandomStream(default)));
        var (whole, part) = (new FeatureMatrix(6, 7), new FeatureMatrix(2, 7));
        delivered.Generate(whole.Writable, 0, new(new RandomStream(default)));
        delivered.Generate(part.Writable, 4, new(new RandomStream(default)));
        part.Rows.Values.ToArray().ShouldBe(whole.Rows.Slice(4, 2).Values.ToArray());
        whole[5][3..].ToArray().ShouldBe([1, 0, 0, 1]);
        var parents = new RowParents[1];
        delivered.ShouldBeAssignableTo<ITracedGenerator>()!.Trace(parents, 3, new(new RandomStream(default)));
        parents[0].A.ShouldBe(3);
    }

    [Fact]
    public void Only_the_rows_given_count()
    {
        var table = new FeatureMatrix([1, 10, 0, 1, 3, 20, 1, 1, None, 30, 2, 0, 1e6, 1e6, 3, 0], 4);
        var fitted = Preparation.Fit(new(table, [0, 1, 2]), TableRows.All(Minority), Columns);
        fitted.Columns.ShouldBe(Fitted.Columns);
        var (one, two) = (new FeatureMatrix(0, 1), new FeatureMatrix(0, 1));
        fitted.Apply(TableRows.All(Minority), one);
        Fitted.Apply(TableRows.All(Minority), two);
        one.Rows.Values.ToArray().ShouldBe(two.Rows.Values.ToArray());
    }

    private static FeatureMatrix Apply(double[] table)
    {
        var prepared = new FeatureMatrix(0, 1);
        Fitted.Apply(TableRows.All(new(table, 4)), prepared);
        return prepared;
    }

    private static double[] Row(FeatureMatrix rows, int row) => rows[row].ToArray();

    /// <summary>Row j holds j in every column.</summary>
    private sealed class Counting : ISyntheticGenerator, ITracedGenerator
    {
        public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => this;

        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            for (var i = 0; i < destination.Count; i++) destination[i].Fill(firstRow + i);
        }

        public void Trace(Span<RowParents> parents, long firstRow, PluginContext context)
        {
            for (var i = 0; i < parents.Length; i++) parents[i] = new((int)firstRow + i, RowParents.None);
        }
    }
}
