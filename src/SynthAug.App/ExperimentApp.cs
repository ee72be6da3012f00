using System.CommandLine;
using System.Text;
using SynthAug.App.Plugins;
using SynthAug.App.Terminal;
using SynthAug.App.Verbs;
using SynthAug.Engine;

namespace SynthAug.App;

/// <summary>The verbs over a list of experiments: <c>list</c>, <c>run</c>, <c>report</c>, <c>plugins</c>, <c>tune</c>.</summary>
public static class ExperimentApp
{
    /// <summary>A user's whole program: <c>return await ExperimentApp.RunAsync(Experiments.All, args);</c></summary>
    /// <returns>0 done, 1 a trial failed, 2 bad usage or input, 3 a needed plugin was refused, 130 stopped.</returns>
    public static Task<int> RunAsync(IReadOnlyList<ExperimentRunner> experiments, string[] args)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        ArgumentNullException.ThrowIfNull(args);
        return OnConsoleAsync(new DeclaredExperiments(experiments), args);
    }

    /// <summary>The <c>synthaug</c> tool: the same verbs, over an assembly that the command line names.</summary>
    public static Task<int> RunToolAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return OnConsoleAsync(new AssemblyExperiments(), args);
    }

    internal static async Task<int> RunAsync(ExperimentSource source, string[] args, AppServices services, CancellationToken cancellation)
    {
        var verbose = args.Contains("--verbose");
        try
        {
            return await CommandTree.Parse(source, services, args).InvokeAsync(
                new InvocationConfiguration
                {
                    Output = services.Output,
                    Error = services.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return ErrorLine.Write(services.Error, e, verbose);
        }
    }

    private static async Task<int> OnConsoleAsync(ExperimentSource source, string[] args)
    {
        var encoding = OfConsole();
        using var signals = new StopSignals();
        return await RunAsync(
            source,
            args,
            new()
            {
                Output = Writer(Console.OpenStandardOutput(), encoding),
                Error = Writer(Console.OpenStandardError(), encoding),
                ErrorIsTerminal = !Console.IsErrorRedirected,
                // A terminal that does not know its width says 0.
                Width = !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : 120,
                Plugins = new FolderPlugins(),
            },
            signals.Token).ConfigureAwait(false);
    }

    // What Console.Out and Console.Error are, without what they begin with: making the terminal ready to be read and written to anywhere.
    private static TextWriter Writer(Stream stream, Encoding encoding) =>
        TextWriter.Synchronized(new StreamWriter(stream, encoding, bufferSize: 256, leaveOpen: true) { AutoFlush = true });

    // Console.OutputEncoding, which looks even the usual one up in .NET's tables of all encodings.
    private static Encoding OfConsole()
    {
        if (OperatingSystem.IsWindows()) return Console.OutputEncoding;
        var locale = Named("LC_ALL") ?? Named("LC_MESSAGES") ?? Named("LANG");
        return locale?.EndsWith(".UTF-8", StringComparison.OrdinalIgnoreCase) == false ? Console.OutputEncoding : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is var value && string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
