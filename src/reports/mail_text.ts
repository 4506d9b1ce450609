// The text part of a report mail: for readers of plain mail, for search, and for whoever quotes a line in an answer. It holds all the HTML
// part says, in lines of at most 78 columns (the old limit that no reader and no quoting breaks).
import { hiddenText, LINKS_TITLE, type ListView, type MailView, type SectionView, type TableView, withHidden } from './layout.ts';
import { displayWidth, pad, wrap } from './text.ts';

/** Columns of a line. */
export const TEXT_WIDTH = 78;
const GAP = '  ';
// Narrower than this, a name column becomes a tower of single words; then names get lines of their own.
const NAME_MIN = 18;

/** Lays out a mail as plain text: LF line ends, no U+00A0, no line wider than 78 columns but a web address. */
export function renderText(view: MailView): string {
  const blocks: string[][] = [
    ...(view.testNotice === null ? [] : [wrap(view.testNotice, TEXT_WIDTH)]),
    [...wrap(view.title, TEXT_WIDTH), ...wrap(view.dateText, TEXT_WIDTH), '='.repeat(TEXT_WIDTH)],
    wrap(view.greeting, TEXT_WIDTH),
    ...(view.request === null ? [] : [wrap(view.request, TEXT_WIDTH)]),
    [...heading(view.verdictTitle), ...wrap(view.verdict, TEXT_WIDTH)],
    ...(view.opening === null ? [] : [wrap(view.opening, TEXT_WIDTH)]),
    ...(view.figures.items.length === 0 ? [] : [[...heading(view.figuresTitle), ...figureLines(view)]]),
    ...view.sections.map(sectionLines),
    ...(view.leftOut === null ? [] : [wrap(view.leftOut, TEXT_WIDTH)]),
    ...view.lists.map(listLines),
    ...(view.links.length === 0 ? [] : [linkLines(view)]),
    ['-'.repeat(TEXT_WIDTH), ...view.footer.flatMap((line) => wrap(line, TEXT_WIDTH))],
  ];
  const lines = blocks.map((block) => block.map((line) => line.trimEnd()).join('\n'));
  return `${lines.join('\n\n')}\n`;
}

/** An address stands on a line of its own and is never broken: a reader finds it whole. */
function linkLines(view: MailView): string[] {
  return [
    ...heading(LINKS_TITLE),
    ...view.links.flatMap((l) => [`* ${l.label}:`, `  ${l.url}`, ...(l.note === null ? [] : indented(l.note, GAP, GAP))]),
  ];
}

function heading(title: string): string[] {
  const lines = wrap(title, TEXT_WIDTH);
  return [...lines, '-'.repeat(Math.max(...lines.map(displayWidth)))];
}

function figureLines(view: MailView): string[] {
  const label = Math.min(30, Math.max(...view.figures.items.map((f) => displayWidth(f.label))));
  const lines = view.figures.items.flatMap((f) => {
    const value = f.note === null ? f.value : `${f.value}; ${f.note}`;
    return displayWidth(f.label) > label
      ? [...wrap(f.label, TEXT_WIDTH), ...indented(value, GAP, GAP)]
      : indented(value, pad(f.label, label, 'left') + GAP, ' '.repeat(label + GAP.length));
  });
  return [...lines, ...optionalLine(hiddenText(view.figures.hidden))];
}

function sectionLines(section: SectionView): string[] {
  const paragraphs: string[][] = [
    heading(section.label === null ? section.title : `${section.title} [${section.label}]`),
    section.intro === null ? [] : wrap(section.intro, TEXT_WIDTH),
    numbered(section.sentences.items),
    optionalLine(hiddenText(section.sentences.hidden)),
    section.table === null ? [] : tableLines(section.table),
    optionalLine(section.more),
  ];
  return spaced(paragraphs);
}

/** A blank line between the paragraphs, none after the heading. */
function spaced(paragraphs: string[][]): string[] {
  const [first = [], ...rest] = paragraphs.filter((p) => p.length > 0);
  return [...first, ...rest.flatMap((p, i) => (i === 0 ? p : ['', ...p]))];
}

function listLines(list: ListView): string[] {
  const title = list.note === null ? list.title : `${list.title} (${list.note})`;
  return [...heading(title), ...withHidden(list.list).flatMap((item) => indented(item, '- ', '  '))];
}

