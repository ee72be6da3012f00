using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SynthAug.Engine.Data;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine;

/// <summary>A cell that will run.</summary>
/// <param name="GridIndex">Index for <see cref="ExperimentRunner.CreateCell"/>.</param>
/// <param name="Key">Hash of the canonical axis text: the cell's part of every stream.</param>
/// <param name="CanonicalText">The text that was hashed; identifies the cell in a store.</param>
/// <param name="Axes">Values in declared order.</param>
public sealed record CellPlan(int GridIndex, StreamKey Key, string CanonicalText, IReadOnlyList<AxisValue> Axes)
{
    /// <summary>In the descriptor's order.</summary>
    internal PlannedGenerator[] Generators { get; init; } = [];

    /// <summary>In the descriptor's order.</summary>
    internal PlannedClassifier[] Classifiers { get; init; } = [];

    /// <summary>Null where draws are declared.</summary>
    internal TableTrials? Table { get; init; }
}

/// <param name="Label">What result tables call it.</param>
/// <param name="OwnIndex">Place in the descriptor's list when the experiment declares it itself; −1 for a plugin.</param>
/// <param name="Plugin">Null for an in-class generator.</param>
/// <param name="StreamName">What its streams derive from: id and options, never its position.</param>
internal sealed record PlannedGenerator(string Label, int OwnIndex, ISyntheticGenerator? Plugin, string StreamName);

internal sealed record PlannedClassifier(string Label, IClassifier Plugin, string StreamName);

/// <summary>An experiment that compiles but cannot run as declared: known before the first trial.</summary>
public sealed class DeclarationException(string message) : Exception(message);

/// <summary>What of an experiment may be changed for one run.</summary>
public sealed record PlanOptions
{
    public int? Repetitions { get; init; }

    public ulong? Seed { get; init; }

    /// <summary>Where the paths of declared tables start; null for the folder of the experiment's own assembly.</summary>
    public string? DataFolder { get; init; }
}

/// <summary>An experiment resolved against the plugins at hand: cells × repetitions, each with its key. Immutable, shared by all workers.</summary>
public sealed class ExperimentPlan
{
    private ExperimentPlan(ExperimentRunner runner, ExperimentDescriptor descriptor, IReadOnlyList<CellPlan> cells, IReadOnlyDictionary<string, string> inputs)
    {
        Runner = runner;
        Descriptor = descriptor;
        Cells = cells;
        Inputs = inputs;
        RootKey = StreamKey.FromSeed(descriptor.Seed);
        Rules = [.. descriptor.Rules];
        MeasureColumns = [.. descriptor.Measures, .. StockScores.Names(descriptor.Scores)];
        Fingerprint = Hash(inputs);
    }

    public ExperimentRunner Runner { get; }

    /// <summary>With the run's own seed and repetitions in it.</summary>
    public ExperimentDescriptor Descriptor { get; }

    public IReadOnlyList<CellPlan> Cells { get; }

    /// <summary>Trials of a cell; over a table each of its folds is one.</summary>
    public int Repetitions => Descriptor.TrialsPerCell;

    public int TrialCount => checked(Cells.Count * Repetitions);

    /// <summary>The user's measures, then the stock scores.</summary>
    public IReadOnlyList<string> MeasureColumns { get; }

    /// <summary>Everything the numbers depend on, by name: declaration, seed, code and plugins. Repetitions and threads are not in it.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; }

    /// <summary>SHA-256 of the sorted inputs.</summary>
    public string Fingerprint { get; }

    internal StreamKey RootKey { get; }

    /// <summary>The descriptor's rules, as trials walk over them.</summary>
    internal SizeRule[] Rules { get; }

