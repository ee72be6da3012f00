using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>Axes whose values stand in the attribute, or are all values of their type.</summary>
internal static class ConstantAxisReader
{
    /// <summary><c>[Axis]</c>: every member of an enum, false and true.</summary>
    public static AxisModel? ReadAllMembers(ExperimentDraft draft, IPropertySymbol property, AttributeView use)
    {
        if (property.Type.TypeKind == TypeKind.Error)
        {
            draft.Break();
            return null;
        }

        Literal[]? values =
            property.Type.TypeKind == TypeKind.Enum ? [.. EnumMembers.Of(property.Type).Select(m => Literal.OfMember(m.Name))]
            : property.Type.SpecialType == SpecialType.System_Boolean ? [Literal.Of(false), Literal.Of(true)]
            : null;
        if (values is null)
        {
            const string Advice = "[Axis] takes all values of an enum or bool; name them with [Axis<T>(…)]";
            draft.Report(Rules.AxisType, SourceSpot.Of(property), property.Name, property.Type.ShortName(), Advice);
            return null;
        }

        if (values.Length == 0) draft.Report(Rules.AxisEmpty, SourceSpot.Of(property), property.Name);
        return Axis(draft, property, values);
    }

    /// <summary><c>[Axis&lt;T&gt;(…)]</c>.</summary>
    public static AxisModel? ReadValues(ExperimentDraft draft, IPropertySymbol property, AttributeView use)
    {
        var type = use.Class.TypeArguments[0];
        if (property.Type.TypeKind == TypeKind.Error || type.TypeKind == TypeKind.Error)
        {
            draft.Break();
            return null;
        }

        if (!SymbolEqualityComparer.Default.Equals(type, property.Type))
        {
            draft.Report(Rules.AxisTypeDiffers, SourceSpot.Of(property), property.Name, property.Type.ShortName(), type.ShortName());
            return null;
        }

        if (AxisColumns.KindOf(type) is null)
        {
            const string Advice = "an axis is an integer, double, bool, string or enum; for records use [AxisFrom]";
            draft.Report(Rules.AxisType, SourceSpot.Of(property), property.Name, type.ShortName(), Advice);
            return null;
        }

        var constants = use.Argument(0) is { IsNull: false } list ? list.Values : [];
        if (constants.IsEmpty) draft.Report(Rules.AxisEmpty, use.Spot, property.Name);
        var values = new List<Literal>();
        for (var i = 0; i < constants.Length; i++)
        {
            if (LiteralOf(constants[i], type) is not { } value || double.IsNaN(value.Real))
                draft.Report(Rules.AxisNoValue, use.SpotOf(i), property.Name, Shown(constants[i]));
            else if (values.Contains(value))
                draft.Report(Rules.AxisRepeats, use.SpotOf(i), property.Name, value.ToString());
            else
                values.Add(value);
        }

        return Axis(draft, property, [.. values]);
    }

    private static AxisModel Axis(ExperimentDraft draft, IPropertySymbol property, Literal[] values)
    {
        var column = AxisColumns.Of(property.Name, null, property.Type, AxisColumns.KindOf(property.Type)!.Value, draft.Type);
        return new(property.Name, property.Type.GlobalName(), values.ToEquatable(), null, new[] { column }.ToEquatable());
    }

    /// <summary>Null for null, and for an enum value that no member names.</summary>
    private static Literal? LiteralOf(TypedConstant constant, ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            var member = EnumMembers.Of(type).FirstOrDefault(m => Equals(m.ConstantValue, constant.Value));
            return member is null ? null : Literal.OfMember(member.Name);
        }

        return constant.Value switch
        {
            null => null,
            string text => Literal.Of(text),
            bool flag => Literal.Of(flag),
            double real => Literal.Of(real),
            var whole => Literal.Of(Convert.ToInt64(whole, System.Globalization.CultureInfo.InvariantCulture)),
        };
    }

    private static string Shown(TypedConstant constant) => constant.Value switch
    {
        null => "null",
        double real => CSharpText.Plain(real),
        var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
