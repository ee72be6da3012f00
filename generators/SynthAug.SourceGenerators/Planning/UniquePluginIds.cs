using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Planning;

internal static class UniquePluginIds
{
    /// <summary>Every plugin whose id an earlier one of its role has, in the order of the source.</summary>
    public static IEnumerable<Finding> Check(IEnumerable<PluginIdentity> identities)
    {
        var taken = new Dictionary<(PluginRole, string), PluginIdentity>();
        foreach (var identity in identities)
        {
            if (taken.TryGetValue((identity.Role, identity.Id), out var first))
                yield return Finding.Of(Rules.PluginIdTwice, identity.Spot, identity.Id, identity.Class, first.Class);
            else
                taken.Add((identity.Role, identity.Id), identity);
        }
    }
}
