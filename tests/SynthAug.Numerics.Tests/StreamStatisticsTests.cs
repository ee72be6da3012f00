namespace SynthAug.Numerics.Tests;

/// <summary>
/// A million draws against theory. Every check is a z-score: (estimate − truth) / SE, SE from the law itself, so |z| &lt; 5 fails by chance once in
/// two million. The twins are samplers that are wrong by little; the same checks must see them.
/// </summary>
public class StreamStatisticsTests
{
    private const int N = 1 << 20;

    [Fact]
    public void Normals_are_normal() => Worst(NormalScores(Normals(1))).ShouldBeLessThan(5);

    [Fact]
    public void Normals_wrong_by_little_are_seen()
    {
        // Half a percent too wide: the variance is off by 0.01, seven SE.
        Worst(NormalScores(Map(Normals(1), x => 1.005 * x))).ShouldBeGreaterThan(5);
        // Shifted by 0.006: six SE of the mean.
        Worst(NormalScores(Map(Normals(1), x => x + 0.006))).ShouldBeGreaterThan(5);
        // No tail beyond 4: 66 draws are missing.
        Worst(NormalScores(Map(Normals(1), x => Math.Clamp(x, -4, 4)))).ShouldBeGreaterThan(5);
        // Twelve uniforms summed: kurtosis 2.9.
        var uniforms = Uniforms(2, 12 * N);
        var sums = new double[N];
        for (var i = 0; i < uniforms.Length; i++) sums[i / 12] += uniforms[i] - 0.5;
        Worst(NormalScores(sums)).ShouldBeGreaterThan(5);
        // Both halves of a Box–Muller pair from one radius, its sign and its angle forgotten: dependent squares.
        var paired = Normals(1);
        for (var i = 0; i < N; i++) paired[i | 8] = paired[i & ~8] * (i % 3 == 0 ? -1 : 1);
        Worst(NormalScores(paired)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Normals_in_pairs_are_normal() => Worst(NormalScores(Paired(12))).ShouldBeLessThan(5);

    [Fact]
    public void Pairs_of_one_word_have_a_radius_and_an_angle_that_know_nothing_of_each_other()
    {
        var pairs = Paired(12);
        Worst(PairScores(pairs)).ShouldBeLessThan(5);

        // The twins: an angle that knows the radius's first two bits, one without its quadrant, and one on a grid of 2¹⁶.
        Worst(PairScores(Turned(pairs, (share, angle) => (Math.Floor(4 * share) + angle) / 4))).ShouldBeGreaterThan(5);
        Worst(PairScores(Turned(pairs, (_, angle) => Math.Abs(angle - 0.5)))).ShouldBeGreaterThan(5);
        Worst(PairScores(Turned(pairs, (_, angle) => Math.Floor(65536 * angle) / 65536))).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Uniforms_are_uniform() => Worst(UniformScores(Uniforms(3, N))).ShouldBeLessThan(5);

    [Fact]
    public void Uniforms_wrong_by_little_are_seen()
    {
        Worst(UniformScores(Map(Uniforms(3, N), u => u * 0.997))).ShouldBeGreaterThan(5);
        Worst(UniformScores(Map(Uniforms(3, N), u => u < 0.006 ? u / 2 : u))).ShouldBeGreaterThan(5);
        var stutter = Uniforms(3, N);
        for (var i = 0; i < N; i += 64) stutter[i] = stutter[i + 1];
        Worst(UniformScores(stutter)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Signs_are_fair_and_alone()
    {
        Worst(SignScores(Signs())).ShouldBeLessThan(5);
        var repeating = Signs();
        for (var i = 512; i < N; i += 50) repeating[i] = repeating[i - 512];
        Worst(SignScores(repeating)).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(2), InlineData(7), InlineData(1000)]
    public void Indices_are_equally_likely(int count)
    {
        var stream = new RandomStream(StreamKey.FromSeed(6));
        var fair = new long[count];
        var biased = new long[count];
        for (var i = 0; i < N; i++)
        {
            fair[stream.NextIndex(count)]++;
            // The twin gives a twentieth of the first index to the last.
            var index = stream.NextIndex(count);
            biased[index == 0 && i % 20 == 0 ? count - 1 : index]++;
        }

        Math.Abs(ChiSquareScore(fair)).ShouldBeLessThan(5);
        if (count < 1000) ChiSquareScore(biased).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Related_streams_are_unrelated()
    {
        var key = StreamKey.FromSeed(8);
        double[] one = Draw(key.Fork(1)), two = Draw(key.Fork(2)), parent = Draw(key), named = Draw(key.Fork("b")), next = Draw(StreamKey.FromSeed(9));
        Score(one, two).ShouldBeLessThan(5);
        Score(one, parent).ShouldBeLessThan(5);
        Score(two, named).ShouldBeLessThan(5);
        Score(parent, next).ShouldBeLessThan(5);

        // First numbers of neighbouring rows.
        var stream = new RandomStream(key);
        var rows = new double[N / 8];
        for (var i = 0; i < rows.Length; i++) rows[i] = stream.AtRow(i).NextNormal();
        Score(rows[..^1], rows[1..]).ShouldBeLessThan(5);

        // The twin: two streams that share one number in a hundred.
        for (var i = 0; i < N; i += 100) two[i] = one[i];
        Score(one, two).ShouldBeGreaterThan(5);

        static double[] Draw(StreamKey of)
        {
            var values = new double[N];
            new RandomStream(of).FillNormal(values);
            return values;
        }

        static double Score(double[] a, double[] b) => Math.Abs(Correlation(a, b) * Math.Sqrt(a.Length));
    }

    private static IEnumerable<double> NormalScores(double[] x)
    {
        yield return Score(Moment(x, 1), 0, 1);
        yield return Score(Moment(x, 2), 1, 2);
        yield return Score(Moment(x, 3), 0, 15);
        yield return Score(Moment(x, 4), 3, 96);
        // P(|x| > t) of a standard normal.
        foreach (var (t, p) in new[] { (0.6744897501960817, 0.5), (1.959963984540054, 0.05), (3, 0.0026997960632601866), (4, 6.334248366623973e-5) })
            yield return Score(x.Count(v => Math.Abs(v) > t) / (double)N, p, p * (1 - p));
        // Neighbours; 8 is the other half of the Box–Muller pair, 16 the next block.
        foreach (var lag in new[] { 1, 2, 4, 8, 16, 32 })
        {
            yield return Correlation(x[lag..], x[..^lag]) * Math.Sqrt(N);
            yield return Correlation(Map(x[lag..], v => v * v), Map(x[..^lag], v => v * v)) * Math.Sqrt(N);
            yield return Correlation(Map(x[lag..], Math.Abs), x[..^lag]) * Math.Sqrt(N);
        }
    }

    private static IEnumerable<double> UniformScores(double[] u)
    {
        u.ShouldAllBe(v => v >= 0 && v < 1);
        yield return Score(Moment(u, 1), 0.5, 1.0 / 12);
        yield return Score(Moment(u, 2), 1.0 / 3, 4.0 / 45);
        var bins = new long[256];
        foreach (var v in u) bins[(int)(v * 256)]++;
        yield return ChiSquareScore(bins);
        // The last of the 52 bits.
        var low = new long[256];
        foreach (var v in u) low[(long)Math.ScaleB(v, 52) & 255]++;
        yield return ChiSquareScore(low);
        foreach (var lag in new[] { 1, 2, 8, 16 }) yield return Correlation(u[lag..], u[..^lag]) * Math.Sqrt(N);
    }

    private static IEnumerable<double> SignScores(double[] s)
    {
        s.ShouldAllBe(v => v == 1 || v == -1);
        yield return Score(Moment(s, 1), 0, 1);
        foreach (var lag in new[] { 1, 7, 8, 9, 64, 512, 1024 }) yield return Correlation(s[lag..], s[..^lag]) * Math.Sqrt(N);
    }

    private static double[] Normals(ulong seed)
    {
        var x = new double[N];
        new RandomStream(StreamKey.FromSeed(seed)).FillNormal(x);
        return x;
    }

    private static double[] Paired(ulong seed)
    {
        var x = new FeatureMatrix(N / 2, 2);
        new RandomStream(StreamKey.FromSeed(seed)).FillNormalPairs(x.Writable, 0);
        return x.Rows.Values.ToArray();
    }

    // Numbers 16b + l and 16b + 8 + l: the share of pairs with a longer radius, and the angle in turns, are uniform and independent.
    private static IEnumerable<(int At, double Share, double Angle)> Pairs(double[] x)
    {
        for (var i = 0; i < N; i++)
        {
            if ((i & 8) != 0) continue;
            var turn = Math.Atan2(x[i + 8], x[i]) / (2 * Math.PI);
            yield return (i, Math.Exp(-0.5 * (x[i] * x[i] + x[i + 8] * x[i + 8])), turn < 0 ? turn + 1 : turn);
        }
    }

    private static IEnumerable<double> PairScores(double[] x)
    {
        long[] shares = new long[256], angles = new long[256], both = new long[256], fine = new long[256];
        foreach (var (_, share, angle) in Pairs(x))
        {
            shares[(int)(256 * share)]++;
            angles[(int)(256 * angle)]++;
            both[16 * (int)(16 * share) + (int)(16 * angle)]++;
            // The angle's bits 17 to 24.
            fine[(long)(angle * (1 << 24)) & 255]++;
        }

        return new[] { shares, angles, both, fine }.Select(ChiSquareScore);
    }

    private static double[] Turned(double[] x, Func<double, double, double> angle)
    {
        var turned = new double[N];
        foreach (var (i, share, old) in Pairs(x))
        {
            var (radius, phi) = (Math.Sqrt(-2 * Math.Log(share)), 2 * Math.PI * angle(share, old));
            (turned[i], turned[i + 8]) = (radius * Math.Cos(phi), radius * Math.Sin(phi));
        }

        return turned;
    }

    private static double[] Uniforms(ulong seed, int length)
    {
        var u = new double[length];
        new RandomStream(StreamKey.FromSeed(seed)).FillUniform(u);
        return u;
    }

    private static double[] Signs()
    {
        var s = new FeatureMatrix(N / 8, 8);
        new RandomStream(StreamKey.FromSeed(5)).FillSign(s.Writable, 0);
        return s.Rows.Values.ToArray();
    }

    private static double[] Map(double[] x, Func<double, double> f) => Array.ConvertAll(x, v => f(v));

    private static double Moment(double[] x, int power) => x.Sum(v => Math.Pow(v, power)) / x.Length;

    private static double Score(double estimate, double truth, double variance) => (estimate - truth) / Math.Sqrt(variance / N);

    private static double ChiSquareScore(long[] counts)
    {
        var expected = counts.Sum() / (double)counts.Length;
        var chi = counts.Sum(c => (c - expected) * (c - expected) / expected);
        var degrees = counts.Length - 1.0;
        // Wilson and Hilferty: the cube root of χ²/df is nearly normal, down to one degree.
        return (Math.Cbrt(chi / degrees) - (1 - 2 / (9 * degrees))) / Math.Sqrt(2 / (9 * degrees));
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }

    private static double Worst(IEnumerable<double> scores) => scores.Max(Math.Abs);
}
