using System.Globalization;
using System.Text;

namespace SynthAug.App.Tuning;

/// <summary><c>experiment.cs</c>: the class that repeats a run of <c>tune</c> as a declared experiment, to be changed and run again.</summary>
internal static class TuneExperiment
{
    /// <returns>Null for what a declared experiment cannot say: a validation file, standard input, or a brace in a name.</returns>
    public static string? Write(TuneData data, TuneDataOptions options, TuneSettings settings)
    {
        string?[] texts = [data.FileName, data.Label, data.Positive, data.Table.GroupColumn, options.Schema is { } schema ? Path.GetFileName(schema) : null];
        if (options.Path == "-" || data.Validation is not null || texts.Any(text => text?.AsSpan().ContainsAny('{', '}') == true)) return null;

        var name = ClassName(data.FileName);
        var text = new StringBuilder();
        text.Append($$"""
            // Written by synthaug tune: the run on {{OneLine(data.FileName)}} (SHA-256 {{data.Sha256}}) as a declared experiment. Rows, folds, seed and streams are the run's, so
            // the means over all trials of none, prior-shift, class-weight, naive and each γ are its raw losses. The run's vtss chose γ by the other folds of
            // this very sweep; [Vtss] here chooses on rows of the training part instead, once Validation = 0.25 stands in [CsvData].
            //
            // Repeat.csproj, beside it:
            //   <Project Sdk="Microsoft.NET.Sdk">
            //     <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
            //     <ItemGroup>
            //       <ProjectReference Include="SYNTHAUG/src/SynthAug.App/SynthAug.App.csproj" />
            //       <ProjectReference Include="SYNTHAUG/generators/SynthAug.SourceGenerators/SynthAug.SourceGenerators.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
            //     </ItemGroup>
            //   </Project>
            // Program.cs:
            //   return await SynthAug.App.ExperimentApp.RunAsync(Repeat.Experiments.All, args);
            // Then:
            //   dotnet run -- run {{name}} --data FOLDER_OF_THE_TABLE --plugins FOLDER_OF_THE_PLUGINS
            using SynthAug;


            """.ReplaceLineEndings("\n"));
        Line($"[Experiment({Literal($"Should rows be added to {data.FileName}?")}, Repetitions = {settings.Repeats}, Seed = {settings.Seed})]");
        Line($"[CsvData({string.Join(", ", Table(data, options, settings))})]");
        foreach (var generator in settings.Generators) Line($"[UseGenerator({Literal(generator)})]");
        foreach (var classifier in settings.Classifiers) Line($"[UseClassifier({Literal(classifier)})]");
        var gamma = settings.Gamma;
        Line($"[NoAugmentation, PriorShift, ClassWeight, FixedSize(1, Label = \"naive\"), SweepSize({gamma.From:R}, {gamma.To:R}, {gamma.Count})]");
        Line($"[Objective(Loss.Log, {settings.Rho:R})]");
        Line($"[Scores(Score.BalancedLogLoss | Score.BalancedError)]");
        Line($"[Plot(Column.Gamma, Column.BalancedLogLoss, Series = Column.Generator, Facet = Column.Classifier)]");
        Line($"internal sealed partial class {name};");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static IEnumerable<string> Table(TuneData data, TuneDataOptions options, TuneSettings settings)
    {
        yield return Literal(data.FileName);
        yield return "Label = " + Literal(data.Label);
        yield return "Positive = " + Literal(data.Positive);
        yield return string.Create(CultureInfo.InvariantCulture, $"Folds = {settings.Folds}");
        if (data.Table.GroupColumn is { } group) yield return "Group = " + Literal(group);
        if (data.Missing != MissingPolicy.Refuse) yield return $"Missing = MissingPolicy.{data.Missing}";
        if (options.Schema is { } schema) yield return "Schema = " + Literal(Path.GetFileName(schema));
        if (options.TestShare() is { } share) yield return string.Create(CultureInfo.InvariantCulture, $"Aside = {share:R}");
    }

    /// <summary><c>TuneSepsis2019</c> for <c>sepsis2019.csv</c>.</summary>
    private static string ClassName(string fileName)
    {
        var name = new StringBuilder("Tune");
        var isStart = true;
        foreach (var c in fileName.Split('.')[0])
        {
            if (char.IsAsciiLetterOrDigit(c)) name.Append(isStart ? char.ToUpperInvariant(c) : c);
            isStart = !char.IsAsciiLetterOrDigit(c);
        }

        return name.ToString();
    }

    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') literal.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029') literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else literal.Append(c);
        }

        return literal.Append('"').ToString();
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text) line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        return line.ToString();
    }
}
