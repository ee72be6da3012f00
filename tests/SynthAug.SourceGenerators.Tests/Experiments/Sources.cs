namespace SynthAug.SourceGenerators.Tests.Experiments;

/// <summary>Experiments as users write them.</summary>
internal static class Sources
{
    /// <summary>A law and a population; every study below uses them.</summary>
    private const string Population = """
        public enum NoiseShape { Gaussian, Laplace, Rademacher }

        public sealed class Point(double at) : ILaw
        {
            public double At => at;
            public int Dimension => 1;
            public void Draw(Rows destination, long firstRow, RandomStream random) => destination.Values.Fill(at);
        }

        public sealed class MeanShift(double shift, NoiseShape noise) : IPopulation
        {
            public NoiseShape Noise => noise;
            public ILaw Majority { get; } = new Point(0);
            public ILaw Minority { get; } = new Point(shift);
            public double ExcessRisk(ILinearModel model) => model.Coefficients[0] + shift;
        }

        """;

    public const string LocalSymmetry = """
        namespace Study;

        /// <summary>
        /// Under local symmetry only the oracle of a <see cref="MeanShift"/> helps
        /// &amp; nothing else.
        /// </summary>
        [Experiment("Local symmetry: only the oracle helps", Repetitions = 100, Seed = 5)]
        [UseGenerator("smote:k=5"), UseGenerator("gaussian-fit", Label = "fit")]
        [UseClassifier("least-squares:intercept=false,labels=signed")]
        [SweepSize(0, 4, 20)]
        [Plot(Column.Gamma, nameof(ExcessRisk), Series = Column.Generator, Facet = nameof(Noise), LogY = true)]
        public sealed partial class LocalSymmetry
        {
            [Axis] public NoiseShape Noise { get; init; }

            MeanShift Population => field ??= new(1.5, Noise);

            [TrainingData] SampleSource Train => PopulationDraws.Draw(Population, 2000, 100);

            [Generator] ILaw Oracle() => Population.Minority;
            [Generator] ILaw SemiOracle(TrainingSample train) => new Point(train.Minority.RowCount);

            [Measure] double ExcessRisk(ILinearModel model) => Population.ExcessRisk(model);
        }

        """ + Population;

    /// <summary>The rows are a file's.</summary>
    public const string Table = """
        [Experiment("t", Repetitions = 3, Seed = 7)]
        [CsvData("{Set}.csv", Label = "y", Positive = "1", Folds = 4, Group = "id", Missing = MissingPolicy.Median, Schema = "{Set}.types.csv", Validation = 0.25, Aside = 0.1)]
        [UseGenerator("smote"), UseClassifier("logistic")]
        [NoAugmentation, Vtss]
        [Scores(Score.BalancedLogLoss)]
        public sealed partial class Table
        {
            [Axis<string>("ecoli", "yeast")] public string Set { get; init; } = "";

            [Measure] double Rows(ValidationSample held, TestSample test) => held.Majority.RowCount + test.Majority.RowCount;
        }
        """;

    /// <summary>Everything at once.</summary>
    public const string Everything = """
        namespace Study.Large
        {
            using Study;

            enum Hidden { No, Yes = 3, Ja = Yes }

            sealed record DataSet(string Name, int Size, bool Clean, double Shift, NoiseShape Shape, string? Note)
            {
                internal SampleSource Source => PopulationDraws.Draw(new MeanShift(Shift, Shape), Size, 1);
            }

            interface ICalibrated : IModel { double Slope { get; } }

            [Experiment("Everything", Repetitions = 2, Seed = ulong.MaxValue)]
            [UseGenerator("smote:k={Count},path={Data_Name}")]
            [UseClassifier("a"), UseClassifier("a", Label = "second \"a\"")]
            [NoAugmentation, PriorShift, ClassWeight(Label = "weights")]
            [FixedSize(1), FixedSize(1, Label = "naive"), Vtss(0.6, 1.4, 21), Vtss(0.6, 1.4, 21, Draws = DrawMode.Fresh), Vtss, Vtss(Draws = DrawMode.Fresh), BestOfDraws, BestOfDraws(0.5, 7, Label = "redrawn")]
            [Objective(Loss.Squared, 0.25)]
            [Scores(Score.BalancedError | Score.BalancedLogLoss)]
            [Plot(nameof(Level), Column.BalancedError, LogX = true, Band = Band.None, Title = "t")]
            [Histogram(Column.Gamma, Facet = Column.Rule)]
            sealed partial class Everything
            {
                static readonly List<DataSet> Sets =
                [
                    new("one", 10, true, 0.5, NoiseShape.Laplace, null),
                    new("two", 20, false, -1.5, NoiseShape.Gaussian, "n"),
                ];

                [Axis<double>(-0.5, 1e-300)] public double Level { get; init; }
                [Axis] public bool Flag { get; init; }
                [Axis<int>(3, -7)] public int Count { get; init; }
                [AxisFrom(nameof(Sets))] public DataSet Data { get; init; } = null!;
                [Axis<string>("plain", "a \"quote\"")] public string @class { get; init; } = "";
                [Axis<Hidden>(Hidden.Ja, Hidden.No)] public Hidden Secret { get; init; }

                [Skip] bool TooMany => Flag && Count < 0;

                [TrainingData] SampleSource Train => Data.Source;
                [ValidationData] static SampleSource Validation { get; } = PopulationDraws.DrawPerClass(new MeanShift(1, NoiseShape.Laplace), 7);
                [TestData(Fixed = true)] SampleSource Test => Data.Source;

                [Generator(Label = "own")] static Point Law() => new(42);

                [Measure] static double Nothing() => 1;
                [Measure] double Sizes(TrainingSample train, ValidationSample validation, TestSample test) =>
                    10000 * train.Majority.RowCount + 100 * validation.Majority.RowCount + test.Majority.RowCount;
                [Measure] double ByValue(Fit fit) => fit.Gamma;
                [Measure] double ByReference(in Fit fit, IModel model) => fit.SyntheticSize;
                [Measure] double Linear(ILinearModel model) => model.Intercept + Level;
                [Claim("every \"cell\" runs")] static ClaimOutcome Holds(ResultView results) => new(ClaimVerdict.Supported, results.Cells.Count + " cells");
                [Measure] double Slope(ICalibrated model, ILinearModel linear) => model.Slope;
            }
        }

        namespace Study
        {

        """ + Population + "}\n";

    /// <summary>A row that only its own class can name.</summary>
    public const string PrivateAxis = """
        [Experiment("t", Repetitions = 1, Seed = 1)]
        [UseClassifier("c")]
        [NoAugmentation]
        public partial record Private
        {
            private enum Mode { Off, On }

            [Axis] private Mode Kind { get; init; }

            [TrainingData] private static SampleSource Train => SampleSource.From(static (_, _) => { });
        }
        """;

    /// <summary>The smallest whole experiment.</summary>
    public const string Small = """
        [Experiment("t", Repetitions = 1, Seed = 1)]
        [UseClassifier("c")]
        [NoAugmentation]
        sealed partial class Small
        {
            [TrainingData] static SampleSource Train => SampleSource.From(static (_, _) => { });
        }
        """;
}
