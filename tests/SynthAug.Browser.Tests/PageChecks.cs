using Microsoft.Playwright;

namespace SynthAug.Browser.Tests;

/// <summary>What a page must not do, found by asking the browser where it put everything. Each finding is a sentence.</summary>
internal static class PageChecks
{
    public static Task<string[]> AllAsync(IPage page) => page.EvaluateAsync<string[]>(Script);

    /// <summary>Text that stands out by less than 4.5 to 1 (WCAG 2.2, 1.4.3).</summary>
    public static Task<string[]> FaintAsync(IPage page) => page.EvaluateAsync<string[]>(Faint);

    /// <summary>Drawings, tables and pages that do not say what they are to those who do not see them.</summary>
    public static Task<string[]> SilentAsync(IPage page) => page.EvaluateAsync<string[]>(Silent);

    private const string Faint =
        """
        () => {
          const parse = c => (c.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
          const found = new Set();
          for (const e of document.body.querySelectorAll('p, h1, h2, td, th, dt, dd, li, a, span, strong, figcaption, caption, summary, footer, svg text')) {
            const s = getComputedStyle(e);
            const [a, b] = [light(parse(e.closest('svg') ? s.fill : s.color)), light(e.closest('svg') ? [255, 255, 255] : behind(e))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) found.add(`${e.tagName} ${s.color} ${ratio.toFixed(2)}`);
          }
          return [...found];
        }
        """;

    private const string Silent =
        """
        () => [...document.querySelectorAll('svg')].filter(s => !s.querySelector('title')?.textContent || !s.querySelector('desc')?.textContent || s.getAttribute('role') !== 'img').map(s => 'svg')
          .concat([...document.querySelectorAll('table')].filter(t => !t.caption?.textContent).map(t => 'table'))
          .concat(document.documentElement.lang === 'en' ? [] : ['lang'])
        """;

    private const string Script =
        """
        () => {
          const found = [];
          const say = (kind, text) => { if (found.length < 40) found.push(kind + ': ' + text); };
          const name = e => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined ? '.' + e.className : '') + (e.id ? '#' + e.id : '');
          const root = document.scrollingElement;
          if (root.scrollWidth > window.innerWidth) say('wide', `the page is ${root.scrollWidth} px wide in a window of ${window.innerWidth}`);

          // Off the screen for all but screen readers.
          const isHidden = e => { if (!e.checkVisibility()) return true; for (; e; e = e.parentElement) { const s = getComputedStyle(e);
            if (s.visibility === 'hidden' || s.display === 'none' || s.clipPath.startsWith('inset(50%')) return true; } return false; };

          for (const e of document.body.querySelectorAll('*')) {
            if (e.closest('svg') && e.tagName.toLowerCase() !== 'svg') continue;
            const s = getComputedStyle(e);
            if (isHidden(e)) continue;
            const scrolls = v => v === 'auto' || v === 'scroll';
            if ((scrolls(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (scrolls(s.overflowY) && e.scrollHeight > e.clientHeight + 1)
                || s.overflowX === 'scroll' || s.overflowY === 'scroll')
              say('scroll', `${name(e)} has a scroll bar of its own`);
            const cuts = v => v === 'hidden' || v === 'clip';
            if (e.tagName.toLowerCase() !== 'svg' && ((cuts(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (cuts(s.overflowY) && e.scrollHeight > e.clientHeight + 1)))
              say('cut', `${name(e)} hides part of what it holds`);
          }

          // Boxes of lines of text. A line's box is taller than its letters, so a sixth is taken off above and below.
          const boxes = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = node.parentElement;
            if (!node.data.trim() || ['STYLE', 'SCRIPT', 'title', 'desc'].includes(parent.tagName) || isHidden(parent)) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const r of parent.closest('svg') ? [parent.getBoundingClientRect()] : range.getClientRects()) {
              if (r.width < 1 || r.height < 1) continue;
              const turned = parent.hasAttribute('transform');
              const [dx, dy] = turned ? [r.width / 6, 0] : [0, r.height / 6];
              boxes.push({ text: node.data.trim().slice(0, 40), node, left: r.left + dx, right: r.right - dx, top: r.top + dy, bottom: r.bottom - dy });
            }
            const svg = parent.closest('svg');
            if (svg) {
              const [t, frame] = [parent.getBoundingClientRect(), svg.getBoundingClientRect()];
              if (t.left < frame.left - 1 || t.right > frame.right + 1 || t.top < frame.top - 1 || t.bottom > frame.bottom + 1)
                say('clipped', `'${node.data.trim().slice(0, 40)}' leaves its drawing`);
            }
          }
          for (const b of boxes) if (b.left < -1 || b.right > window.innerWidth + 1) say('outside', `'${b.text}' leaves the window`);
          boxes.sort((a, b) => a.top - b.top);
          for (let i = 0; i < boxes.length; i++)
            for (let j = i + 1; j < boxes.length && boxes[j].top < boxes[i].bottom - 1; j++)
              if (boxes[i].node !== boxes[j].node && boxes[i].left < boxes[j].right - 1 && boxes[j].left < boxes[i].right - 1)
                say('overlap', `'${boxes[i].text}' and '${boxes[j].text}'`);
          if (boxes.length === 0) say('empty', 'no text is shown');
          return found;
        }
        """;
}
