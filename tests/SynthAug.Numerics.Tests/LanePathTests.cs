using SynthAug.Lanes;
using Xunit.Abstractions;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics.Tests;

/// <summary>Within one process: every implementation of the lanes that runs here, against plain scalar lanes. The probe does the same across switches.</summary>
public class LanePathTests(ITestOutputHelper output)
{
    [Fact]
    public void Streams_have_the_same_bits_on_every_path()
    {
        foreach (var (position, length) in new[] { (0L, 1200), (5L, 3), (9L, 40), (1023L, 1030), ((1L << 40) + 1, 700) })
        {
            Compare(
                to => Blocks().Fill<Lane, Normal<Lane>>(position, to),
                to => Blocks().Fill<Lanes256, Normal<Lanes256>>(position, to),
                to => Blocks().Fill<Lanes512, Normal<Lanes512>>(position, to),
                length);
            Compare(
                to => Blocks().Fill<Lane, NormalPair<Lane>>(position, to),
                to => Blocks().Fill<Lanes256, NormalPair<Lanes256>>(position, to),
                to => Blocks().Fill<Lanes512, NormalPair<Lanes512>>(position, to),
                length);
            Compare(
                to => Blocks().Fill<Lane, Uniform<Lane>>(position, to),
                to => Blocks().Fill<Lanes256, Uniform<Lanes256>>(position, to),
                to => Blocks().Fill<Lanes512, Uniform<Lanes512>>(position, to),
                length);
            Compare(
                to => Blocks().Signs<Lane>(position, to),
                to => Blocks().Signs<Lanes256>(position, to),
                to => Blocks().Signs<Lanes512>(position, to),
                length);
        }

        static CounterBlocks Blocks() => new(StreamKey.FromSeed(3), 200, 77);
    }

    [Fact]
    public void Elementary_functions_have_the_same_bits_on_every_path_and_one_at_a_time()
    {
        var arguments = Arguments();
        Check<ExactMath.ExpFunction>(ExactMath.Exp);
        Check<ExactMath.LogFunction>(ExactMath.Log);
        Check<ExactMath.Log1pFunction>(ExactMath.Log1p);
        Check<ExactMath.SigmoidFunction>(ExactMath.Sigmoid);
        Check<ExactMath.SoftplusFunction>(ExactMath.Softplus);

        void Check<TFunction>(Func<double, double> scalar) where TFunction : ExactMath.IFunction => Compare(
            to => arguments.Select(scalar).ToArray().CopyTo(to, 0),
            to => ExactMath.Map<Lanes256, TFunction>(arguments, to),
            to => ExactMath.Map<Lanes512, TFunction>(arguments, to),
            arguments.Length);
    }

    [Fact]
    public unsafe void Lanes_load_store_and_fold_alike()
    {
        var values = new double[81];
        new RandomStream(StreamKey.FromSeed(5)).FillNormal(values);
        fixed (double* first = &values[1])
        {
            for (var count = 0; count <= 9; count++)
            {
                var length = Math.Min(count, 8);
                var sum = Plain.Sum(values.AsSpan(1, length));
                MaskedFold<EightPlain>(first, count).ShouldBe(sum);
                if (Lanes256.IsSupported) MaskedFold<Pair<Lanes256>>(first, count).ShouldBe(sum);
                if (Lanes512.IsSupported) MaskedFold<Lanes512>(first, count).ShouldBe(sum);
            }

            double[] sums = [.. Enumerable.Range(0, 8).Select(i => Plain.Sum(values.AsSpan(1 + 8 * i, 8)))];
            EightFolds<EightPlain>(first).ShouldBe(sums);
            if (Lanes256.IsSupported) EightFolds<Pair<Lanes256>>(first).ShouldBe(sums);
            if (Lanes512.IsSupported) EightFolds<Lanes512>(first).ShouldBe(sums);
        }
    }

    [Fact]
    public unsafe void A_square_turns_about_its_diagonal()
    {
        Turn<EightPlain>();
        if (Lanes256.IsSupported) Turn<Lanes256>();
        if (Lanes256.IsSupported) Turn<Pair<Lanes256>>();
        if (Lanes512.IsSupported) Turn<Lanes512>();

        static void Turn<T>() where T : struct, ILanes<T>
        {
            double[] from = [.. Enumerable.Range(0, 100).Select(i => (double)i)], to = new double[100];
            fixed (double* source = &from[3], target = &to[1]) T.Transpose(source, 11, target, 9);
            for (var i = 0; i < T.Count; i++)
            {
                for (var k = 0; k < T.Count; k++) to[1 + 9 * k + i].ShouldBe(from[3 + 11 * i + k]);
            }
        }
    }

    // Also that a masked store leaves the other lanes alone.
    private static unsafe double MaskedFold<T>(double* source, int count) where T : struct, ILanes<T>
    {
        var loaded = T.LoadMasked(source, T.FirstLanes(count));
        var to = stackalloc double[8];
        new Span<double>(to, 8).Fill(7);
        T.Load(source).StoreMasked(to, T.FirstLanes(count));
        for (var i = 0; i < 8; i++) to[i].ShouldBe(i < count ? source[i] : 7);
        return loaded.Fold();
    }

    private static unsafe double[] EightFolds<T>(double* source) where T : struct, ILanes<T>
    {
        var folds = new double[8];
        fixed (double* to = folds)
        {
            T.StoreFolds(
                T.Load(source), T.Load(source + 8), T.Load(source + 16), T.Load(source + 24),
                T.Load(source + 32), T.Load(source + 40), T.Load(source + 48), T.Load(source + 56), to);
        }

        return folds;
    }

    private static double[] Arguments()
    {
        double[] edges =
        [
            0, double.Epsilon, 1e-310, 2.2250738585072014e-308, 1e-17, 0.5, 1, 1.03125, Math.PI, 709.78, 709.79, 745.1, 745.2, 1e300,
            double.MaxValue, double.PositiveInfinity, double.NaN,
        ];
        var drawn = new double[1003];
        new RandomStream(StreamKey.FromSeed(4)).FillNormal(drawn);
        for (var i = 0; i < drawn.Length; i++) drawn[i] *= Math.ScaleB(1, i % 40 - 25);
        return [.. edges, .. edges.Select(x => -x), .. drawn];
    }

    private void Compare(Action<double[]> plain, Action<double[]> half, Action<double[]> full, int length)
    {
        var expected = Bits(plain, length);
        if (Lanes256.IsSupported) Bits(half, length).ShouldBe(expected);
        if (Lanes512.IsSupported) Bits(full, length).ShouldBe(expected);
        output.WriteLine($"compared with plain lanes: AVX2 {Lanes256.IsSupported}, AVX-512 {Lanes512.IsSupported}");
    }

    private static long[] Bits(Action<double[]> fill, int length)
    {
        var values = new double[length];
        fill(values);
        return Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
    }
}
