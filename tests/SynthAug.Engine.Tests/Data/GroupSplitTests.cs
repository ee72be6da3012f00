using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class GroupSplitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_group_is_in_two_folds_and_both_classes_are_even(ulong seed)
    {
        var (majority, minority) = Visits(patients: 300, seed);
        var folds = StratifiedFolds.Split(majority, minority, 5, Stream(seed));
        var seen = new Dictionary<int, int>();
        for (var k = 0; k < 5; k++)
        {
            foreach (var group in folds.MajorityIn(k).Select(row => majority[row]).Concat(folds.MinorityIn(k).Select(row => minority[row])))
            {
                if (seen.TryGetValue(group, out var fold)) fold.ShouldBe(k);
                seen[group] = k;
            }

            // Groups have 12 rows at most.
            ((double)folds.MajorityIn(k).Length).ShouldBe(majority.Length / 5.0, 12);
            ((double)folds.MinorityIn(k).Length).ShouldBe(minority.Length / 5.0, 6);
        }

        Enumerable.Range(0, 5).SelectMany(folds.MajorityIn).Order().ShouldBe(Enumerable.Range(0, majority.Length));
        Enumerable.Range(0, 5).SelectMany(folds.MinorityIn).Order().ShouldBe(Enumerable.Range(0, minority.Length));
    }

    [Fact]
    public void Splitting_rows_would_part_groups()
    {
        var (majority, minority) = Visits(patients: 300, seed: 1);
        var folds = StratifiedFolds.Split(majority.Length, minority.Length, 5, Stream(1));
        var own = folds.MajorityIn(0).Select(row => majority[row]).ToHashSet();
        folds.MajorityOutside(0).Any(row => own.Contains(majority[row])).ShouldBeTrue();
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_another_does_not()
    {
        var (majority, minority) = Visits(patients: 60, seed: 1);
        int[] Of(ulong seed) => StratifiedFolds.Split(majority, minority, 4, Stream(seed)).MajorityIn(2);
        Of(5).ShouldBe(Of(5));
        Of(5).ShouldNotBe(Of(6));
    }

    [Fact]
    public void Groups_of_one_row_are_dealt_like_rows()
    {
        var folds = StratifiedFolds.Split([.. Enumerable.Range(0, 23)], [.. Enumerable.Range(23, 12)], 5, Stream(1));
        for (var k = 0; k < 5; k++)
        {
            folds.MajorityIn(k).Length.ShouldBeInRange(4, 5);
            folds.MinorityIn(k).Length.ShouldBeInRange(2, 3);
        }
    }

    [Fact]
    public void Folds_that_would_lack_a_class_are_refused() =>
        Should.Throw<DataFileException>(() => StratifiedFolds.Split([0, 1, 2, 3, 4, 5], [6, 6, 6, 7, 7], 3, Stream(1))).Message.ShouldBe(
            "3 folds of whole groups would leave a fold without a class: the majority is in 6 groups, the minority in 2; take fewer folds.");

    [Fact]
    public void A_part_set_aside_has_its_share_of_both_classes()
    {
        var part = HoldOutPart.Of(1000, 40, 0.2, Stream(1));
        (part.Majority.Length, part.Minority.Length).ShouldBe((200, 8));
        part.Majority.ShouldBe(part.Majority.Distinct().Order());
        part.Majority.ShouldNotBe(HoldOutPart.Of(1000, 40, 0.2, Stream(2)).Majority);
        (HoldOutPart.Of(1000, 4, 0.01, Stream(1)).Minority.Length, HoldOutPart.Of(1000, 4, 0.99, Stream(1)).Minority.Length).ShouldBe((1, 3));

        var (majority, minority) = Visits(patients: 300, seed: 1);
        var grouped = HoldOutPart.Of(majority, minority, 0.3, Stream(1));
        ((double)grouped.Majority.Length).ShouldBe(0.3 * majority.Length, 12);
        ((double)grouped.Minority.Length).ShouldBe(0.3 * minority.Length, 6);
        var own = grouped.Majority.Select(row => majority[row]).Concat(grouped.Minority.Select(row => minority[row])).ToHashSet();
        Enumerable.Range(0, majority.Length).Except(grouped.Majority).ShouldAllBe(row => !own.Contains(majority[row]));
        Enumerable.Range(0, minority.Length).Except(grouped.Minority).ShouldAllBe(row => !own.Contains(minority[row]));
    }

    [Fact]
    public void A_part_that_cannot_be_had_is_refused()
    {
        Should.Throw<DataFileException>(() => HoldOutPart.Of(9, 1, 0.2, Stream(1))).Message.ShouldBe("A test part needs 2 rows of each class, there are 9 and 1; give the test rows as a file, or none.");
        Should.Throw<DataFileException>(() => HoldOutPart.Of([0, 1, 2], [3, 3, 3], 0.2, Stream(1))).Message
            .ShouldBe("The groups are too few or too large to set 0.2 of each class aside; give the test rows as a file.");
    }

    private static RandomStream Stream(ulong seed) => new(StreamKey.FromSeed(seed));

    /// <summary>Patients of 1 to 12 visits, a tenth of which are of the minority.</summary>
    private static (int[] Majority, int[] Minority) Visits(int patients, ulong seed)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var (majority, minority) = (new List<int>(), new List<int>());
        for (var patient = 0; patient < patients; patient++)
        {
            for (var visits = 1 + random.NextIndex(12); visits > 0; visits--) (random.NextUniform() < 0.1 ? minority : majority).Add(patient);
        }

        return ([.. majority], [.. minority]);
    }
}
