using Shouldly;
using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(BorrowingModule))]

namespace TestPlugins;

/// <summary>Ships without a package that the program has by chance.</summary>
internal sealed class BorrowingModule() : ConstantModule("borrows-from-host", typeof(ShouldAssertException).Name.Length);
