using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Html;

/// <summary>A report as plain values; <see cref="ReportHtml"/> sets it as one HTML file. Every text is plain and escaped on the way out.</summary>
public sealed record ReportPage
{
    public required string Title { get; init; }

    /// <summary>The answer first: a paragraph or two; blank lines part paragraphs.</summary>
    public string Lead { get; init; } = "";

    /// <summary>The answer in a box under the title; null for none.</summary>
    public VerdictBox? Verdict { get; init; }

    public required IReadOnlyList<ReportSection> Sections { get; init; }

    /// <summary>A closing line such as program, version and seed; empty for none.</summary>
    public string Footer { get; init; } = "";
}

/// <summary>The answer: a word that can be read across a room, what it means, and the interval behind it.</summary>
/// <param name="Word">Such as "Do not augment".</param>
/// <param name="Sentences">The first one stands out; at least one.</param>
/// <param name="Scale">The interval, drawn; null when there is none.</param>
public sealed record VerdictBox(VerdictTone Tone, string Word, IReadOnlyList<string> Sentences, IntervalFigure? Scale);

public enum VerdictTone
{
    Yes,
    No,
    Open,
}

public sealed record ReportSection(string Heading, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A piece of a section, set in the order given.</summary>
public abstract record ReportBlock;

/// <summary>Plain text; blank lines part paragraphs.</summary>
public sealed record ParagraphBlock(string Text) : ReportBlock;

/// <summary>Steps in order.</summary>
public sealed record ListBlock(IReadOnlyList<string> Items) : ReportBlock;

/// <summary>Blocks that stay folded until asked for; a print unfolds them.</summary>
public sealed record FoldedBlock(string Summary, IReadOnlyList<ReportBlock> Blocks) : ReportBlock;

/// <summary>A figure with its title above and its caption and notes below; the page numbers it.</summary>
public sealed record FigureBlock(Figure Figure) : ReportBlock;

/// <summary>A table. On a narrow screen each row becomes a small card headed by its first cell, unless the whole table fits.</summary>
/// <param name="Rows">Each as long as <paramref name="Columns"/>; the first cell names the row.</param>
public sealed record TableBlock(string Caption, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

/// <summary>Numbers go to the right, words to the left.</summary>
public sealed record TableColumn(string Heading, Alignment Alignment = Alignment.Left);

public enum Alignment
{
    Left,
    Right,
    Centre,
}

/// <summary>Names and values in pairs: parameters, provenance, versions.</summary>
public sealed record KeyValueBlock(string Caption, IReadOnlyList<KeyValuePair<string, string>> Pairs) : ReportBlock;

/// <summary>A remark that must not be missed.</summary>
public sealed record CalloutBlock(CalloutKind Kind, string Text) : ReportBlock;

public enum CalloutKind
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>The answer in a sentence.</summary>
    Finding,

    /// <summary>Limits what may be concluded.</summary>
    Caution,
}
