using System.Reflection;
using SynthAug.Plugins.Density;
using SynthAug.Plugins.Kernel;
using SynthAug.Plugins.Linear;
using SynthAug.Plugins.Resampling;

namespace SynthAug.Plugins.Tests;

/// <summary>What the host, the lock and the command line see: ids, options, defaults and ranges are a promise.</summary>
public class ModuleTests
{
    private static readonly PluginCatalog Catalog = new(
        new[] { typeof(Smote), typeof(GaussianFit), typeof(LeastSquares), typeof(KernelLogistic) }
            .SelectMany(t => t.Assembly.GetCustomAttributes<PluginModuleAttribute>())
            .Select(a => (PluginModule)Activator.CreateInstance(a.Module, nonPublic: true)!));

    [Theory]
    [InlineData("bootstrap", "")]
    [InlineData("gaussian-fit", "ridge=1E-06")]
    [InlineData("perturbed", "scale=1 relative=false")]
    [InlineData("smote", "k=5")]
    [InlineData("least-squares", "intercept=true labels=zero-one")]
    [InlineData("logistic", "l2=1 intercept=true")]
    [InlineData("kernel-logistic", "bandwidth=0 ridge=1 rank=100 tolerance=1E-06 approximation=pivoted max-exact=2000")]
    public void Ids_options_and_defaults_are_as_documented(string id, string options)
    {
        var description = Catalog.Modules.Single(m => m.Description.Id == id).Description;
        string.Join(' ', description.Options.Select(o => $"{o.Name}={o.Default}")).ShouldBe(options);
        Catalog.Modules.Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("smote:k=0")]
    [InlineData("gaussian-fit:ridge=-1")]
    [InlineData("perturbed:scale=-0.1")]
    [InlineData("logistic:l2=-1")]
    [InlineData("logistic:l2=NaN")]
    [InlineData("least-squares:labels=both")]
    [InlineData("kernel-logistic:ridge=0")]
    [InlineData("kernel-logistic:rank=0")]
    [InlineData("kernel-logistic:approximation=random")]
    [InlineData("bootstrap:k=5")]
    public void Values_out_of_range_and_unknown_options_are_bad_usage(string text)
    {
        var arguments = PluginArguments.Parse(text);
        Should.Throw<PluginUsageException>(() => Catalog.Modules.Single(m => m.Description.Id == arguments.Id).Check(arguments));
    }

    [Fact]
    public void Options_reach_the_plugin()
    {
        var sample = Samples.Normal(30, 4, 2);
        Should.Throw<RefusalException>(() => Catalog.Generator("smote").Create(PluginArguments.Parse("smote")).Fit(sample, Samples.Context()));
        Catalog.Generator("smote").Create(PluginArguments.Parse("smote:k=3")).Draw(sample, 9).Rows.Values
            .SequenceEqual(new Smote(new() { K = 3 }).Draw(sample, 9).Rows.Values).ShouldBeTrue();
        var signed = Catalog.Classifier("least-squares").Create(PluginArguments.Parse("least-squares:intercept=false,labels=signed"));
        var model = (ILinearModel)signed.Fit(new() { Real = sample }, Samples.Context());
        (model.Scale, model.Intercept).ShouldBe((ScoreScale.Signed, 0));
    }
}
