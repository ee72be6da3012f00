using SynthAug.Engine;

namespace SynthAug.Dsl;

/// <summary>Implemented by the emitted <c>Experiments</c> class of an assembly.</summary>
public interface IExperimentCollection
{
    static abstract IReadOnlyList<ExperimentRunner> All { get; }
}

/// <summary>Lets a built assembly be opened without scanning its types.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public abstract class AssemblyExperimentsAttribute : Attribute
{
    public abstract IReadOnlyList<ExperimentRunner> All { get; }
}

/// <summary>Emitted once an assembly: <c>[assembly: AssemblyExperiments&lt;Experiments&gt;]</c>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AssemblyExperimentsAttribute<T> : AssemblyExperimentsAttribute
    where T : IExperimentCollection
{
    public override IReadOnlyList<ExperimentRunner> All => T.All;
}
