using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthAug.Engine.Data;

namespace SynthAug.App.Tuning;

/// <summary>What the columns were taken for: a wrong guess must be seen before its results are believed.</summary>
internal static class TuneColumns
{
    private const int ShownNames = 8;

    /// <summary>A line a kind of column.</summary>
    public static string Console(TuneData data)
    {
        var text = new StringBuilder();
        for (var use = ColumnUse.Continuous; use <= ColumnUse.Categorical; use++)
            Line(use, [.. data.Columns.Where(column => column.Use == use).Select(Name)]);
        Line(ColumnUse.Ignored, [.. Ignored(data)]);
        if (data.Table.GroupColumn is { } group) Line(ColumnUse.Group, [$"{group} ({data.Table.GroupCount} groups)"]);
        foreach (var (what, part) in Parts(data))
            text.Append(CultureInfo.InvariantCulture, $"{what,-12} {part.Source}: '{data.Positive}' in {part.Minority.Count}, the rest {part.Majority.Count}\n");
        return text.ToString();

        void Line(ColumnUse use, IReadOnlyList<string> names)
        {
            if (names.Count == 0) return;
            var more = names.Count > ShownNames ? $" and {names.Count - ShownNames} more" : "";
            text.Append(CultureInfo.InvariantCulture, $"{use.Word(),-12} {string.Join(", ", names.Take(ShownNames))}{more}\n");
        }

        static string Name(TableColumn column)
        {
            var levels = column.Use == ColumnUse.Categorical ? $" ({column.Levels.Count} levels)" : "";
            return column.MissingCount > 0 ? $"{column.Name}{levels} ({column.MissingCount} missing)" : column.Name + levels;
        }
    }

    /// <summary>The fields of <c>tune.json</c> within its data.</summary>
    public static void Write(Utf8JsonWriter json, TuneData data)
    {
        json.WriteString("missing", data.Missing == MissingPolicy.Refuse ? "refuse" : "median");
        json.WriteStartArray("columns");
        foreach (var column in data.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Use.Word());
            json.WriteNumber("missing", column.MissingCount);
            if (column.Use == ColumnUse.Categorical)
            {
                json.WriteStartArray("levels");
                foreach (var level in column.Levels) json.WriteStringValue(level);
                json.WriteEndArray();
            }
            else
            {
                json.WriteNumber("least", column.Least);
                json.WriteNumber("largest", column.Largest);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ignored");
        foreach (var name in Ignored(data)) json.WriteStringValue(name);
        json.WriteEndArray();
        if (data.Table.GroupColumn is { } group)
        {
            json.WriteString("group", group);
            json.WriteNumber("groups", data.Table.GroupCount);
        }

        foreach (var (what, part) in Parts(data))
        {
            json.WriteStartObject(what);
            json.WriteString("source", part.Source);
            if (part.Sha256 is { } sha256) json.WriteString("sha256", sha256);
            json.WriteNumber("n0", part.Majority.Count);
            json.WriteNumber("n1", part.Minority.Count);
            json.WriteEndObject();
        }
    }

    public static byte[] Schema(TuneData data)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TableSchema.Write(data.Table, writer);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }

    private static IEnumerable<string> Ignored(TuneData data) =>
        data.Table.Header.Where(name => name != data.Label && name != data.Table.GroupColumn && data.Columns.All(column => column.Name != name));

    private static IEnumerable<(string What, HeldOutRows Part)> Parts(TuneData data)
    {
        if (data.Validation is { } validation) yield return ("validation", validation);
        if (data.Test is { } test) yield return ("test", test);
    }
}
