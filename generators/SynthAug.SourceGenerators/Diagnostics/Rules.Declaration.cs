namespace SynthAug.SourceGenerators.Diagnostics;

internal static partial class Rules
{
    private const string Declaration = "SynthAug.Declaration";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "SYN101", "Experiment class is not partial",
        "Experiment '{0}' is not partial; write 'partial class {0}', its runner is nested in it",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor ExperimentShape = new(
        "SYN102", "Experiment class cannot be run",
        "Experiment '{0}' is {1}; an experiment is a plain class at namespace level",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NoConstructor = new(
        "SYN103", "Experiment without a parameterless constructor",
        "Experiment '{0}' has no constructor without parameters; the runner makes one instance a trial, so add one",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor ExperimentTwice = new(
        "SYN104", "Two experiments with one name",
        "Experiment name '{0}' is already taken by '{1}'; runs and files go by the class name, so rename one",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NoTraining = new(
        "SYN105", "Experiment without training data",
        "Experiment '{0}' declares no training data; put [TrainingData] on a SampleSource property, or [CsvData] on the class",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor RoleTwice = new(
        "SYN106", "Two declarations for one role",
        "'{0}' is a second [{1}] in '{2}'; keep one",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor DataType = new(
        "SYN107", "Data property of another type",
        "'{0}' is declared [{1}] but has type '{2}'; a data property returns a SampleSource",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NoClassifier = new(
        "SYN108", "Experiment without a classifier",
        "Experiment '{0}' uses no classifier; add for instance [UseClassifier(\"logistic\")]",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NoRule = new(
        "SYN109", "Experiment without a size rule",
        "Experiment '{0}' has no size rule; add for instance [FixedSize(1)], [SweepSize(0, 4, 20)] or [Vtss]",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor SettableMember = new(
        "SYN110", "Settable member that is no axis",
        "'{0}' of experiment '{1}' can be set but nothing sets it; make it an axis, or drop its setter",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor ClaimSignature = new(
        "SYN121", "Claim with another signature",
        "Claim '{0}' {1}; a claim is a static method that takes a ResultView and returns a ClaimOutcome",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor DataTwice = new(
        "SYN122", "Data property beside a table",
        "'{0}' is declared [{1}], and [CsvData] of '{2}' gives all rows already; keep one of the two",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor CsvData = new(
        "SYN123", "Malformed table declaration",
        "[CsvData] of '{0}' has {1}",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor MeasureSignature = new(
        "SYN111", "Measure with another signature",
        "Measure '{0}' {1}; a measure returns double and takes any of IModel or a capability of it, TrainingSample, ValidationSample, TestSample, Fit",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor MeasureSample = new(
        "SYN112", "Measure asks for rows that are not declared",
        "Measure '{0}' takes a {1}, and experiment '{2}' declares no [{3}]; declare it or drop the parameter",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor ColumnTwice = new(
        "SYN113", "Two columns with one name",
        "Two columns of experiment '{1}' are called '{0}'; rename one of the members",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor ReservedName = new(
        "SYN114", "Reserved name",
        "'{0}' in experiment '{1}' is the name of {2}; rename it",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor GeneratorSignature = new(
        "SYN115", "In-class generator with another signature",
        "Generator '{0}' {1}; an in-class generator returns an ILaw and takes nothing or the TrainingSample",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor LabelTwice = new(
        "SYN116", "Two generators or classifiers with one label",
        "Label '{0}' stands for two {1} of experiment '{2}'; give one of them another Label",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NoGenerator = new(
        "SYN117", "Size rule without a generator",
        "Rule '{0}' adds synthetic rows, and experiment '{1}' has no generator; add [UseGenerator(\"…\")] or a [Generator] method",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor UnknownColumn = new(
        "SYN118", "Plot names an unknown column",
        "'{0}' is no {1} of experiment '{2}'; there are {3}",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor PrivateInBase = new(
        "SYN119", "Member out of reach",
        "'{0}' is private in '{1}', so the runner of '{2}' cannot reach it; make it protected or internal",
        Declaration, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor HiddenExperiments = new(
        "SYN120", "A namespace takes the place of the emitted class",
        "Namespace '{0}' of experiment '{1}' has the name of the emitted class '{0}'; rename the namespace",
        Declaration, DiagnosticSeverity.Error, true);
}
