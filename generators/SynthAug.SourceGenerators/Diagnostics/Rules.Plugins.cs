namespace SynthAug.SourceGenerators.Diagnostics;

internal static partial class Rules
{
    private const string Plugins = "SynthAug.Plugins";

    public static readonly DiagnosticDescriptor PluginId = new(
        "SYN301", "Malformed plugin id",
        "Plugin id '{0}' of '{1}' is not lower-case words joined by '-'; write for instance '{2}'",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor PluginIdTwice = new(
        "SYN302", "Two plugins with one id",
        "Plugin id '{0}' of '{1}' is already taken by '{2}' in this assembly; give one of them another id",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor OptionTwice = new(
        "SYN303", "Two options or choices with one name",
        "'{0}' and '{1}' of '{2}' are both written '{3}' on the command line; rename one",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor OptionType = new(
        "SYN304", "Unsupported option type",
        "Option '{0}' has type '{1}'; an option is an int, long, double, bool, string or enum",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor PluginConstructor = new(
        "SYN305", "No constructor for the module to call",
        "Plugin class '{0}' needs one public or internal constructor without parameters, or with one parameter: an options class that 'new' can make without arguments",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor PluginInterface = new(
        "SYN306", "Plugin class lacks its interface",
        "Plugin class '{0}' does not implement '{1}'; implement it",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor PluginShape = new(
        "SYN307", "Plugin class cannot be made by a module",
        "Plugin class '{0}' is {1}; a plugin is a plain class that its assembly can name and make",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor OptionAccessor = new(
        "SYN308", "Option cannot be set",
        "Option '{0}' is {1}; declare it as a property with get and init accessors and a default value",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor OptionRange = new(
        "SYN309", "Range that admits no value",
        "Option '{0}' has Min = {1} and Max = {2}; {3}",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor UnreadableArgument = new(
        "SYN322", "Attribute argument without a value",
        "The arguments of this attribute on '{0}' have no value here; write a literal or a constant from an ordinary source file, not one that a generator emits",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor Specification = new(
        "SYN320", "Malformed plugin specification",
        "'{0}' {1}; write id or id:option=value,option=value",
        Plugins, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor Placeholder = new(
        "SYN321", "Placeholder that names no axis",
        "'{0}' in '{1}' names no axis of experiment '{2}'; {3}",
        Plugins, DiagnosticSeverity.Error, true);
}
