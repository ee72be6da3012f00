using System.CommandLine;
using SynthAug.App.Terminal;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Verbs;

/// <summary><c>list</c>: experiments with cells × repetitions and size rules.</summary>
internal static class ListVerb
{
    public static Command Create(ExperimentSource source, AppServices services)
    {
        var json = VerbOptions.Json();
        var verb = new Command("list", "Experiments, their trials and their size rules.");
        source.AddTo(verb);
        verb.Add(json);
        verb.SetAction(parsed =>
        {
            var experiments = source.Experiments(parsed).Select(ExperimentListing.Of).ToArray();
            if (parsed.GetValue(json))
                services.Output.Write(JsonOutput.Text(new { JsonOutput.SchemaVersion, Experiments = experiments }));
            else
                ConsoleTables.Write(services.Output, services.Width, ExperimentTables.List(experiments));
            return ExitCode.Done;
        });
        return verb;
    }
}
