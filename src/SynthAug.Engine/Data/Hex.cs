using System.Globalization;

namespace SynthAug.Engine.Data;

/// <summary>Bytes as text. Not Convert.ToHexStringLower: .NET compiles that at run time, which takes longer than the rest of a plan.</summary>
internal static class Hex
{
    /// <summary>Two lower-case digits a byte.</summary>
    public static string Of(byte[] bytes) => string.Concat(Array.ConvertAll(bytes, value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
