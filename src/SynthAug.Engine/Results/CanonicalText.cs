using System.Globalization;

namespace SynthAug.Engine.Results;

/// <summary>The text of a cell, both ways.</summary>
internal static class CanonicalText
{
    public static string Of(IEnumerable<AxisValue> axes) => string.Concat(axes.Select(static axis => axis.Canonical()));

    /// <summary>Reads what <see cref="AxisValue.Canonical"/> wrote, one value after the other.</summary>
    /// <exception cref="FormatException">It did not write this.</exception>
    public static IReadOnlyList<AxisValue> Read(ReadOnlySpan<char> text)
    {
        var axes = new List<AxisValue>();
        while (text.Length > 0)
        {
            var equals = text.IndexOf('=');
            var colon = text.IndexOf(':');
            if (equals < 0 || colon < equals + 2) throw new FormatException("This is not the text of a cell.");
            var name = text[..equals].ToString();
            var length = int.Parse(text[(equals + 2)..colon], NumberStyles.None, CultureInfo.InvariantCulture);
            var value = text.Slice(colon + 1, length);
            axes.Add(text[equals + 1] switch
            {
                'w' => AxisValue.Of(name, long.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
                'r' => AxisValue.Of(name, BitConverter.UInt64BitsToDouble(ulong.Parse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))),
                _ => AxisValue.Of(name, value.ToString()),
            });
            text = text[(colon + 1 + length + 1)..];
        }

        return axes;
    }
}
