using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SynthAug.Reporting.Experiments;

/// <summary>What <c>plugins</c> prints.</summary>
public static class PluginTables
{
    public static string Word(PluginKind kind) => kind switch { PluginKind.Generator => "generator", _ => "classifier" };

    public static string Word(OptionType type) => type switch
    {
        OptionType.Whole => "whole",
        OptionType.Real => "real",
        OptionType.Switch => "switch",
        OptionType.Choice => "choice",
        _ => "text",
    };

    public static IRenderable List(IReadOnlyList<PluginDescription> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        if (plugins.Count == 0) return new Text("No plugins were found; add a folder with --plugins DIR.\n");
        var table = ConsoleTables.Plain("kind", "id", "what it is", "options with defaults");
        foreach (var plugin in plugins)
        {
            table.AddRow(
                new Text(Word(plugin.Kind)),
                new Text(plugin.Id),
                new Text(plugin.Summary),
                new Text(string.Join(", ", plugin.Options.Select(o => $"{o.Name}={o.Default}"))));
        }

        return table;
    }

    /// <param name="origin">Assembly and version.</param>
    public static IEnumerable<IRenderable> Show(PluginDescription plugin, string origin, string folder, string contentHash)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        yield return new Text($"{plugin.Id} ({Word(plugin.Kind)}): {plugin.Summary}\n{origin}\n{folder}\nSHA-256 of the folder {contentHash}\n");
        if (plugin.Options.Count == 0) yield break;
        var table = ConsoleTables.Plain("option", "type", "default", "values", "what it does");
        foreach (var option in plugin.Options)
            table.AddRow(new Text(option.Name), new Text(Word(option.Type)), new Text(option.Default), new Text(Values(option)), new Text(option.Summary));
        yield return table;
    }

    private static string Values(OptionDescription option) => (option.Type, double.IsFinite(option.Min), double.IsFinite(option.Max)) switch
    {
        (OptionType.Choice, _, _) => string.Join(", ", option.Choices),
        (OptionType.Switch, _, _) => "true, false",
        (_, true, true) => string.Create(CultureInfo.InvariantCulture, $"{option.Min} to {option.Max}"),
        (_, true, false) => string.Create(CultureInfo.InvariantCulture, $"{option.Min} or more"),
        (_, false, true) => string.Create(CultureInfo.InvariantCulture, $"{option.Max} or less"),
        _ => "any",
    };
}
