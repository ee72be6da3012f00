using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SynthAug.Benchmarks;

/// <summary>Measures in the process that was published: its start-up switches and plugins are the product's, and nothing is built a second time.</summary>
internal sealed class InThisProcess : ManualConfig
{
    public InThisProcess()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
