namespace SynthAug.Engine.Tests.Experiments;

public class CodeVersionTests
{
    [Theory]
    [InlineData(typeof(CodeVersionTests))]
    [InlineData(typeof(ExperimentPlan))]
    [InlineData(typeof(object))]
    public void Code_is_known_by_the_id_of_its_module_as_NET_writes_it(Type type) =>
        PluginResolver.Version(type).ShouldBe(type.Assembly.ManifestModule.ModuleVersionId.ToString());
}
