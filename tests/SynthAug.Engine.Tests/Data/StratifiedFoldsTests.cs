using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class StratifiedFoldsTests
{
    [Theory]
    [InlineData(100, 20, 5)]
    [InlineData(101, 22, 5)]
    [InlineData(104, 24, 5)]
    [InlineData(7, 5, 5)]
    [InlineData(3, 2, 2)]
    public void Every_row_is_held_out_once_and_folds_differ_by_at_most_one(int majority, int minority, int count)
    {
        var folds = Split(majority, minority, count);

        Enumerable.Range(0, count).SelectMany(folds.MajorityIn).Order().ShouldBe(Enumerable.Range(0, majority));
        Enumerable.Range(0, count).SelectMany(folds.MinorityIn).Order().ShouldBe(Enumerable.Range(0, minority));
        AssertEven(fold => folds.MajorityIn(fold).Length);
        AssertEven(fold => folds.MinorityIn(fold).Length);
        AssertEven(fold => folds.MajorityIn(fold).Length + folds.MinorityIn(fold).Length);

        void AssertEven(Func<int, int> size)
        {
            var sizes = Enumerable.Range(0, count).Select(size).ToList();
            (sizes.Max() - sizes.Min()).ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public void What_is_outside_a_fold_is_the_rest_in_order()
    {
        var folds = Split(50, 13, 4);
        for (var fold = 0; fold < 4; fold++)
        {
            folds.MajorityOutside(fold).ShouldBe(Enumerable.Range(0, 50).Except(folds.MajorityIn(fold)));
            folds.MinorityOutside(fold).ShouldBe(Enumerable.Range(0, 13).Except(folds.MinorityIn(fold)));
            folds.MinorityIn(fold).ShouldBeInOrder();
        }
    }

    [Fact]
    public void The_seed_decides_and_one_class_does_not_move_the_other()
    {
        Split(50, 13, 4).MajorityIn(0).ShouldBe(Split(50, 13, 4).MajorityIn(0));
        Split(50, 13, 4).MajorityIn(0).ShouldBe(Split(50, 40, 4).MajorityIn(0));
        Split(50, 13, 4).MinorityIn(0).ShouldBe(Split(90, 13, 4).MinorityIn(0));
        Split(50, 13, 4).MajorityIn(0).ShouldNotBe(Split(50, 13, 4, seed: 2).MajorityIn(0));
    }

    [Fact]
    public void Both_classes_are_shuffled()
    {
        // Row 0 is in each fold with chance 1/4: a count of 400 splits has standard error √(400·¼·¾) = 8.66; 5 of them are 43.3.
        var folds = Enumerable.Range(0, 400).Select(seed => Split(20, 8, 4, (ulong)seed)).ToList();
        Math.Abs(folds.Count(split => split.MajorityIn(0).Contains(0)) - 100).ShouldBeLessThan(43);
        Math.Abs(folds.Count(split => split.MinorityIn(0).Contains(0)) - 100).ShouldBeLessThan(43);
        Math.Abs(folds.Count(split => split.MinorityIn(3).Contains(7)) - 100).ShouldBeLessThan(43);
    }

    [Fact]
    public void A_class_smaller_than_the_folds_is_refused()
    {
        Should.Throw<DataFileException>(() => Split(50, 4, 5)).Message
            .ShouldBe("5 folds need 5 rows of each class, there are 50 and 4; take fewer folds or more rows.");
        Should.Throw<DataFileException>(() => Split(4, 50, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => Split(50, 50, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Split(50, 50, 5).MinorityIn(5));
    }

    private static StratifiedFolds Split(int majority, int minority, int folds, ulong seed = 1) =>
        StratifiedFolds.Split(majority, minority, folds, new RandomStream(StreamKey.FromSeed(seed)));
}
