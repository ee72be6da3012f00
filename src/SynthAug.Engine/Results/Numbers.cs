using System.Runtime.InteropServices;
using SynthAug.Numerics;

namespace SynthAug.Engine.Results;

/// <summary>What is a number among the values added, in their order.</summary>
internal sealed class Numbers
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public void Add(double value)
    {
        if (!double.IsNaN(value)) _values.Add(value);
    }

    public Estimate Estimate() => Numerics.Estimate.Of(CollectionsMarshal.AsSpan(_values));
}
