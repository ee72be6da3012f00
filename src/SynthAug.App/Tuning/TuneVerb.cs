using System.CommandLine;
using System.Text;
using SynthAug.App.Plugins;
using SynthAug.App.Terminal;
using SynthAug.App.Tuning.Report;
using SynthAug.App.Verbs;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning;

/// <summary><c>tune</c>: how many synthetic rows, if any, for a CSV of one's own.</summary>
internal static class TuneVerb
{
    public static Command Create(AppServices services)
    {
        var options = new Options();
        var verb = new Command("tune", "Tunes the number of synthetic rows for a CSV, beside rules that add none.");
        options.AddTo(verb);
        verb.SetAction((parsed, cancellation) => Task.FromResult(RunStoppable(options.Read(parsed), services, cancellation)));
        return verb;
    }

    private static int RunStoppable(Request request, AppServices services, CancellationToken cancellation)
    {
        try
        {
            return Run(request, services, cancellation);
        }
        catch (OperationCanceledException e)
        {
            // Unlike run, tune keeps nothing that could be continued.
            throw new AppException("stopped; nothing was written", ExitCode.Cancelled, e);
        }
    }

    private static int Run(Request request, AppServices services, CancellationToken cancellation)
    {
        var settings = request.Settings;
        var plugins = services.LoadPlugins(request.PluginFolders);
        Require(plugins, settings);
        using var data = TuneData.Read(request.Data with { Input = services.Input });
        if (request.SchemaOut is { } schema)
        {
            AtomicFile.Write(schema, stream => stream.Write(TuneColumns.Schema(data)));
            services.Output.Write(TuneColumns.Console(data));
            return ExitCode.Done;
        }

        data.RequireFolds(settings.Folds);
        AugmentedCsv.Check(data);
        var study = new TuneStudy(data, settings, plugins.Catalog);
        Directory.CreateDirectory(request.Out);

        var result = study.Run(services, request.Threads, cancellation);
        var rows = result.Selected is { Minimum: { } best } curve
            ? SyntheticRows.Draw(data, curve.Generator, best.SyntheticSize, settings.Seed, plugins.Catalog, request.Threads, cancellation)
            : null;
        IReadOnlyList<string> warnings = [.. TuneWarnings.Of(result), .. rows?.Warnings ?? []];
        var document = TuneDocument.Write(result, warnings);
        Write("tune.json", document);
        Write("report.html", ReportHtml.Render(TuneReport.Page(result, warnings, RowPictures.Draw(result, rows, plugins.Catalog, request.Threads, cancellation))));
        AtomicFile.Write(Path.Combine(request.Out, "schema.csv"), stream => stream.Write(TuneColumns.Schema(data)));
        if (TuneExperiment.Write(data, request.Data, request.Settings) is { } experiment) Write("experiment.cs", experiment);
        // Of an earlier run, it would repeat that one.
        else File.Delete(Path.Combine(request.Out, "experiment.cs"));
        if (rows is not null) AtomicFile.Write(Path.Combine(request.Out, "augmented.csv"), stream => AugmentedCsv.Write(stream, data, rows));

        services.Output.Write(request.Json ? document : TuneSummary.Console(result, warnings) + "\n" + TuneColumns.Console(data));
        if (result.Selected is not null) return ExitCode.Done;
        throw new AppException($"no size could be tuned: {result.Curves[0].Name} was refused, {result.Curves[0].Refusal}", ExitCode.PluginFailed);

        void Write(string name, string text) => AtomicFile.Write(Path.Combine(request.Out, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    // Before the data is read: a mistyped option costs nothing.
    private static void Require(PluginSet plugins, TuneSettings settings)
    {
        foreach (var text in settings.Generators)
        {
            plugins.Require(PluginKind.Generator, text);
            var arguments = PluginArguments.Parse(text);
            plugins.Catalog.Generator(arguments.Id).Check(arguments);
        }

        foreach (var text in settings.Classifiers)
        {
            plugins.Require(PluginKind.Classifier, text);
            var arguments = PluginArguments.Parse(text);
            plugins.Catalog.Classifier(arguments.Id).Check(arguments);
        }
    }

    private sealed record Request(
        TuneDataOptions Data, string? SchemaOut, TuneSettings Settings, IReadOnlyList<string> PluginFolders, int Threads, string Out, bool Json);

    private sealed class Options
    {
        private readonly Argument<string> _file = new("DATA.csv") { Description = "Features and one label column, with a header; plain or gzip, - for standard input." };
        private readonly TuneDataVerb _data = new();
        private readonly TuneObjectiveVerb _objective = new();
        private readonly Option<string[]> _generators = Several("--generator", "smote", "How rows are made, id:option=value; may be given several times.");
        private readonly Option<string[]> _classifiers = Several("--classifier", "logistic", "What is fitted, id:option=value; may be given several times.");

        private readonly Option<string> _gamma = VerbOptions.Text(
            "--gamma", "FROM:TO:COUNT", "Sizes to try, as multiples of the rows that balance; default 0:2:21.");

        private readonly Option<string> _grid = OneOf("--grid", "grow", "fixed", "Widens --gamma while the best size is the largest, and refines it around the best (default); or tries those sizes and no other.");

        private readonly Option<string> _panel = OneOf(
            "--panel", "full", "curve", "What is fitted: all rules, for a verdict (default); or the sizes alone, in about a third of the time and without a verdict.");

        private readonly Option<int?> _folds = VerbOptions.Whole("--folds", 2, "Held-out parts, K; default 5.");
        private readonly Option<int?> _repeats = VerbOptions.Whole("--repeats", 1, "How often the rows are split anew, R; default 5.");

        private readonly Option<ulong?> _seed = VerbOptions.Seed();
        private readonly Option<int?> _threads = VerbOptions.Whole("--threads", 1, "Folds at a time; all cores when left out. The numbers do not depend on it.");
        private readonly Option<string> _out = VerbOptions.Text("--out", "DIR", "Folder for tune.json, augmented.csv, schema.csv, experiment.cs and report.html; default out.");
        private readonly Option<bool> _json = VerbOptions.Json();
        private readonly Option<string[]> _plugins = VerbOptions.Plugins();

        public void AddTo(Command verb)
        {
            verb.Add(_file);
            _data.AddTo(verb);
            _objective.AddTo(verb);
            foreach (var option in (Option[])[_generators, _classifiers, _gamma, _grid, _panel, _folds, _repeats, _seed, _threads, _out, _json, _plugins]) verb.Add(option);
        }

        public Request Read(ParseResult parsed)
        {
            var standard = new TuneSettings();
            return new(
                _data.Read(parsed, parsed.GetRequiredValue(_file), parsed.GetValue(_seed) ?? standard.Seed),
                _data.SchemaOut(parsed),
                _objective.Read(parsed, standard with
                {
                    Generators = [.. parsed.GetValue(_generators)!.Distinct()],
                    Classifiers = [.. parsed.GetValue(_classifiers)!.Distinct()],
                    Gamma = parsed.GetValue(_gamma) is { } gamma ? GammaRange.Parse(gamma) : standard.Gamma,
                    FixedGrid = parsed.GetValue(_grid) == "fixed",
                    CurveOnly = parsed.GetValue(_panel) == "curve",
                    Folds = parsed.GetValue(_folds) ?? standard.Folds,
                    Repeats = parsed.GetValue(_repeats) ?? standard.Repeats,
                    Seed = parsed.GetValue(_seed) ?? standard.Seed,
                }),
                parsed.GetValue(_plugins)!,
                parsed.GetValue(_threads) ?? Environment.ProcessorCount,
                parsed.GetValue(_out) ?? "out",
                parsed.GetValue(_json));
        }

        private static Option<string> OneOf(string name, string standard, string other, string description) => new(name)
        {
            HelpName = $"{standard}|{other}",
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (text != standard && text != other) result.AddError($"{name} is '{text}'; it must be {standard} or {other}");
                return text;
            },
        };

        private static Option<string[]> Several(string name, string standard, string description) => new(name)
        {
            HelpName = "ID[:options]",
            Description = description,
            DefaultValueFactory = _ => [standard],
        };
    }
}
