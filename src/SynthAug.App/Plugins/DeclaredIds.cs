using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SynthAug.App.Plugins;

/// <summary>
/// The ids that a plugin folder's assemblies declare, read from metadata without running anything: a folder that was refused can still say which
/// plugin a run misses because of it.
/// </summary>
internal static class DeclaredIds
{
    private static readonly HashSet<string> Attributes = [nameof(GeneratorPluginAttribute), nameof(ClassifierPluginAttribute)];

    public static IReadOnlyList<string> In(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal).SelectMany(InFile).Distinct()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whatever made the host refuse it may stand in the way here too.
            return [];
        }
    }

    private static List<string> InFile(string file)
    {
        var ids = new List<string>();
        try
        {
            using var image = new PEReader(File.OpenRead(file));
            if (!image.HasMetadata) return ids;
            var metadata = image.GetMetadataReader();
            foreach (var handle in metadata.CustomAttributes)
            {
                var attribute = metadata.GetCustomAttribute(handle);
                if (attribute.Parent.Kind != HandleKind.TypeDefinition || !IsPlugin(metadata, attribute.Constructor)) continue;
                var value = metadata.GetBlobReader(attribute.Value);
                // A prolog of two bytes, then the constructor's first argument: the id.
                value.ReadUInt16();
                if (value.ReadSerializedString() is { } id) ids.Add(id);
            }
        }
        catch (BadImageFormatException)
        {
            // No .NET assembly, or a broken one: it declares nothing that could be read.
        }

        return ids;
    }

    private static bool IsPlugin(MetadataReader metadata, EntityHandle constructor) =>
        constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
        && Attributes.Contains(metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name));
}
