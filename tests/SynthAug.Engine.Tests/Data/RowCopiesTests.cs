using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class RowCopiesTests
{
    private static readonly TableRows Majority = TableRows.All(new([1, 2, 3, double.NaN, 1, 2, 5, 6, 1, 2], 2));

    [Fact]
    public void Twins_across_classes_are_counted_with_the_first_pair()
    {
        RowCopies.Between(Majority, TableRows.All(new([7, 7, 3, double.NaN, 1, 2, 2, 1, 1, 2], 2))).ShouldBe((3, 0, 4));
        RowCopies.Between(Majority, TableRows.All(new([7, 7, 3, 0], 2))).ShouldBe((0, -1, -1));
    }

    [Fact]
    public void Rows_equal_to_an_earlier_one_are_counted() => RowCopies.Within(Majority).ShouldBe(2);

    [Fact]
    public void Only_the_rows_given_are_looked_at() => RowCopies.Within(Majority with { Rows = [0, 1, 3] }).ShouldBe(0);
}
