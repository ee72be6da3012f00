using System.CommandLine;
using System.Globalization;
using SynthAug.App.Terminal;
using SynthAug.App.Verbs;

namespace SynthAug.App.Tuning;

/// <summary>The options of <c>tune</c> that say what is minimised, what counts as a gain, and where the model will be used.</summary>
internal sealed class TuneObjectiveVerb
{
    private readonly Option<double?> _rho = Number("--rho", "R", "Weight of the majority's mean loss, between 0 and 1; default 0.5.", 0, 1);
    private readonly Option<double?> _prevalence = Number("--prevalence", "P", "Share of the minority where the model will be used; that of the data when left out.", 0, 1);

    private readonly Option<string> _costs = VerbOptions.Text(
        "--costs", "MISS:ALARM", "What a missed minority row and a false alarm cost, such as 10:1; with --prevalence they take the place of --rho.");

    private readonly Option<double?> _margin = Number("--margin", "D", "The least gain, in nats a row, that counts; default 0.005, or 0.01 below 100 minority rows.", 0, double.PositiveInfinity);
    private readonly Option<double?> _specificity = Number("--specificity", "S", "Where sensitivity is stated; default 0.9.", 0, 1);

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_rho, _prevalence, _costs, _margin, _specificity]) verb.Add(option);
    }

    /// <exception cref="AppException">Options that do not go together.</exception>
    public TuneSettings Read(ParseResult parsed, TuneSettings settings) => settings with
    {
        Rho = Costs(parsed) ?? parsed.GetValue(_rho) ?? settings.Rho,
        Prevalence = parsed.GetValue(_prevalence),
        Margin = parsed.GetValue(_margin),
        Specificity = parsed.GetValue(_specificity) ?? settings.Specificity,
    };

    /// <summary>ρ = (1−π)·alarm / ((1−π)·alarm + π·miss): the expected cost of errors weighs the classes so.</summary>
    private double? Costs(ParseResult parsed)
    {
        if (parsed.GetValue(_costs) is not { } text) return null;
        var parts = text.Split(':');
        if (parts.Length != 2 || Positive(parts[0]) is not { } miss || Positive(parts[1]) is not { } alarm)
            throw new AppException($"--costs is '{text}'; write MISS:ALARM, two numbers above 0, such as 10:1");
        if (parsed.GetValue(_rho) is not null) throw new AppException("--costs and --rho both weigh the classes; give one of them");
        if (parsed.GetValue(_prevalence) is not { } share) throw new AppException("--costs needs --prevalence, the share of the minority where the model will be used");
        var majority = (1 - share) * alarm;
        return majority / (majority + share * miss);
    }

    private static double? Positive(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value) ? value : null;

    private static Option<double?> Number(string name, string helpName, string description, double above, double below) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > above && value < below) return value;
            result.AddError(below == 1
                ? $"{name} is '{text}'; it must be a number between 0 and 1, such as 0.5"
                : $"{name} is '{text}'; it must be a number above 0, such as 0.01");
            return null;
        },
    };
}