    /// <exception cref="PluginUsageException">An unknown plugin or option, a value out of range, or a placeholder that names no axis.</exception>
    /// <exception cref="Data.DataFileException">A declared table is not there or cannot be split as declared.</exception>
    /// <exception cref="DeclarationException">Two cells have the same axis values, or every cell is skipped.</exception>
    public static ExperimentPlan Create(ExperimentRunner runner, PluginCatalog catalog, PlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(catalog);
        var descriptor = runner.Descriptor with
        {
            Seed = options?.Seed ?? runner.Descriptor.Seed,
            Repetitions = options?.Repetitions ?? runner.Descriptor.Repetitions,
        };
        var plugins = new PluginResolver(catalog);
        var tables = descriptor.Csv is { } csv
            ? new TableSource(csv, options?.DataFolder ?? Folder(runner), descriptor.Repetitions, descriptor.Seed)
            : null;
        var cells = new List<CellPlan>();
        var texts = new HashSet<string>();
        for (var index = 0; index < runner.GridSize; index++)
        {
            var cell = runner.CreateCell(index);
            if (runner.Skips(cell)) continue;
            var axes = AxisValues.Of(runner, cell);
            var text = string.Concat(axes.Select(a => a.Canonical()));
            if (!texts.Add(text))
                throw new DeclarationException($"{descriptor.Name} has two cells with {string.Join(", ", axes.Select(a => $"{a.Name}={a.Text}"))}; keep one of the axis values.");
            cells.Add(new(index, new StreamKey(0).Fork(text), text, axes)
            {
                Generators = [.. descriptor.Generators.Select((use, i) => plugins.Generator(use, i, axes))],
                Classifiers = [.. descriptor.Classifiers.Select(use => plugins.Classifier(use, axes))],
                Table = tables?.Of(axes),
            });
        }

        if (cells.Count == 0) throw new DeclarationException($"{descriptor.Name} skips every cell of its grid; let one through.");
        var inputs = new SortedList<string, string>(plugins.Inputs, StringComparer.Ordinal)
        {
            ["declaration"] = Declaration(descriptor),
            ["seed"] = descriptor.Seed.ToString(CultureInfo.InvariantCulture),
            ["code " + runner.GetType().Assembly.GetName().Name] = PluginResolver.Version(runner.GetType()),
            ["code SynthAug.Engine"] = PluginResolver.Version(typeof(ExperimentPlan)),
            ["code SynthAug.Numerics"] = PluginResolver.Version(typeof(Numerics.Kernels)),
            ["code SynthAug.Abstractions"] = PluginResolver.Version(typeof(RandomStream)),
        };
        if (tables is not null)
            foreach (var (name, hash) in tables.Inputs) inputs[name] = hash;
        return new(runner, descriptor, cells, inputs);
    }

    // An assembly that is loaded from memory has no place.
    private static string Folder(ExperimentRunner runner) =>
        Path.GetDirectoryName(runner.GetType().Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;

    private static string Declaration(ExperimentDescriptor descriptor)
    {
        var text = new StringBuilder(descriptor.Name);
        foreach (var axis in descriptor.Axes) text.Append(" | axis ").Append(axis.Name).Append(' ').Append(axis.Type);
        foreach (var use in descriptor.Generators) text.Append(" | generator ").Append(use.Label).Append(' ').Append(use.Specification ?? "own");
        foreach (var use in descriptor.Classifiers) text.Append(" | classifier ").Append(use.Label).Append(' ').Append(use.Specification);
        foreach (var rule in descriptor.Rules) text.Append(" | ").Append(rule);
        foreach (var measure in descriptor.Measures) text.Append(" | measure ").Append(measure);
        text.Append(CultureInfo.InvariantCulture, $" | {descriptor.Objective} | {descriptor.Scores}");
        text.Append(CultureInfo.InvariantCulture, $" | validation {descriptor.HasValidation} test {descriptor.HasTest} fixed {descriptor.FixedTest}");
        if (descriptor.Csv is not null) text.Append(" | ").Append(descriptor.Csv);
        return text.ToString();
    }

    private static string Hash(IReadOnlyDictionary<string, string> inputs)
    {
        var text = new StringBuilder();
        foreach (var key in inputs.Keys.Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{key.Length}:{key}={inputs[key].Length}:{inputs[key]};");
        return Hex.Of(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
