namespace SynthAug.Engine.Results;

/// <summary>One input in which two runs differ.</summary>
/// <param name="Key">Name of the input.</param>
/// <param name="Before">Null when it is new.</param>
/// <param name="After">Null when it is gone.</param>
public sealed record InputChange(string Key, string? Before, string? After)
{
    private const int ShortText = 24, Shown = 8;

    /// <summary>In ordinal order of the keys; empty when nothing differs.</summary>
    public static IReadOnlyList<InputChange> Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
    [
        .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(key => new InputChange(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
            .Where(static change => change.Before != change.After),
    ];

    /// <summary>One line: the keys, with both values where they are short.</summary>
    public static string Describe(IReadOnlyList<InputChange> changes)
    {
        if (changes.Count == 0) return "the fingerprint";
        var text = string.Join(", ", changes.Take(Shown));
        return changes.Count <= Shown ? text : $"{text} and {changes.Count - Shown} more";
    }

    public override string ToString() => Refusals.OneLine(this switch
    {
        { Before: null } => $"{Key} is new",
        { After: null } => $"{Key} is gone",
        { Before.Length: <= ShortText, After.Length: <= ShortText } => $"{Key}: {Before}, now {After}",
        _ => Key,
    });
}
