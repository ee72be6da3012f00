namespace SynthAug.App.Program;

/// <summary>Two normal clouds in the plane, as far apart as asked.</summary>
public sealed class Clouds(double shift) : IPopulation
{
    public ILaw Majority { get; } = new Cloud(0);

    public ILaw Minority { get; } = new Cloud(shift);

    public sealed class Cloud(double centre) : ILaw
    {
        public int Dimension => 2;

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            random.FillNormal(destination, firstRow);
            foreach (ref var value in destination.Values) value += centre;
        }
    }
}
