using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SynthAug.App.Terminal;

/// <summary>The one way JSON leaves the house: camel case, two spaces, '\n', non-ASCII as it is, null where a number does not exist.</summary>
internal static class JsonOutput
{
    /// <summary>Of every document; a change that breaks a reader makes it larger.</summary>
    public const int SchemaVersion = 1;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static string Text<T>(T document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>JSON has no NaN and no infinity.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;
}
