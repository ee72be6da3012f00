namespace SynthAug;

/// <summary>
/// The rows of one pool, made as they are read. Nothing is kept: a row that is read again is made again, and is the same.
/// </summary>
public interface IRowSource
{
    /// <summary>Writes rows firstRow … firstRow + destination.Count − 1. A faulty generator may leave a NaN or an infinity there.</summary>
    /// <param name="context">Its stream is left where the rows ended: a solver that draws numbers of its own forks it first.</param>
    /// <exception cref="RefusalException">The rows cannot be made.</exception>
    void Read(Rows destination, long firstRow, PluginContext context);
}

/// <summary>
/// A path solver that needs each row once. It reads the pool in pieces of its own choice, which stay in the first-level cache from the random number to the
/// sum: a pool that is stored costs more to write and to read back than most generators need to make it.
/// </summary>
public interface IStreamedPathSolver : IPathSolver
{
    /// <summary>What <see cref="IPathSolver.Solve"/> gives over the same rows, to the bit.</summary>
    /// <param name="sizes">Ascending, distinct, 0 ≤ m.</param>
    /// <exception cref="RefusalException">
    /// A candidate cannot be fitted, or the rows cannot be made, or one of them holds a NaN or an infinity: sums of squares show it without another look at the rows. Which one it is the
    /// engine finds out.
    /// </exception>
    void Solve(IRowSource pool, ReadOnlySpan<int> sizes, PluginContext context);
}
