// A spreadsheet of the sandbox as a page, for people: what a cell shows, and in its tooltip the formula behind it.
import { columnLetters } from './a1.ts';
import { type Book, plainValue, type Tab } from './book.ts';
import { createEvaluator } from './evaluate.ts';

/** A long raw tab is begun only. */
const ROWS = 200;
/** Columns that hold a check: 0 is right. */
const CHECK = /^cek/i;

const STYLE = `body{margin:0;font:13px/1.35 Arial,"Liberation Sans",sans-serif;color:#202124;background:#fff;width:max-content;min-width:100%}
h1{font-size:18px;font-weight:400;margin:0;padding:10px 14px}
table{border-collapse:collapse}
th,td{border:1px solid #d5d7da;padding:2px 6px;white-space:nowrap;max-width:22em;overflow:hidden;text-overflow:ellipsis}
th{background:#f3f4f6;color:#5f6368;font-weight:400;text-align:center}
td.n{text-align:right}td.f{color:#174ea6}tr.h td{font-weight:700;background:#e8eaed}
td.ok{color:#188038;text-align:center}td.bad{background:#d93025;color:#fff;font-weight:700;text-align:center}
nav{background:#f3f4f6;border-top:1px solid #d5d7da;padding:0 8px}
nav a,nav b{display:inline-block;padding:7px 12px;color:#444;text-decoration:none}nav b{background:#fff;color:#188038}
p{margin:0;padding:6px 14px;color:#5f6368}`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] as string);

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  return String(value);
}

/** Which column is a check, by the head of its block: the nearest text above. */
function isCheck(tab: Tab, heads: readonly number[], row: number, column: number): boolean {
  const head = heads.filter((one) => one < row).at(-1);
  const text = head === undefined ? null : tab.cells[head]?.[column];
  return typeof text === 'string' && CHECK.test(text);
}

/** The page of one tab (the first one that is named so, else the first). */
export function sheetPage(book: Book, title?: string, options: { readonly rows?: number } = {}): string {
  const tab = book.tabs.find((one) => one.title === title) ?? (book.tabs[0] as Tab);
  const evaluator = createEvaluator(book);
  const lines = tab.cells.slice(0, options.rows ?? ROWS);
  const width = Math.max(1, ...lines.map((line) => line.findLastIndex((cell) => cell !== null && cell !== undefined) + 1));
  const heads = lines.flatMap((line, row) => {
    const texts = line.filter((cell) => typeof cell === 'string').length;
    return row < (tab.grid?.frozenRowCount ?? 1) + 5 && texts > 3 && !line.some((cell) => typeof cell === 'number') ? [row] : [];
  });
  const rows = lines.map((line, row) => {
    const cells = Array.from({ length: width }, (_, column) => {
      const cell = line[column] ?? null;
      const value = plainValue(evaluator.value(tab, row, column));
      const formula = typeof cell === 'object' && cell !== null ? cell.formula : undefined;
      const check = !heads.includes(row) && value !== null && value !== '' && isCheck(tab, heads, row, column);
      const kind = check ? (value === 0 ? 'ok' : 'bad') : [typeof value === 'number' && 'n', formula && 'f'].filter(Boolean).join(' ');
      return `<td${kind === '' ? '' : ` class="${kind}"`}${formula === undefined ? '' : ` title="${escaped(formula)}"`}>${escaped(shown(value))}</td>`;
    });
    return `<tr${heads.includes(row) ? ' class="h"' : ''}><th>${row + 1}</th>${cells.join('')}</tr>`;
  });
  const letters = Array.from({ length: width }, (_, column) => `<th>${columnLetters(column)}</th>`).join('');
  const tabs = book.tabs.map(({ title: name }) =>
    name === tab.title ? `<b>${escaped(name)}</b>` : `<a href="?tab=${encodeURIComponent(name)}">${escaped(name)}</a>`,
  );
  const rest = tab.cells.length - lines.length;
  return `<!doctype html><html lang="id"><meta charset="utf-8"><title>${escaped(book.title)}</title><style>${STYLE}</style>
<h1>${escaped(book.title)}</h1><table><tr><th></th>${letters}</tr>${rows.join('\n')}</table>
${rest > 0 ? `<p>… ${rest} baris lagi</p>` : ''}<nav>${tabs.join('')}</nav></html>`;
}
