using SynthAug;

namespace Study;

/// <summary>SMOTE mixes a row with a near one, pair-mix with any; both against the fit that adds nothing and shifts the prior.</summary>
[Experiment("Does it matter which rows are mixed?", Repetitions = 50, Seed = 11)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("pair-mix:reach=1", Label = "pair-mix")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[PriorShift, FixedSize(1, Label = "naive"), Vtss(0, 2, 11, Label = "vtss")]
[Scores(Score.BalancedLogLoss | Score.BalancedError)]
[Plot(nameof(Minority), Column.BalancedLogLoss, Series = Column.Generator, Facet = Column.Rule, LogX = true)]
public sealed partial class NearOrAny
{
    private static readonly TwoClusters Population = new();

    [Axis<int>(25, 50, 100, 200)]
    public int Minority { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * Minority, minority: Minority);

    [ValidationData]
    private static SampleSource Validation => Population.DrawPerClass(500);

    [TestData(Fixed = true)]
    private static SampleSource Test => Population.DrawPerClass(5000);
}

/// <summary>A standard normal majority in the plane, a minority in two clusters beside it.</summary>
public sealed class TwoClusters : IPopulation
{
    public ILaw Majority { get; } = new Clusters(0, 0);

    public ILaw Minority { get; } = new Clusters(2, 1.5);

    private sealed class Clusters(double along, double apart) : ILaw
    {
        public int Dimension => 2;

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            random.FillNormal(destination, firstRow);
            for (var i = 0; i < destination.Count; i++)
            {
                destination[i][0] += along;
                destination[i][1] += random.AtRow(firstRow + i).NextUniform() < 0.5 ? apart : -apart;
            }
        }
    }
}
