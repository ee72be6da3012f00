using System.Text;
using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class TableSchemaTests
{
    private const string Table = "id,ward,age,dose,who,sick\n1,3,30,1.5,a,no\n2,1,41,2,b,yes\n3,3,52,3,a,no\n4,2,30,1,b,no\n";

    [Fact]
    public void Declared_types_win_over_what_was_found()
    {
        var table = Read(Table, "column,type\nid,ignored\nward,categorical\nage,continuous\nwho,group\nsick,label\n");
        table.Columns.Select(column => (column.Name, column.Use)).ShouldBe([("ward", ColumnUse.Categorical), ("age", ColumnUse.Continuous), ("dose", ColumnUse.Continuous)]);
        table.Columns[0].Levels.ShouldBe(["1", "2", "3"]);
        table.GroupTexts.ShouldBe(["a", "b"]);
        table.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_written_is_read_again_as_the_same()
    {
        var table = Read(Table, "column,type\nid,ignored\nward,categorical\nwho,group\n");
        var text = Written(table);
        text.ShouldBe("column,type,values\nid,ignored,\nward,categorical,\"3 levels: 1, 2, 3\"\nage,integer,30 to 52\ndose,continuous,1 to 3\nwho,group,2 groups\nsick,label,\"2 classes: no, yes\"\n");
        Written(Read(Table, text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("name,type\nid,ignored\n", "types.csv: a schema has a header with 'column' and 'type'; write one, or take the schema.csv of an earlier run.")]
    [InlineData("", "types.csv: a schema has a header with 'column' and 'type'; write one, or take the schema.csv of an earlier run.")]
    [InlineData("column,type\nid,int\n", "types.csv: row 2, column 'type': 'int' is no type; write continuous, integer, binary, categorical, ignored, group or label.")]
    [InlineData("column,type\nid,ignored\nid,integer\n", "types.csv: row 3 declares column 'id' again; keep one.")]
    [InlineData("column,type\nid\n", "types.csv: row 2 has 1 fields; write a column and its type.")]
    [InlineData("column,type\n\"id,ignored\n", "types.csv: row 2: the quotes do not match; close or double them.")]
    [InlineData("column,type\nweight,continuous\n", "types.csv: there is no column 'weight' in data.csv; take it out of the schema or correct its name.")]
    [InlineData("column,type\nage,label\n", "types.csv: column 'age' is declared label, but --label is 'sick'; make them agree.")]
    [InlineData("column,type\nsick,integer\n", "types.csv: column 'sick' is declared integer, but --label is 'sick'; make them agree.")]
    [InlineData("column,type\nwho,group\nid,group\n", "types.csv: columns 'who' and 'id' are both declared group; keep one.")]
    [InlineData("column,type\ndose,integer\n", "data.csv: row 2, column 'dose': '1.5' is not a whole number, but the column is declared integer; correct it, or declare the column continuous.")]
    [InlineData("column,type\nage,binary\n", "data.csv: row 4, column 'age': '52' is a third value beside 30 and 41, but the column is declared binary; correct it, or declare the column integer or continuous.")]
    [InlineData("column,type\nwho,integer\n", "data.csv: row 2, column 'who': 'a' is not a number, but the column is declared integer; correct it, or declare the column categorical.")]
    public void A_schema_that_does_not_fit_is_refused_in_one_line(string schema, string message) =>
        Should.Throw<DataFileException>(() => Read(Table, schema)).Message.ShouldBe(message);

    private static CsvTable Read(string text, string schema) => CsvTable.Read(
        new MemoryStream(Encoding.UTF8.GetBytes(text)), "data.csv",
        new() { LabelColumn = "sick", Schema = TableSchema.Read(new MemoryStream(Encoding.UTF8.GetBytes(schema)), "types.csv") });

    private static string Written(CsvTable table)
    {
        using var writer = new StringWriter();
        TableSchema.Write(table, writer);
        return writer.ToString();
    }
}