function numbered(items: string[]): string[] {
  const size = String(items.length).length;
  return items.flatMap((item, i) => indented(item, `${String(i + 1).padStart(size)}. `, ' '.repeat(size + 2)));
}

function indented(text: string, first: string, next: string): string[] {
  return wrap(text, TEXT_WIDTH - displayWidth(first)).map((line, i) => (i === 0 ? first : next) + line);
}

function optionalLine(text: string | null): string[] {
  return text === null ? [] : wrap(text, TEXT_WIDTH);
}

/** Three shapes, the first that fits without breaking a word: one line a row; names on lines of their own; label and value pairs. */
function tableLines(table: TableView): string[] {
  const body = inOneLine(table) ?? namesAbove(table) ?? pairs(table);
  return [...body, ...optionalLine(hiddenText(table.hidden)), ...optionalLine(hiddenText(table.hiddenColumns, 'kolom'))];
}

interface Grid {
  labels: string[];
  aligns: ('left' | 'right')[];
  rows: string[][];
  footer: string[] | null;
  widths: number[];
}

const longestWord = (text: string): number => Math.max(...text.split(' ').map(displayWidth));

/** Column widths: a number never breaks, a heading breaks at its spaces; the first column takes what is left. */
function gridOf(table: TableView, from: number, total: number): Grid | null {
  const columns = table.columns.slice(from);
  if (columns.length === 0) return null;
  const rows = table.rows.map((r) => r.slice(from));
  const footer = table.footer === null ? null : table.footer.slice(from);
  const all = footer === null ? rows : [...rows, footer];
  const widths = columns.map((c, i) => Math.max(longestWord(c.label), ...all.map((r) => displayWidth(r[i] ?? ''))));
  const spare = total - widths.reduce((sum, w) => sum + w, 0) - GAP.length * (widths.length - 1);
  if (spare < 0) {
    if (from > 0 || columns[0]?.align === 'right') return null;
    const narrow = (widths[0] ?? 0) + spare;
    if (narrow < NAME_MIN || all.some((r) => longestWord(r[0] ?? '') > narrow)) return null;
    widths[0] = narrow;
  }
  return { labels: columns.map((c) => c.label), aligns: columns.map((c) => c.align), rows, footer, widths };
}

function gridRow(cells: string[], grid: Grid): string[] {
  const wrapped = cells.map((cell, i) => wrap(cell, grid.widths[i] ?? 1));
  const height = Math.max(...wrapped.map((w) => w.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped.map((w, i) => pad(w[line] ?? '', grid.widths[i] ?? 0, grid.aligns[i] ?? 'left')).join(GAP),
  );
}

const rule = (grid: Grid): string => grid.widths.map((w) => '-'.repeat(w)).join(GAP);

function inOneLine(table: TableView): string[] | null {
  const grid = gridOf(table, 0, TEXT_WIDTH);
  if (grid === null) return null;
  return [
    ...gridRow(grid.labels, grid),
    rule(grid),
    ...grid.rows.flatMap((row) => gridRow(row, grid)),
    ...(grid.footer === null ? [] : [rule(grid), ...gridRow(grid.footer, grid)]),
  ];
}

function namesAbove(table: TableView): string[] | null {
  const grid = gridOf(table, 1, TEXT_WIDTH - GAP.length);
  if (grid === null) return null;
  const inner = (row: string[]): string[] => gridRow(row, grid).map((line) => GAP + line);
  const whole = (name: string, row: string[]): string[] => [...wrap(name, TEXT_WIDTH), ...inner(row)];
  return [
    ...whole(table.columns[0]?.label ?? '', grid.labels),
    GAP + rule(grid),
    ...grid.rows.flatMap((row, i) => whole(table.rows[i]?.[0] ?? '', row)),
    ...(grid.footer === null ? [] : [GAP + rule(grid), ...whole(table.footer?.[0] ?? '', grid.footer)]),
  ];
}

function pairs(table: TableView): string[] {
  const all = table.footer === null ? table.rows : [...table.rows, table.footer];
  return all.flatMap((row) =>
    row.flatMap((cell, i) => indented(`${table.columns[i]?.label ?? ''}: ${cell}`, i === 0 ? '* ' : '  ', i === 0 ? '  ' : '    ')),
  );
}
