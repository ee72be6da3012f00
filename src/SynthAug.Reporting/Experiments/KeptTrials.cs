using System.Collections;
using SynthAug.Engine;

namespace SynthAug.Reporting.Experiments;

/// <summary>
/// Trials that are gone through for the summary, for claims, for a table and for figures. Those of a store are read each time; up to some 20 MB they are kept instead from the first time that
/// they are gone through whole.
/// </summary>
internal sealed class KeptTrials(IEnumerable<TrialResult> source) : IEnumerable<TrialResult>
{
    private const int MostRows = 150_000;

    private List<TrialResult>? _kept;
    private bool _tooMany;

    public IEnumerator<TrialResult> GetEnumerator() => _kept?.GetEnumerator() ?? (_tooMany ? source : Keeping()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<TrialResult> Keeping()
    {
        var (trials, rows) = (new List<TrialResult>(), 0L);
        foreach (var trial in source)
        {
            rows += trial.Rows.Count;
            if (rows > MostRows) _tooMany = true;
            if (_tooMany) trials.Clear();
            else trials.Add(trial);
            yield return trial;
        }

        if (!_tooMany) _kept = trials;
    }
}
