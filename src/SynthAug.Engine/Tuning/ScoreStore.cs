namespace SynthAug.Engine.Tuning;

/// <summary>The scores of every fit made so far.</summary>
internal sealed class ScoreStore(HeldOutShape shape)
{
    private readonly Dictionary<FitId, FitScores> _fits = [];

    public HeldOutShape Shape { get; } = shape;

    public FitScores this[FitId id] => _fits[id];

    /// <summary>Makes room; those of these fits that are new.</summary>
    public IReadOnlyList<FitId> Reserve(IEnumerable<FitId> ids)
    {
        var added = new List<FitId>();
        foreach (var id in ids)
        {
            if (_fits.ContainsKey(id)) continue;
            _fits.Add(id, new(id, Shape));
            added.Add(id);
        }

        return added;
    }
}
