using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Tests.Equality;

public sealed class EquatableArrayTests
{
    [Fact]
    public void The_default_is_the_empty_list()
    {
        var nothing = default(EquatableArray<string>);
        nothing.Count.ShouldBe(0);
        nothing.ShouldBe(Array.Empty<string>().ToEquatable());
        nothing.GetHashCode().ShouldBe(Array.Empty<string>().ToEquatable().GetHashCode());
        foreach (var item in nothing) item.ShouldBeNull("there is no item");
        ((IEnumerable<string>)nothing).ShouldBeEmpty();
    }

    [Fact]
    public void Equal_items_make_equal_lists()
    {
        var (a, b) = (new[] { "a", "b" }.ToEquatable(), new[] { "a", "b" }.ToEquatable());
        a.Equals(b).ShouldBeTrue();
        a.Equals((object)b).ShouldBeTrue();
        (a == b).ShouldBeTrue();
        (a != b).ShouldBeFalse();
        a.GetHashCode().ShouldBe(b.GetHashCode());
        EqualityComparer<EquatableArray<string>>.Default.Equals(a, b).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a", "c")]
    [InlineData("b", "a")]
    [InlineData("a")]
    [InlineData("a", "b", "c")]
    [InlineData]
    public void Another_item_order_or_length_makes_another_list(params string[] other)
    {
        var list = new[] { "a", "b" }.ToEquatable();
        list.Equals(other.ToEquatable()).ShouldBeFalse();
        (list != other.ToEquatable()).ShouldBeTrue();
        list.GetHashCode().ShouldNotBe(other.ToEquatable().GetHashCode());
    }

    [Fact]
    public void Nulls_are_items_too()
    {
        new string[] { null!, "b" }.ToEquatable().Equals(new string[] { null!, "b" }.ToEquatable()).ShouldBeTrue();
        new string[] { null!, "b" }.ToEquatable().Equals(new[] { "a", "b" }.ToEquatable()).ShouldBeFalse();
        new[] { "a" }.ToEquatable().Equals(null).ShouldBeFalse();
    }

    [Fact]
    public void A_record_with_lists_equals_by_items() =>
        new Pair("x", new[] { 1, 2 }.ToEquatable()).ShouldBe(new Pair("x", new[] { 1, 2 }.ToEquatable()));

    private sealed record Pair(string Name, EquatableArray<int> Items);
}
