using System.Globalization;
using SynthAug.App.Terminal;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Runs;

/// <summary>What <c>run</c> and <c>report</c> say at their end.</summary>
internal static class ResultOutput
{
    public static void Write(AppServices services, bool json, string store, string folder, IReadOnlyList<string> files, IReadOnlyList<ExperimentResults> results)
    {
        if (json)
        {
            services.Output.Write(RunDocument.Text(store, folder, files, results));
            return;
        }

        ConsoleTables.Write(services.Output, services.Width, results.SelectMany(ExperimentTables.Results));
        services.Output.Write($"{Path.Combine(folder, ResultFiles.Report)} has the figures; the other files beside it: {string.Join(", ", files.Where(f => f != ResultFiles.Report))}\n");
    }

    /// <summary>The exit code, with a line for what failed.</summary>
    public static int Failures(AppServices services, IReadOnlyList<ExperimentResults> results)
    {
        foreach (var result in results.Where(r => r.Failed > 0))
        {
            services.Error.WriteLine("synthaug: " + ErrorLine.OneLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Descriptor.Name}: {result.Failed} of {result.Schema.TrialCount} trials failed; the first: {result.FirstFailure}")));
        }

        return results.Any(r => r.Failed > 0) ? ExitCode.Failed : ExitCode.Done;
    }
}
