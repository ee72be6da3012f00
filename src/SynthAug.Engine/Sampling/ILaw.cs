namespace SynthAug;

/// <summary>
/// A law of rows in d dimensions that can be drawn from. Row j depends on the stream's key and j only (the prefix rule), which
/// <see cref="RandomStream.FillNormal(Rows, long)"/> and its siblings, or <see cref="RandomStream.AtRow"/>, give for free.
/// </summary>
public interface ILaw
{
    int Dimension { get; }

    /// <summary>Writes rows firstRow … of the endless draw.</summary>
    /// <param name="destination">m × d, row-major; all of it is written.</param>
    void Draw(Rows destination, long firstRow, RandomStream random);
}

/// <summary>The two class-conditional laws P0 (majority) and P1 (minority) of one dimension (paper, Section 2).</summary>
public interface IPopulation
{
    ILaw Majority { get; }

    ILaw Minority { get; }
}
