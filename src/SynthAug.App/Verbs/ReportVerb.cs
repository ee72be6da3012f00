using System.CommandLine;
using SynthAug.App.Runs;
using SynthAug.App.Terminal;
using SynthAug.Engine.Results;

namespace SynthAug.App.Verbs;

/// <summary><c>report --store FILE.db</c>: the files again, without running.</summary>
internal static class ReportVerb
{
    public static Command Create(ExperimentSource source, AppServices services)
    {
        var store = VerbOptions.Text("--store", "FILE.db", "What a run left.");
        store.Required = true;
        var (folder, json) = (VerbOptions.Out(), VerbOptions.Json());
        var verb = new Command("report", "Tables, figures and the report of a store again, without running.");
        source.AddTo(verb);
        verb.Add(store);
        verb.Add(folder);
        verb.Add(json);
        verb.SetAction(parsed =>
        {
            var experiments = source.Experiments(parsed);
            var target = parsed.GetValue(folder)!;
            using var opened = RunStore.OpenRead(parsed.GetRequiredValue(store));
            var results = StoredResults.All(opened, experiments, services);
            var names = experiments.Select(e => e.Descriptor.Name).ToArray();
            var strangers = opened.Experiments().Select(e => e.Name).Except(names).ToArray();
            if (results.Count == 0) throw new AppException($"{opened.Path}: it holds nothing that the program can show ({string.Join(", ", names)}); use the program that wrote it");
            if (strangers.Length > 0) services.Warn($"{opened.Path}: {string.Join(", ", strangers)} left out, the program does not know of it");
            OutFolder.Prepare(target);
            string[] files = [.. results.SelectMany(r => ResultFiles.Write(target, r)), ResultFiles.WriteReport(target, results)];
            ResultOutput.Write(services, parsed.GetValue(json), opened.Path, target, files, results);
            return ResultOutput.Failures(services, results);
        });
        return verb;
    }
}
