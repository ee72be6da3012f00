using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;
using SynthAug.SourceGenerators.Naming;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The <c>[Option]</c> properties of an options class, base classes first.</summary>
internal static class OptionReader
{
    public static EquatableArray<OptionModel> Read(INamedTypeSymbol type, List<Finding> findings, CancellationToken cancellation)
    {
        var options = new List<OptionModel>();
        var names = new Dictionary<string, string>();
        foreach (var property in DeclaredMembers.Of(type).OfType<IPropertySymbol>())
        {
            foreach (var use in property.Attributes(KnownNames.Option, cancellation))
            {
                if (Read(property, use, findings) is not { } option) continue;
                if (names.TryGetValue(option.Name, out var taken))
                    findings.Add(Finding.Of(Rules.OptionTwice, SourceSpot.Of(property), taken, property.Name, type.Name, option.Name));
                names[option.Name] = property.Name;
                options.Add(option);
            }
        }

        return options.ToEquatable();
    }

    private static OptionModel? Read(IPropertySymbol property, AttributeView use, List<Finding> findings)
    {
        var spot = SourceSpot.Of(property);
        if (use.IsUnreadable)
        {
            findings.Add(Finding.Of(Rules.UnreadableArgument, use.Spot, property.Name));
            return null;
        }

        if (Closed(property) is { } closed)
        {
            findings.Add(Finding.Of(Rules.OptionAccessor, spot, property.Name, closed));
            return null;
        }

        if (KindOf(property.Type) is not { } kind)
        {
            findings.Add(Finding.Of(Rules.OptionType, spot, property.Name, property.Type.ShortName()));
            return null;
        }

        var (min, max) = (use.Named("Min", double.NegativeInfinity), use.Named("Max", double.PositiveInfinity));
        var isNumber = kind is OptionKind.Int32 or OptionKind.Int64 or OptionKind.Double;

        // The negation catches NaN too.
        var fault = !(min <= max) ? "no value is allowed; swap or widen them"
            : !isNumber && !(double.IsInfinity(min) && double.IsInfinity(max)) ? "only numbers have a range; remove them"
            : null;
        if (fault is not null)
            findings.Add(Finding.Of(Rules.OptionRange, use.Spot, property.Name, CSharpText.Plain(min), CSharpText.Plain(max), fault));

        var choices = kind == OptionKind.Choice ? Choices(property, findings) : default;
        return new(
            property.Name, KebabCase.Of(property.Name), kind, property.Type.GlobalName(), choices, min, max, use.Argument<string>(0) ?? "",
            use.Named("IsPenalty", false));
    }

    private static string? Closed(IPropertySymbol property)
    {
        if (property.IsStatic) return "static";
        if (property.GetMethod is null || !PluginReader.CanBeNamed(property.GetMethod.DeclaredAccessibility)) return "not readable from its assembly";
        if (property.SetMethod is null || !PluginReader.CanBeNamed(property.SetMethod.DeclaredAccessibility)) return "not settable from its assembly";
        return null;
    }

    private static OptionKind? KindOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Int32 => OptionKind.Int32,
        SpecialType.System_Int64 => OptionKind.Int64,
        SpecialType.System_Double => OptionKind.Double,
        SpecialType.System_Boolean => OptionKind.Boolean,
        SpecialType.System_String => OptionKind.Text,
        _ => type.TypeKind == TypeKind.Enum ? OptionKind.Choice : null,
    };

    private static EquatableArray<ChoiceModel> Choices(IPropertySymbol property, List<Finding> findings)
    {
        var choices = new List<ChoiceModel>();
        foreach (var member in EnumMembers.Of(property.Type))
        {
            var choice = new ChoiceModel(member.Name, KebabCase.Of(member.Name));
            if (choices.Find(c => c.Text == choice.Text) is { } taken)
                findings.Add(Finding.Of(Rules.OptionTwice, SourceSpot.Of(property), taken.Member, choice.Member, property.Type.Name, choice.Text));
            choices.Add(choice);
        }

        return choices.ToEquatable();
    }
}
