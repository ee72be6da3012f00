using Microsoft.CodeAnalysis.CSharp.Syntax;
using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;
using SynthAug.SourceGenerators.Naming;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>Plugin class → <see cref="PluginModel"/>, or findings that say why not.</summary>
internal static class PluginReader
{
    public static PluginReading ReadGenerator(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Read(context, PluginRole.Generator, KnownNames.GeneratorPlugin, KnownNames.SyntheticGenerator, cancellation);

    public static PluginReading ReadClassifier(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Read(context, PluginRole.Classifier, KnownNames.ClassifierPlugin, KnownNames.Classifier, cancellation);

    private static PluginReading Read(
        GeneratorAttributeSyntaxContext context, PluginRole role, string attribute, string contract, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var use = type.Attributes(attribute, cancellation).First();
        var findings = new List<Finding>();
        var name = SourceSpot.Of(((TypeDeclarationSyntax)context.TargetNode).Identifier);

        if (use.IsUnreadable)
            return new(null, null, new[] { Finding.Of(Rules.UnreadableArgument, use.Spot, type.Name) }.ToEquatable());

        var id = use.Argument<string>(0) ?? "";
        if (!KebabCase.IsValid(id)) findings.Add(Finding.Of(Rules.PluginId, use.SpotOf(0), id, type.Name, KebabCase.Of(type.Name)));
        if (Misshapen(type) is { } shape) findings.Add(Finding.Of(Rules.PluginShape, name, type.Name, shape));
        if (!type.Is(contract)) findings.Add(Finding.Of(Rules.PluginInterface, name, type.Name, contract.Substring(contract.LastIndexOf('.') + 1)));

        var options = default(EquatableArray<OptionModel>);
        INamedTypeSymbol? optionsClass = null;
        if (findings.Count == 0)
        {
            if (Constructor(type) is { } constructor)
            {
                optionsClass = constructor.Parameters.FirstOrDefault()?.Type as INamedTypeSymbol;
                if (optionsClass is not null) options = OptionReader.Read(optionsClass, findings, cancellation);
            }
            else
            {
                findings.Add(Finding.Of(Rules.PluginConstructor, name, type.Name));
            }
        }

        var model = findings.Count > 0 ? null : new PluginModel(
            role, id, use.Argument<string>(1) ?? "", type.NamespaceText(), type.GlobalName(), ModuleName(type), type.MetadataName(),
            optionsClass?.GlobalName(), options);
        return new(model, new(role, id, type.Name, use.SpotOf(0)), findings.ToEquatable());
    }

    private static string? Misshapen(INamedTypeSymbol type)
    {
        if (type.IsStatic) return "static";
        if (type.IsAbstract) return "abstract";
        if (type.Wears(KnownNames.GeneratorPlugin) && type.Wears(KnownNames.ClassifierPlugin)) return "both a generator and a classifier";
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsGenericType) return "generic";
            if (t.IsFileLocal) return "local to its file";
            if (!CanBeNamed(t.DeclaredAccessibility)) return "hidden in another class";
        }

        return null;
    }

    /// <summary>The one with options when there are both kinds; null when there is none, or no way to choose.</summary>
    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        var open = type.InstanceConstructors.Where(c => CanBeNamed(c.DeclaredAccessibility)).ToArray();
        var withOptions = open.Where(c => c.Parameters.Length == 1 && TakesOptions(c.Parameters[0])).ToArray();
        return withOptions.Length switch
        {
            1 => withOptions[0],
            0 => open.FirstOrDefault(c => c.Parameters.Length == 0),
            _ => null,
        };
    }

    private static bool TakesOptions(IParameterSymbol parameter) =>
        parameter is { RefKind: RefKind.None, Type: INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, SpecialType: SpecialType.None } type }
        && type.InstanceConstructors.Any(c => CanBeNamed(c.DeclaredAccessibility) && c.Parameters.All(p => p.IsOptional))
        && type.GetMembers().All(m => m is not (IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }));

    public static bool CanBeNamed(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static string ModuleName(INamedTypeSymbol type)
    {
        var name = type.Name + "Module";
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType) name = outer.Name + name;
        return name;
    }
}
