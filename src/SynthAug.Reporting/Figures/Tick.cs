namespace SynthAug.Reporting.Figures;

/// <summary>A mark on an axis. An empty label is a minor mark.</summary>
public sealed record Tick(double Value, string Label)
{
    public bool IsMinor => Label.Length == 0;
}
