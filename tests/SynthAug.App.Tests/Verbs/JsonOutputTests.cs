using System.Text.Json;
using SynthAug.App.Terminal;

namespace SynthAug.App.Tests.Verbs;

public sealed class JsonOutputTests
{
    [Theory]
    [InlineData("plain text, 'as it is' <&+>: ~ 1.5")]
    [InlineData("")]
    [InlineData("a \"quote\"")]
    [InlineData("a \\")]
    [InlineData("a tab\t")]
    [InlineData("a delete \u007f")]
    [InlineData("γ, é, ±, — and 𝛾 stay; \u007f, \u0085, \u2028 and \ue000 do not")]
    [InlineData("a tab\t, a line\n and a zero \0")]
    public void A_document_written_by_hand_escapes_what_any_other_document_escapes(string text)
    {
        var other = JsonSerializer.Serialize(text, JsonOutput.Options);
        JsonOutput.Text(json =>
        {
            json.WriteStartObject();
            json.WriteString(text, text);
            json.WriteEndObject();
        }).ShouldBe($"{{\n  {other}: {other}\n}}\n");
    }
}
