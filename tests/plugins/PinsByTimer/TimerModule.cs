using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(TimerModule))]

namespace TestPlugins;

/// <summary>A running timer is a root of the collector: this plugin never leaves.</summary>
internal sealed class TimerModule() : ConstantModule("pins-by-timer", 0)
{
    internal static readonly Timer Pin = new(_ => { }, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public override PluginDescription Description => Pin is null ? throw new InvalidOperationException("The timer was collected.") : base.Description;
}
