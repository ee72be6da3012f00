// Prints one "name hash" line per kernel, after one line that names the instructions it ran on: the same hashes under every switch of the runtime.
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SynthAug;
using SynthAug.Numerics;

Console.WriteLine(Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported && Fma.IsSupported ? "AVX2" : "plain");

var stream = new RandomStream(StreamKey.FromSeed(42));
var sample = new FeatureMatrix(61, 13);
stream.FillNormal(sample.Writable, 5);
Show("normals", sample.Rows.Values);
var rows = sample.Rows;
var paired = new FeatureMatrix(61, 13);
stream.FillNormalPairs(paired.Writable, 5);
Show("normals in pairs", paired.Rows.Values);

var drawn = new double[203];
stream.AtRow(9).FillNormal(drawn);
Show("normals in order", drawn);
stream.FillUniform(drawn);
for (var i = 0; i < 20; i++) drawn[i] += stream.NextUniform() + stream.NextNormal() + stream.NextIndex(1000);
Show("uniforms, indices", drawn);
var signs = new FeatureMatrix(40, 3);
stream.FillSign(signs.Writable, 300);
Show("signs", signs.Rows.Values);

for (var i = 0; i < drawn.Length; i++) drawn[i] = (i % 2 == 0 ? 1 : -1) * drawn[i] * Math.ScaleB(1, i % 23 - 12);
var values = new double[drawn.Length];
ExactMath.Exp(drawn, values);
Show("exp", values);
ExactMath.Log(values, values);
Show("log", values);
ExactMath.Log1p(drawn, values);
Show("log1p", values);
ExactMath.Sigmoid(drawn, values);
Show("sigmoid", values);
ExactMath.Softplus(drawn, values);
Show("softplus", values);
Show("sum of softplus", [ExactMath.SumOfSoftplus(drawn, negated: false), ExactMath.SumOfSoftplus(drawn, negated: true)]);
Show("one at a time", [ExactMath.Exp(drawn[7]), ExactMath.Log(0.3), ExactMath.Log1p(drawn[8]), ExactMath.Softplus(drawn[9])]);

Show("sums", [Kernels.Sum(drawn), Kernels.Dot(drawn, values), Kernels.SquaredDistance(drawn, values), Estimate.Of(values).StandardError]);
var scores = new double[rows.Count];
Kernels.MatVec(rows, drawn.AsSpan(0, rows.Dimension), 0.1, scores);
Show("scores", scores);
Kernels.SquaredDistances(rows[3], rows, scores);
Show("distances", scores);

var stride = Columns.Padded(rows.Count);
var columns = new double[rows.Dimension * stride];
Columns.Transpose(rows, columns, stride);
var crossed = new double[rows.Count * rows.Count];
Columns.SquaredDistances(columns, stride, rows.Count, rows, crossed, rows.Count);
Show("distances side by side", crossed);
Columns.AddProducts(columns, stride, rows.Count, rows, rows.Dimension, crossed, rows.Count);
Show("products side by side", crossed);
var wide = new double[Gram.PackedLength(rows.Count)];
Gram.AddWeighted(new(crossed, rows.Count), scores, wide);
Show("wide gram", wide);

var counts = new byte[3 * 100];
for (var i = 0; i < counts.Length; i++) counts[i] = (byte)stream.NextIndex(5);
var differences = new float[2 * DrawnSums.BlockRows];
for (var rule = 0; rule < 2; rule++) Kernels.Differences(values.AsSpan(rule * 100, 100), drawn.AsSpan(rule * 100, 100), differences.AsSpan(rule * DrawnSums.BlockRows, 100));
var summed = new double[DrawnSums.PaddedCounts(3) * 2 * DrawnSums.Parts];
DrawnSums.Add(counts, 100, 3, 100, differences, summed);
Show("sums over counts", summed);

var packed = new double[Gram.PackedLength(rows.Dimension)];
Gram.Add(rows, packed);
Gram.AddWeighted(rows, scores, packed);
Show("gram", packed);
var moment = new double[rows.Dimension];
Gram.AddMoment(rows, moment);
Gram.AddWeightedMoment(rows, scores, moment);
Show("moments", moment);
foreach (var d in new[] { 2, 3, rows.Dimension })
{
    var part = new ReadOnlyRows(rows.Values[..(rows.Values.Length / d * d)], d);
    double[] state = new double[PrefixMoments.StateLength(d)], totals = new double[PrefixMoments.Length(d)], snapshot = new double[PrefixMoments.Length(d)];
    PrefixMoments.Add(part, state, [part.Count / 3], snapshot);
    PrefixMoments.Totals(state, d, totals);
    // What stands beyond the diagonal means nothing.
    Show("prefix sums", [.. Enumerable.Range(0, d + 1).SelectMany(i => new[] { snapshot, totals }.SelectMany(s => s[(i * PrefixMoments.Stride(d))..][..Math.Min(i + 1, d)]))]);
}

var factored = Cholesky.TryFactor(packed, rows.Dimension);
Cholesky.Solve(packed, rows.Dimension, moment);
Show(factored ? "cholesky" : "not positive definite", packed);
Show("solution", moment);
Cholesky.MultiplyLower(packed, rows.Dimension, rows[0], moment);
Show("correlated", moment);
var correlated = new FeatureMatrix(rows.Values.ToArray(), rows.Dimension);
new LowerMap(packed, moment).Apply(correlated.Writable);
Show("correlated rows", correlated.Rows.Values);

var shifted = new FeatureMatrix(rows.Values, rows.Dimension);
Kernels.AffineRows(0.9, moment, shifted.Writable);
Kernels.Affine(0.7, -0.1, shifted.Writable.Values);
Kernels.AffineRows(shifted.Rows.Values[..shifted.RowCount].ToArray(), moment, shifted.Writable);
Kernels.OntoSphere(3, moment, shifted.Writable);
Kernels.Interpolate(rows, [new(0, 1), new(2, 0)], [0.7, 0.2], shifted.Writable.Slice(2, 2));
Show("shifted", shifted.Rows.Values);

// Sizes for which each of them is chosen.
ShowNeighbours("neighbours, direct", 61, 13);
ShowNeighbours("neighbours, ranked", 600, 9);
ShowNeighbours("neighbours, sieved", 2500, 4);
ShowNeighbours("neighbours in a tree", 3000, 1);

void ShowNeighbours(string name, int count, int d)
{
    var cloud = new FeatureMatrix(count, d);
    stream.FillNormal(cloud.Writable, 0);
    var neighbours = new int[count * 5];
    NearestNeighbours.Find(cloud.Rows, 5, neighbours);
    Show(name, Array.ConvertAll(neighbours, i => (double)i));
}

// FNV-1a over the bit patterns.
static void Show(string name, ReadOnlySpan<double> numbers)
{
    var hash = 14695981039346656037;
    foreach (var octet in MemoryMarshal.AsBytes(numbers)) hash = (hash ^ octet) * 1099511628211;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {hash:x16}"));
}
