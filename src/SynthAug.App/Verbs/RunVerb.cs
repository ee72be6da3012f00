using System.CommandLine;
using SynthAug.App.Runs;
using SynthAug.App.Terminal;

namespace SynthAug.App.Verbs;

/// <summary><c>run NAME… | all</c>.</summary>
internal static class RunVerb
{
    public static Command Create(ExperimentSource source, AppServices services)
    {
        var names = new Argument<string[]>("NAME") { Description = "Experiments, or all.", Arity = ArgumentArity.OneOrMore };
        var repetitions = VerbOptions.Whole("--repetitions", 1, "Repetitions of each cell, instead of the declared number.");
        var quick = new Option<bool>("--quick") { Description = "A look: at most 5 repetitions of each cell." };
        var seed = VerbOptions.Seed();
        var data = VerbOptions.Text("--data", "DIR", "Where the tables of experiments over a CSV are. Default: the folder of the experiments' assembly.");
        var threads = VerbOptions.Whole("--threads", 1, "Trials at a time; the results do not depend on it. Default: one a processor.");
        var shard = VerbOptions.Shard();
        var store = VerbOptions.Text("--store", "FILE.db", "Where trials are kept; a run that was stopped continues from it. Default: run.db in --out.");
        var folder = VerbOptions.Out();
        var fresh = new Option<bool>("--fresh") { Description = "Forget what the store has of these experiments." };
        var quiet = new Option<bool>("--quiet") { Description = "No progress on standard error." };
        var (plugins, json) = (VerbOptions.Plugins(), VerbOptions.Json());
        var verb = new Command("run", "Runs experiments, or what is left of them, and writes tables, figures and a report.");
        source.AddTo(verb);
        verb.Add(names);
        foreach (var option in (Option[])[repetitions, quick, seed, data, threads, shard, store, folder, fresh, plugins, quiet, json]) verb.Add(option);
        verb.SetAction((parsed, cancellation) =>
        {
            var isQuick = parsed.GetValue(quick);
            if (isQuick && parsed.GetValue(repetitions) is not null) throw new AppException("--quick and --repetitions both say how many repetitions; keep one");
            var part = parsed.GetValue(shard);
            var target = parsed.GetValue(folder)!;
            var request = new RunRequest
            {
                Names = parsed.GetValue(names)!,
                Repetitions = parsed.GetValue(repetitions),
                IsQuick = isQuick,
                Seed = parsed.GetValue(seed),
                DataFolder = parsed.GetValue(data) is { } tables ? Path.GetFullPath(tables) : null,
                Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount,
                Shard = part,
                Out = target,
                Store = parsed.GetValue(store) ?? RunRequest.StoreIn(target, part),
                Json = parsed.GetValue(json),
                Quiet = parsed.GetValue(quiet),
                Fresh = parsed.GetValue(fresh),
            };
            var experiments = source.Experiments(parsed);
            var selected = ExperimentSource.Select(experiments, request.Names);
            var found = services.LoadPlugins(parsed.GetValue(plugins)!, source.PluginFolder(parsed));
            return Task.FromResult(new RunCommand(services, request).Run(experiments, selected, found, cancellation));
        });
        return verb;
    }
}
