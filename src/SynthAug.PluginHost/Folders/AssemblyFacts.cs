using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SynthAug.Hosting.Folders;

/// <summary>What an assembly's metadata says.</summary>
/// <param name="File">Relative to the plugin folder.</param>
internal sealed record AssemblyFacts(string File, string Name, IReadOnlyList<AssemblyName> References)
{
    /// <summary>Null until it is loaded.</summary>
    public Assembly? Loaded { get; private init; }

    /// <summary>Whether it wears <see cref="PluginModuleAttribute"/>. Of a loaded one only its attributes tell, when its references are known to be there.</summary>
    public bool HasModules { get; private init; }

    /// <summary>Of an assembly that is loaded already; none of its code runs.</summary>
    public static AssemblyFacts Of(Assembly loaded, string file) => new(file, loaded.GetName().Name!, loaded.GetReferencedAssemblies()) { Loaded = loaded };

    /// <summary>Without loading it. Null for what is no .NET assembly: a native library, or no library at all.</summary>
    public static AssemblyFacts? Read(string path, string file)
    {
        try
        {
            using var image = new PEReader(System.IO.File.OpenRead(path));
            if (!image.HasMetadata) return null;
            var metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly) return null;
            // Loops over handles, which are structs: the runtime would compile a query over each kind of them anew.
            var references = new List<AssemblyName>();
            foreach (var handle in metadata.AssemblyReferences) references.Add(metadata.GetAssemblyReference(handle).GetAssemblyName());
            var definition = metadata.GetAssemblyDefinition();
            var hasModules = false;
            foreach (var handle in definition.GetCustomAttributes()) hasModules |= IsModuleAttribute(metadata, handle);
            return new(file, metadata.GetString(definition.Name), references) { HasModules = hasModules };
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static bool IsModuleAttribute(MetadataReader metadata, CustomAttributeHandle handle)
    {
        var constructor = metadata.GetCustomAttribute(handle).Constructor;
        if (constructor.Kind != HandleKind.MemberReference) return false;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        if (parent.Kind == HandleKind.TypeSpecification) parent = GenericType(metadata, (TypeSpecificationHandle)parent);
        if (parent.Kind != HandleKind.TypeReference) return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return (metadata.StringComparer.Equals(type.Name, nameof(PluginModuleAttribute)) || metadata.StringComparer.Equals(type.Name, typeof(PluginModuleAttribute<>).Name))
            && metadata.StringComparer.Equals(type.Namespace, typeof(PluginModuleAttribute).Namespace!);
    }

    // PluginModuleAttribute`1 of PluginModuleAttribute<SomeModule>.
    private static EntityHandle GenericType(MetadataReader metadata, TypeSpecificationHandle specification)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(specification).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return default;
        // Class or value type.
        signature.ReadCompressedInteger();
        return signature.ReadTypeHandle();
    }
}
