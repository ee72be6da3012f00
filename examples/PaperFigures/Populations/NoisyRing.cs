namespace PaperFigures;

/// <summary>
/// The population of Figure 8 (right), d = 5. Majority: (x₁, x₂) normal with unit variances and correlation ½ round (0, 0), or with probability 0.3 round
/// (1.5, 0), the others standard normal. Minority: a ring of radius 2.2 ± 0.12 round (4.8, 0), each coordinate with noise of deviation 0.08.
/// </summary>
public sealed class NoisyRing : IPopulation
{
    public ILaw Majority { get; } = new ShiftedPair();

    public ILaw Minority { get; } = new Ring();

    private sealed class ShiftedPair : ILaw
    {
        public int Dimension => 5;

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            random.FillNormal(destination, firstRow);
            Span<double> uniform = stackalloc double[1];
            for (var i = 0; i < destination.Count; i++)
            {
                random.FillUniform(new Rows(uniform, 1), firstRow + i);
                var row = destination[i];
                row[1] = 0.5 * row[0] + Math.Sqrt(0.75) * row[1];
                if (uniform[0] < 0.3) row[0] += 1.5;
            }
        }
    }

    private sealed class Ring : ILaw
    {
        public int Dimension => 5;

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            random.FillNormal(destination, firstRow);
            Span<double> normals = stackalloc double[3];
            for (var i = 0; i < destination.Count; i++)
            {
                // The direction of a plane normal is a uniform angle, without a sine or cosine.
                random.AtRow(firstRow + i).FillNormal(normals);
                var radius = (2.2 + 0.12 * normals[2]) / Math.Sqrt(normals[0] * normals[0] + normals[1] * normals[1]);
                var row = destination[i];
                foreach (ref var value in row) value *= 0.08;
                row[0] += 4.8 + radius * normals[0];
                row[1] += radius * normals[1];
            }
        }
    }
}
