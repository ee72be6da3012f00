namespace SynthAug;

/// <summary>Learns the minority's law from training rows. Instances hold options only and may be shared by threads.</summary>
public interface ISyntheticGenerator
{
    /// <summary>Fits on the training rows; must not keep a reference to <paramref name="sample"/>'s buffers beyond the trial.</summary>
    /// <exception cref="RefusalException">The sample cannot be served (too few rows, NaN, …): the reason becomes a row of the results.</exception>
    IFittedGenerator Fit(TrainingSample sample, PluginContext context);
}

/// <summary>
/// A fitted law of synthetic minority rows. The <b>prefix rule</b>: row j depends on the fit, the stream's key and j only, so the first m rows of
/// a larger pool are the pool of size m, and a pool grows by appending.
/// </summary>
public interface IFittedGenerator
{
    /// <summary>Writes rows firstRow … firstRow + destination.Count − 1 of the endless pool; every one of them, or throws.</summary>
    /// <param name="destination">m × d, row-major; all of it is written.</param>
    /// <param name="firstRow">Index of the first row in the pool, ≥ 0.</param>
    /// <param name="context">Its stream has the same key in every call that belongs to one pool.</param>
    /// <exception cref="RefusalException">The rows cannot be made.</exception>
    void Generate(Rows destination, long firstRow, PluginContext context);
}

/// <summary>A generator that can say which training rows a synthetic row came from.</summary>
public interface ITracedGenerator : IFittedGenerator
{
    /// <summary>The parents of rows firstRow … firstRow + parents.Length − 1, for the same stream as <see cref="IFittedGenerator.Generate"/>.</summary>
    void Trace(Span<RowParents> parents, long firstRow, PluginContext context);
}

/// <summary>Indices into the training minority; <see cref="None"/> where a parent does not apply.</summary>
public readonly record struct RowParents(int A, int B)
{
    public const int None = -1;
}
