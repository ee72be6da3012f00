using MathNet.Numerics.LinearAlgebra;

namespace SynthAug.Plugins.Tests.Kernel;

/// <summary>
/// Exact kernel logistic regression in the other coordinates: f = Σ αᵢk(xᵢ, ·) + c over all rows, by reweighted least squares on the saddle
/// system (K + ridge·S⁻¹)α + c = z, Σα = 0, dense and pivoted. No factor of K, no landmarks, no chord.
/// </summary>
internal sealed class SlowKernelLogistic
{
    private readonly List<double[]> _rows;
    private readonly double _bandwidth;
    private readonly Vector<double> _solution;

    public SlowKernelLogistic(List<double[]> rows, double[] labels, double[] weights, double bandwidth, double ridge)
    {
        (_rows, _bandwidth) = (rows, bandwidth);
        var n = rows.Count;
        var kernel = Matrix<double>.Build.Dense(n, n, (i, j) => Kernel(rows[i], rows[j]));
        _solution = Vector<double>.Build.Dense(n + 1);
        for (var round = 0; round < 60; round++)
        {
            var f = kernel * _solution.SubVector(0, n) + _solution[n];
            var system = Matrix<double>.Build.Dense(n + 1, n + 1);
            system.SetSubMatrix(0, 0, kernel);
            var target = Vector<double>.Build.Dense(n + 1);
            for (var i = 0; i < n; i++)
            {
                double sigma = 1 / (1 + Math.Exp(-f[i])), s = Math.Max(sigma * (1 - sigma), 1e-9) * weights[i];
                system[i, i] += ridge / s;
                target[i] = f[i] + weights[i] * (labels[i] - sigma) / s;
                system[i, n] = system[n, i] = 1;
            }

            var step = system.Solve(target) - _solution;
            // Margins move by 4 a round at most; a full step at the end.
            var largest = (kernel * step.SubVector(0, n) + step[n]).AbsoluteMaximum();
            _solution += step * Math.Min(1, 4 / largest);
            if (largest < 1e-12) return;
        }

        throw new InvalidOperationException("no convergence");
    }

    public static SlowKernelLogistic Fit(TrainingSample sample, FeatureMatrix? pool, double bandwidth, double ridge, double[]? w0 = null, double[]? w1 = null)
    {
        var rows = LogisticTests.Rows(sample, pool);
        double[] weights =
        [
            .. w0 ?? Enumerable.Repeat(1.0, sample.Majority.RowCount), .. w1 ?? Enumerable.Repeat(1.0, sample.Minority.RowCount),
            .. Enumerable.Repeat(1.0, pool?.RowCount ?? 0),
        ];
        return new([.. rows.Select(r => r.X)], [.. rows.Select(r => r.Minority ? 1.0 : 0)], weights, bandwidth, ridge);
    }

    public double Score(ReadOnlySpan<double> x)
    {
        var row = x.ToArray();
        return _solution[^1] + _rows.Select((r, i) => _solution[i] * Kernel(r, row)).Sum();
    }

    private double Kernel(double[] a, double[] b) =>
        Math.Exp(-a.Zip(b, (x, y) => (x - y) * (x - y)).Sum() / (2 * _bandwidth * _bandwidth));
}
