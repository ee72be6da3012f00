using System.Globalization;
using SynthAug.Engine;

namespace SynthAug.Reporting.Experiments;

/// <summary>A claim of an experiment and what its results say of it.</summary>
/// <param name="Text">In the author's words.</param>
public sealed record CheckedClaim(string Text, ClaimOutcome Outcome)
{
    /// <summary>The verdict as a word of the page.</summary>
    public string Word => Outcome.Verdict switch
    {
        ClaimVerdict.Supported => "supported",
        ClaimVerdict.NotSupported => "not supported",
        _ => "undecided",
    };

    /// <summary>All claims of an experiment. One whose test throws is undecided and says why: the figures are not to blame.</summary>
    internal static IReadOnlyList<CheckedClaim> Of(ExperimentRunner runner, ExperimentResults results)
    {
        var claims = runner.Descriptor.Claims;
        if (claims.Count == 0) return [];
        var missing = results.Schema.TrialCount - results.Done;
        if (missing > 0)
            return [.. claims.Select(text => new CheckedClaim(text, new(ClaimVerdict.Undecided, string.Create(CultureInfo.InvariantCulture, $"{missing} trials are missing"))))];
        var view = new ResultView(results.Schema, results.Trials);
        return [.. claims.Select((text, i) => new CheckedClaim(text, Check(runner, i, view)))];
    }

    private static ClaimOutcome Check(ExperimentRunner runner, int claim, ResultView view)
    {
        try
        {
            return runner.Check(claim, view);
        }
        catch (ArgumentException e)
        {
            return new(ClaimVerdict.Undecided, "its test could not be made: " + e.Message.ReplaceLineEndings(" "));
        }
    }
}
