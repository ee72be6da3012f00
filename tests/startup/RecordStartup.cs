#:property PublishAot=false
#:property AssemblyName=RecordStartup

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

// Writes plugins/Startup.mibc: the generic methods of .NET that the programs had to compile at run time, because the compiler that publishes them cannot see who asks
// for them (an iterator of System.Linq makes the next one behind a virtual call). Named in such a profile they are compiled ahead; a name that nothing has any more is passed over.
//
//   dotnet run tests/startup/RecordStartup.cs -- plugins/Startup.mibc FIGURES/PaperFigures.dll TOOL/synthaug.dll
//
// with both programs published as PlacePlugins.targets says, for the exact runtime and the instruction set of the machine (or every kernel is named too), and with
// -p:StartupProfile=none. Stale entries do no harm; it is worth doing anew when starts have become slower.
var (profile, figures, tool) = (args[0], args[1], args[2]);
var folders = new[] { figures, tool }.Select(program => Path.GetDirectoryName(Path.GetFullPath(program))!).ToArray();
var scratch = Directory.CreateTempSubdirectory("startup").FullName;
AssemblyLoadContext.Default.Resolving += (context, name) =>
    folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists) is { } file ? context.LoadFromAssemblyPath(file) : null;

var table = Path.Combine(scratch, "table.csv");
var random = new Random(1);
File.WriteAllLines(table, ["a,b,label", .. Enumerable.Range(0, 600).Select(i =>
{
    var label = i % 6 == 0 ? 1 : 0;
    return string.Create(CultureInfo.InvariantCulture, $"{label + random.NextDouble()},{random.NextDouble() - label},{label}");
})]);

string[] tune = [tool, "tune", table, "--label", "label", "--generator", "smote", "--folds", "3", "--repeats", "2", "--threads", "1", "--out", scratch, "--panel"];
string[][] runs =
[
    [figures, "run", "all", "--repetitions", "1", "--threads", "1", "--fresh", "--quiet", "--out", scratch],
    [.. tune, "curve"],
    [.. tune, "full"],
    [tool, "plugins", "list"],
];
var methods = new Dictionary<string, MethodBase>(StringComparer.Ordinal);
foreach (var line in runs.SelectMany(Compiled).Distinct().Order(StringComparer.Ordinal))
    foreach (var method in Named(line)) methods.TryAdd($"{method.DeclaringType}::{method}", method);
Write(profile, methods.Values);
Console.WriteLine($"{methods.Count} methods");
Directory.Delete(scratch, recursive: true);

// What a program compiled at run time: the runtime leaves "address size [returned types] [assembly] type::method(types)[Optimized]" of each.
string[] Compiled(string[] run)
{
    var maps = Directory.CreateDirectory(Path.Combine(scratch, "maps")).FullName;
    var start = new ProcessStartInfo("dotnet", run) { RedirectStandardOutput = true };
    start.Environment["DOTNET_PerfMapEnabled"] = "3";
    start.Environment["DOTNET_PerfMapJitDumpPath"] = maps;
    using (var process = Process.Start(start)!)
    {
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', run)} ended with {process.ExitCode}.");
    }

    var lines = Directory.GetFiles(maps, "perf-*.map").SelectMany(File.ReadAllLines).Where(line => line.EndsWith("[Optimized]", StringComparison.Ordinal)).ToArray();
    Directory.Delete(maps, recursive: true);
    return lines;
}

// Only methods of generic types: of a generic method the map does not say for which types it was compiled, and what is not generic is its own assembly's.
static IEnumerable<MethodBase> Named(string line)
{
    if (Regex.Matches(line, @"\[([\w.]+)\] (\S+`\S+)::([^(]+)\(") is not [.., var match]) return [];
    try
    {
        var type = Resolve(Assembly.Load(match.Groups[1].Value), match.Groups[2].Value);
        const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        if (type is not { ContainsGenericParameters: false }) return [];
        return ((MethodBase[])[.. type.GetMethods(Own), .. type.GetConstructors(Own)]).Where(method => method.Name == match.Groups[3].Value && !method.IsGenericMethodDefinition);
    }
    catch (Exception e) when (e is ArgumentException or IOException or BadImageFormatException)
    {
        Console.Error.WriteLine($"left out: {match.Groups[2].Value} ({e.Message})");
        return [];
    }
}

// "Outer+Inner`2[First,Second]"; the code for every reference type is that for object.
static Type? Resolve(Assembly assembly, string name)
{
    var open = name.IndexOf('[', StringComparison.Ordinal);
    if (open < 0) return assembly.GetType(name);
    return assembly.GetType(name[..open])?.MakeGenericType([.. Parts(name[(open + 1)..^1]).Select(part => part == "System.__Canon" ? typeof(object) : Anywhere(part))]);
}

static Type Anywhere(string name)
{
    string[] others = ["System.Linq", "System.Collections", "SynthAug.Abstractions", "SynthAug.Numerics", "SynthAug.Engine", "SynthAug.Reporting", "SynthAug.App", "Spectre.Console"];
    return others.Select(Assembly.Load).Prepend(typeof(object).Assembly).Select(assembly => Resolve(assembly, name)).FirstOrDefault(type => type is not null)
        ?? throw new ArgumentException($"no type {name}");
}

static IEnumerable<string> Parts(string list)
{
    var (depth, start) = (0, 0);
    for (var i = 0; i < list.Length; i++)
    {
        depth += list[i] switch { '[' => 1, ']' => -1, _ => 0 };
        if (list[i] != ',' || depth > 0) continue;
        yield return list[start..i];
        start = i + 1;
    }

    yield return list[start..];
}

// A profile is an assembly: AssemblyDictionary names groups of assemblies, each with a method whose code is "ldtoken, pop" for every method that matters.
static void Write(string path, IEnumerable<MethodBase> methods)
{
    var assembly = new PersistedAssemblyBuilder(new("Startup"), typeof(object).Assembly);
    var module = assembly.DefineDynamicModule("Startup");
    var group = Global("Group");
    foreach (var method in methods)
    {
        Token(group.GetILGenerator(), il =>
        {
            if (method is ConstructorInfo constructor) il.Emit(OpCodes.Ldtoken, module.GetMethodMetadataToken(constructor));
            else il.Emit(OpCodes.Ldtoken, (MethodInfo)method);
        });
    }

    group.GetILGenerator().Emit(OpCodes.Ret);
    var dictionary = Global("AssemblyDictionary").GetILGenerator();
    dictionary.Emit(OpCodes.Ldstr, "System.Linq;System.Private.CoreLib;");
    Token(dictionary, il => il.Emit(OpCodes.Ldtoken, group));
    dictionary.Emit(OpCodes.Ret);
    module.CreateGlobalFunctions();
    assembly.Save(path);

    MethodBuilder Global(string name) => module.DefineGlobalMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), Type.EmptyTypes);

    static void Token(ILGenerator il, Action<ILGenerator> load)
    {
        load(il);
        il.Emit(OpCodes.Pop);
    }
}
