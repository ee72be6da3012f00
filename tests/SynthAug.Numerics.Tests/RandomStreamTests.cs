namespace SynthAug.Numerics.Tests;

public class RandomStreamTests
{
    private static readonly StreamKey Key = StreamKey.FromSeed(1);

    [Fact]
    public void A_stream_starts_over_after_a_reset()
    {
        var stream = new RandomStream(Key);
        var first = stream.NextUniform();
        var normal = stream.NextNormal();
        stream.NextUniform().ShouldNotBe(first);
        stream.Reset(Key);
        stream.NextUniform().ShouldBe(first);
        stream.NextNormal().ShouldBe(normal);
    }

    [Fact]
    public void Filling_gives_the_numbers_of_repeated_draws_however_it_is_cut()
    {
        var single = new RandomStream(Key).AtRow(4);
        var uniforms = new double[3000];
        var normals = new double[3000];
        for (var i = 0; i < uniforms.Length; i++)
        {
            uniforms[i] = single.NextUniform();
            normals[i] = single.NextNormal();
        }

        double nextUniform = single.NextUniform(), nextNormal = single.NextNormal();
        foreach (var cut in new[] { 1, 5, 16, 17, 31, 513, 1024, 3000 })
        {
            var cuts = new RandomStream(Key).AtRow(4);
            var filledUniforms = new double[3000];
            var filledNormals = new double[3000];
            for (var at = 0; at < 3000; at += cut)
            {
                var length = Math.Min(cut, 3000 - at);
                cuts.FillUniform(filledUniforms.AsSpan(at, length));
                cuts.FillNormal(filledNormals.AsSpan(at, length));
            }

            filledUniforms.ShouldBe(uniforms);
            filledNormals.ShouldBe(normals);
            cuts.NextNormal().ShouldBe(nextNormal);
            cuts.NextUniform().ShouldBe(nextUniform);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(7), InlineData(16), InlineData(20)]
    public void A_pool_grows_by_appending(int d)
    {
        const int count = 700;
        var stream = new RandomStream(Key);
        foreach (var kind in Enum.GetValues<Kind>())
        {
            var whole = new FeatureMatrix(count, d);
            Fill(stream, kind, whole.Writable, 0);
            var parts = new FeatureMatrix(count, d);
            for (var first = 0; first < count; first += 93)
            {
                // Other draws in between must not matter.
                stream.NextNormal();
                Fill(stream, kind, parts.Writable.Slice(first, Math.Min(93, count - first)), first);
            }

            parts.Rows.Values.ToArray().ShouldBe(whole.Rows.Values.ToArray());
        }
    }

    [Fact]
    public void Rows_and_kinds_do_not_share_numbers()
    {
        var stream = new RandomStream(Key);
        var seen = new HashSet<double>();
        for (var row = -1; row < 50; row++)
        {
            if (row >= 0) stream.AtRow(row);
            for (var i = 0; i < 20; i++) seen.Add(stream.NextUniform()).ShouldBeTrue();
        }

        var rows = new FeatureMatrix(50, 20);
        stream.FillUniform(rows.Writable, 0);
        foreach (var value in rows.Rows.Values) seen.Add(value).ShouldBeTrue();
    }

    [Fact]
    public void A_shuffle_keeps_every_item_and_moves_some()
    {
        var items = Enumerable.Range(0, 100).ToArray();
        new RandomStream(Key).Shuffle<int>(items);
        items.ShouldNotBe(Enumerable.Range(0, 100));
        items.Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public void No_draw_allocates()
    {
        var stream = new RandomStream(Key);
        var matrix = new FeatureMatrix(100, 7);
        var span = new double[1000];
        Draw();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Draw();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Draw()
        {
            stream.FillUniform(matrix.Writable, 3);
            stream.FillNormal(matrix.Writable, 3);
            stream.FillNormalPairs(matrix.Writable, 3);
            stream.FillSign(matrix.Writable, 3);
            stream.AtRow(3).FillNormal(span);
            stream.FillUniform(span);
            stream.NextNormal();
            stream.NextIndex(5);
        }
    }

    [Fact]
    public void Positions_outside_the_counter_are_refused()
    {
        var stream = new RandomStream(Key);
        Should.Throw<ArgumentOutOfRangeException>(() => stream.AtRow(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => stream.AtRow(1L << 56));
        Should.Throw<ArgumentOutOfRangeException>(() => stream.FillNormal(new FeatureMatrix(1, 1).Writable, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => stream.FillNormalPairs(new FeatureMatrix(1, 1).Writable, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => stream.NextIndex(0));
    }

    private enum Kind { Uniform, Normal, NormalPair, Sign }

    private static void Fill(RandomStream stream, Kind kind, Rows rows, long firstRow)
    {
        if (kind == Kind.Uniform) stream.FillUniform(rows, firstRow);
        else if (kind == Kind.Normal) stream.FillNormal(rows, firstRow);
        else if (kind == Kind.NormalPair) stream.FillNormalPairs(rows, firstRow);
        else stream.FillSign(rows, firstRow);
    }
}
