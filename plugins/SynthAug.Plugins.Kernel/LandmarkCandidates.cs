namespace SynthAug.Plugins.Kernel;

/// <summary>
/// What landmarks are chosen from: the real rows, and round each minority row the 2d points x ± s/√2·eⱼ. Generators put rows where no real row is;
/// a basis of real rows alone cannot bend there however many it takes (on Figure 8's law it leaves five times the error at rank 200). The
/// synthetic rows themselves may not be asked: they would make the basis depend on ñ.
/// </summary>
internal sealed class LandmarkCandidates
{
    /// <summary>Points at most; of more minority rows than that allows, rows ⌊i·n/count⌋ are taken.</summary>
    private const int MostPoints = 1024;

    private double[] _rows = [];

    /// <param name="real">n × d, the minority's rows last.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlyRows Around(ReadOnlyRows real, int minority, double bandwidth)
    {
        int d = real.Dimension, centres = Math.Min(minority, MostPoints / (2 * d)), count = real.Count + 2 * d * centres;
        if (_rows.Length < count * d) _rows = new double[count * d];
        real.Values.CopyTo(_rows);
        var distance = bandwidth * Math.Sqrt(0.5);
        for (int i = 0, at = real.Count * d; i < centres; i++)
        {
            var centre = real[real.Count - minority + (int)((long)i * minority / centres)];
            for (var j = 0; j < 2 * d; j++, at += d)
            {
                centre.CopyTo(_rows.AsSpan(at));
                _rows[at + j / 2] += j % 2 == 0 ? distance : -distance;
            }
        }

        return new(_rows.AsSpan(0, count * d), d);
    }
}
