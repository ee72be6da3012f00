namespace SynthAug.Plugins.Tests;

/// <summary>Logistic regression by bisection of one partial derivative after the other: slow, and nothing like Newton. Parameters: w, then c.</summary>
internal static class SlowLogistic
{
    public static double[] Fit(List<(double[] X, bool Minority)> rows, double l2, bool intercept)
    {
        var d = rows[0].X.Length;
        var theta = new double[d + 1];
        for (var sweep = 0; sweep < 2000; sweep++)
        {
            var before = theta.ToArray();
            for (var j = 0; j < (intercept ? d + 1 : d); j++)
            {
                double low = theta[j] - 1, high = theta[j] + 1;
                for (var i = 0; i < 60; i++)
                {
                    theta[j] = (low + high) / 2;
                    if (Gradient(rows, l2, theta)[j] > 0) high = theta[j];
                    else low = theta[j];
                }
            }

            if (theta.Zip(before, (a, b) => Math.Abs(a - b)).Max() < 1e-13) break;
        }

        return theta;
    }

    /// <summary>The gradient of ½·l2·‖w‖² + Σ ln(1 + exp(∓(xᵀw + c))), straight from the formula.</summary>
    public static double[] Gradient(List<(double[] X, bool Minority)> rows, double l2, double[] theta)
    {
        var d = theta.Length - 1;
        var gradient = new double[d + 1];
        for (var j = 0; j < d; j++) gradient[j] = l2 * theta[j];
        foreach (var (x, minority) in rows)
        {
            var score = theta[d];
            for (var j = 0; j < d; j++) score += x[j] * theta[j];
            var residual = 1 / (1 + Math.Exp(-score)) - (minority ? 1 : 0);
            for (var j = 0; j < d; j++) gradient[j] += residual * x[j];
            gradient[d] += residual;
        }

        return gradient;
    }
}
