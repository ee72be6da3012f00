namespace SynthAug;

/// <summary>An axis over every member of the property's enum type, or false and true of a bool.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AxisAttribute : Attribute;

/// <summary>An axis over constants; a value of another type does not compile.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AxisAttribute<T>(params T[] values) : Attribute
{
    public IReadOnlyList<T> Values { get; } = values;
}

/// <summary>An axis over the flat records (string, bool, enum and number members) of a static list of the class.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AxisFromAttribute(string list) : Attribute
{
    public string List { get; } = list;
}

/// <summary>A bool property over the axes: true leaves the cell out.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SkipAttribute : Attribute;
