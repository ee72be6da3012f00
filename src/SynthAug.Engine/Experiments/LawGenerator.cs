namespace SynthAug.Engine;

/// <summary>An in-class generator: fitting has happened, drawing is the law's own.</summary>
internal sealed class LawGenerator(ILaw law) : IFittedGenerator
{
    public void Generate(Rows destination, long firstRow, PluginContext context)
    {
        if (law.Dimension != destination.Dimension)
            throw new RefusalException($"The law has {law.Dimension} dimensions, the training rows have {destination.Dimension}.");
        law.Draw(destination, firstRow, context.Random);
    }
}
