using System.CommandLine;
using System.CommandLine.Parsing;
using SynthAug.App.Verbs;

namespace SynthAug.App.Tuning;

/// <summary>The options of <c>tune</c> that say what the data are.</summary>
internal sealed class TuneDataVerb
{
    private readonly Option<string> _label = new("--label") { HelpName = "COLUMN", Description = "The label's column.", Required = true };
    private readonly Option<string> _positive = VerbOptions.Text("--positive", "VALUE", "The label to add rows to; the rarer of two when left out.");
    private readonly Option<string> _group = VerbOptions.Text("--group", "COLUMN", "Rows of one text here, such as a patient, never stand on both sides of a split.");
    private readonly Option<string> _schema = VerbOptions.Text("--schema", "FILE", "Types of columns, as in the schema.csv of a run: column,type. What it leaves out is sniffed.");
    private readonly Option<string> _schemaOut = VerbOptions.Text("--schema-out", "FILE", "Writes the types that were found, to be confirmed, and does nothing else.");

    private readonly Option<MissingPolicy> _missing = new("--missing")
    {
        HelpName = "refuse|median",
        Description = "What to do with cells without a value: refuse the file (default), or fill with the training rows' median and mark in a column of its own; a category gets a level for it.",
        CustomParser = Policy,
    };

    private readonly Option<string> _validation = VerbOptions.Text("--validation", "FILE", "Rows of the same columns to choose and compare on, instead of folds.");
    private readonly Option<string> _test = VerbOptions.Text("--test", "SHARE|FILE", "Rows that are touched once, at the end: a share of the data between 0 and 1, or a file of the same columns.");

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_label, _positive, _group, _schema, _schemaOut, _missing, _validation, _test]) verb.Add(option);
    }

    public TuneDataOptions Read(ParseResult parsed, string path, ulong seed) => new()
    {
        Path = path,
        Label = parsed.GetRequiredValue(_label),
        Positive = parsed.GetValue(_positive),
        Group = parsed.GetValue(_group),
        Schema = parsed.GetValue(_schema),
        Missing = parsed.GetValue(_missing),
        Validation = parsed.GetValue(_validation),
        Test = parsed.GetValue(_test),
        Seed = seed,
    };

    public string? SchemaOut(ParseResult parsed) => parsed.GetValue(_schemaOut);

    private static MissingPolicy Policy(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        switch (text)
        {
            case "refuse": return MissingPolicy.Refuse;
            case "median": return MissingPolicy.Median;
            default:
                result.AddError($"--missing is '{text}'; it must be refuse or median");
                return default;
        }
    }
}
