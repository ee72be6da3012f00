namespace SynthAug.SourceGenerators.Diagnostics;

internal static partial class Rules
{
    private const string Axes = "SynthAug.Axes";

    public static readonly DiagnosticDescriptor AxisTypeDiffers = new(
        "SYN201", "Axis values of another type",
        "Axis '{0}' is a '{1}', its values are '{2}'; use one type for both",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisEmpty = new(
        "SYN202", "Axis without values",
        "Axis '{0}' has no values, so no cell would run; give it at least one",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisRepeats = new(
        "SYN203", "Axis repeats a value",
        "Axis '{0}' repeats {1}; remove the second",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisNoValue = new(
        "SYN204", "Axis value that cannot name a cell",
        "Axis '{0}' has the value {1}, which cannot name a cell; remove it",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisAccessor = new(
        "SYN205", "Axis cannot be set",
        "Axis '{0}' is {1}; declare it with get and init accessors",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisType = new(
        "SYN206", "Unsupported axis type",
        "Axis '{0}' has type '{1}'; {2}",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisList = new(
        "SYN207", "Axis list is not a static list",
        "'{0}', the list of axis '{1}', is {2}; name a static array or list of the class",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisRecord = new(
        "SYN208", "Axis record is not flat",
        "Axis '{0}': {1}; public properties of its records are columns, so each is a string, bool, enum, integer or double",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor AxisTwice = new(
        "SYN209", "Two axis declarations on one property",
        "'{0}' has two axis declarations; keep one",
        Axes, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor SkipSignature = new(
        "SYN210", "Skip is not a bool property",
        "'{0}' is declared [Skip] and is {1}; one readable bool property says which cells to leave out",
        Axes, DiagnosticSeverity.Error, true);
}
