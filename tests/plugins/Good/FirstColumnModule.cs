using SynthAug;
using TestPlugins;

[assembly: PluginModule(typeof(FirstColumnModule))]

namespace TestPlugins;

/// <summary>A hand-written classifier module.</summary>
internal sealed class FirstColumnModule : ClassifierModule
{
    public override PluginDescription Description { get; } = new("good-first-column", PluginKind.Classifier, "Ranks by the first column.", []);

    public override IClassifier Create(PluginArguments arguments)
    {
        _ = new OptionBinder(Description, arguments);
        return new FirstColumn();
    }
}

internal sealed class FirstColumn : IClassifier, IModel
{
    public ScoreScale Scale => ScoreScale.Ranking;

    public IModel Fit(in FitInput input, PluginContext context) => this;

    public void Score(ReadOnlyRows rows, Span<double> scores)
    {
        for (var i = 0; i < rows.Count; i++) scores[i] = rows[i][0];
    }
}
