using System.Globalization;

namespace SynthAug.Reporting.Html;

/// <summary>The style sheet: one column of readable width, hairlines instead of boxes, black on white, and a sheet for print.</summary>
internal static class ReportStyle
{
    const string Base =
        """
        :root { --ink: #1a1a1a; --muted: #595959; --rule: #d4d4d4; --accent: #0072b2; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: #fff; color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 900px; margin: 0 auto; padding: 48px 20px 64px; overflow-wrap: break-word; }
        h1 { font-size: 28px; line-height: 1.2; margin: 0 0 12px; max-width: 30em; text-wrap: balance; }
        h2 { font-size: 20px; line-height: 1.3; margin: 48px 0 12px; text-wrap: balance; }
        p { margin: 0 0 12px; max-width: 68ch; }
        .lead { font-size: 18px; line-height: 1.5; }
        header { border-bottom: 2px solid var(--ink); padding-bottom: 12px; }
        nav { margin: 16px 0 0; font-size: 14px; }
        nav ol { margin: 0; padding-left: 22px; columns: 2; column-gap: 32px; }
        nav li { break-inside: avoid; }
        a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
        a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        figure { margin: 28px 0 32px; }
        .figure-head { margin-bottom: 6px; line-height: 1.4; }
        .figure-head span { display: block; font-size: 14px; color: var(--muted); }
        figure svg { display: block; max-width: 100%; height: auto; }
        .narrow { display: none; }
        figcaption, .caption { font-size: 14px; line-height: 1.45; color: var(--muted); margin-top: 8px; max-width: 78ch; }
        table { border-collapse: collapse; margin: 24px 0 32px; font-size: 14px; line-height: 1.4; min-width: min(100%, 480px);
          max-width: 100%;
          border-bottom: 1.5px solid var(--ink); font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: 8px; font-weight: 600; font-size: 14px; }
        th, td { text-align: left; vertical-align: baseline; padding: 5px 9px; }
        th:first-child { padding-left: 0; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { font-weight: 600; vertical-align: bottom; border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); }
        tbody th { font-weight: 400; max-width: 320px; }
        tbody tr + tr > * { border-top: 1px solid #ececec; }
        td.right { white-space: nowrap; }
        .right { text-align: right; }
        .centre { text-align: center; }
        .pairs { margin: 20px 0 28px; }
        .pairs .caption { margin: 0 0 6px; color: var(--ink); font-weight: 600; }
        dl { margin: 0; font-size: 14px; line-height: 1.45; border-top: 1px solid var(--rule); }
        dl > div { display: grid; grid-template-columns: minmax(0, 14em) minmax(0, 1fr); gap: 4px 20px; padding: 4px 0; border-bottom: 1px solid #ececec; }
        dt { color: var(--muted); }
        dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        .callout { margin: 20px 0 24px; padding: 10px 16px; border-left: 4px solid var(--muted); background: #f6f6f6; max-width: 74ch; }
        .callout strong { display: block; font-size: 14px; }
        .callout p:last-child { margin: 0; }
        .finding { border-color: var(--accent); background: #f0f6fa; }
        .caution { border-color: #d55e00; background: #fdf4ee; }
        .verdict { margin: 24px 0 8px; padding: 18px 22px 14px; border: 1px solid var(--rule); border-left: 8px solid var(--muted); }
        .verdict h2 { margin: 0 0 8px; font-size: 30px; line-height: 1.15; }
        .verdict.yes { border-left-color: #009e73; }
        .verdict.no { border-left-color: #0072b2; }
        .verdict.open { border-left-color: #d55e00; }
        .verdict svg { display: block; max-width: 100%; height: auto; margin-top: 12px; }
        .steps { margin: 0 0 12px; padding-left: 24px; max-width: 68ch; }
        .steps li { margin-bottom: 6px; }
        summary { cursor: pointer; color: var(--accent); padding: 6px 0; }
        footer { margin-top: 56px; padding-top: 12px; border-top: 1px solid var(--rule); font-size: 13px; color: var(--muted); overflow-wrap: anywhere; }
        @media screen and (min-width: 901px) {
          table.broad { position: relative; left: 50%; transform: translateX(-50%); max-width: calc(100vw - 48px); }
        }
        @media screen and (max-width: 640px) {
          main { padding: 28px 16px 48px; }
          h1 { font-size: 24px; }
          h2 { font-size: 19px; margin-top: 40px; }
          .lead { font-size: 17px; }
          nav ol { columns: 1; }
          .wide { display: none; }
          .narrow { display: block; }
          .verdict { padding: 14px 14px 10px; border-left-width: 6px; }
          .narrow svg { width: 100%; max-width: 480px; }
          dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 6px 0; }
        }
        """;

    // A row as a card: the first cell is its heading, the others carry the column's name at their left.
    const string Cards =
        """
          table.NAME, .NAME caption, .NAME tr, .NAME th, .NAME td { display: block; }
          .NAME { border-bottom: 0; }
          .NAME thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .NAME tbody { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr)); column-gap: 32px; }
          .NAME tr { border-top: 1px solid var(--ink); padding: 6px 0 10px; }
          .NAME tbody tr > * { border: 0; padding: 2px 0; text-align: left; max-width: none; }
          .NAME tbody th { font-weight: 600; }
          .NAME tbody td { display: flex; justify-content: space-between; gap: 4px 16px; white-space: normal; text-align: right; overflow-wrap: anywhere; }
          .NAME td::before { content: attr(data-label); color: var(--muted); text-align: left; flex: 0 1 auto; overflow-wrap: break-word; }
        """;

    const string Print =
        """
        @media print {
          @page { margin: 18mm 16mm; }
          body { font-size: 10.5pt; }
          main { max-width: none; padding: 0; }
          nav { display: none; }
          p, .lead, figcaption, .callout { max-width: none; }
          .lead { font-size: 11.5pt; }
          table, dl, figcaption, .caption { font-size: 9pt; }
          details::details-content { content-visibility: visible; block-size: auto; }
          summary { list-style: none; color: inherit; font-weight: 600; }
          thead { display: table-header-group; }
          tr, caption, figure, .verdict, .callout, .steps li, dl > div { break-inside: avoid; }
          h1, h2, caption, .figure-head, thead { break-after: avoid; }
          p { orphans: 3; widows: 3; }
          .callout { background: none; }
          a { color: inherit; text-decoration: none; }
          table.cards-780, table.cards-900 { font-size: 8pt; }
          .cards-780 th, .cards-780 td, .cards-900 th, .cards-900 td { padding: 3px 6px; }
          table.broad, table.cards { font-size: 7.5pt; overflow-wrap: anywhere; }
          .broad th, .broad td, .cards th, .cards td { padding: 3px 4px; white-space: normal; }
        }
        """;

    public static string Css { get; } = string.Concat(
    [
        Base, "\n",
        .. ReportTable.CardBreaks.Select(at => At(at.Screen, $"cards-{at.Name}")),
        At(null, "cards"),
        Print, "\n",
    ]);

    static string At(double? screen, string name) => string.Create(CultureInfo.InvariantCulture,
        $"@media screen{(screen is null ? "" : $" and (max-width: {screen}px)")} {{\n{Cards.Replace("NAME", name, StringComparison.Ordinal)}\n}}\n");
}
