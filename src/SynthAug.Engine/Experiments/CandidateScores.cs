using SynthAug.Engine.Measures;

namespace SynthAug.Engine;

/// <summary>
/// The stock scores of all candidates of a path in one pass over the test rows: what a row of the results would cost alone (kernel values, cache misses)
/// is paid once. Equal to scoring each model by itself.
/// </summary>
internal sealed class CandidateScores(HeldOutLoss loss)
{
    private double[] _losses = [], _values = [];
    private int _scores;
    private bool _known;

    /// <summary>The candidate's scores in the order of <see cref="StockScores.Names"/>; empty when they were not measured together.</summary>
    public ReadOnlySpan<double> this[int candidate] => _known ? _values.AsSpan(candidate * _scores, _scores) : [];

    /// <param name="reported">How many candidates rows ask for: a few of many are cheaper one by one.</param>
    public void Measure(CandidateFits fits, TestSample? test, in ScoreTask task, int reported)
    {
        _known = false;
        var count = fits.Count;
        _scores = task.Objectives.Length;
        if (test is null || _scores == 0 || fits.Path is not { } path || 2 * reported < count) return;
        if (_losses.Length < count) _losses = new double[count];
        if (_values.Length < count * _scores) _values = new double[count * _scores];
        var losses = _losses.AsSpan(0, count);
        var next = 0;
        try
        {
            foreach (var objective in task.Objectives)
            {
                try
                {
                    loss.Along(path, test, objective, losses);
                }
                catch (RefusalException)
                {
                    losses.Fill(double.NaN);
                }

                for (var c = 0; c < count; c++) _values[c * _scores + next] = task.Factor * losses[c];
                next++;
            }

            _known = true;
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            // Scored one by one, it shows whose fault it is.
        }
    }
}
