using System.Buffers;
using System.Text;
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

    /// <summary>The same by hand, for the document of every run: taking types apart to write them costs a short run a tenth of its time.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = new PlainTextFirst() })) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>JSON has no NaN and no infinity.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;
}
