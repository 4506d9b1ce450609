// A frozen report as the body of a Notion page. Nothing is recomputed and nothing is left out but what one table can hold; every
// text is plain text, so nothing that a vendor wrote becomes a link, a mention or a formula.
import { clipMiddle, oneLine } from './text.ts';
import type { FrozenReport, ReportSection, ReportTable } from './types.ts';

export type NotionBlock = { readonly type: string } & Readonly<Record<string, unknown>>;

const TEXT_MAX = 2000;
/** Rows that one table takes in a request, its heading among them. */
const TABLE_ROWS = 100;
const TABLE_COLUMNS = 30;

const text = (value: string): object[] => {
  const clean = clipMiddle(oneLine(value), TEXT_MAX);
  return clean === '' ? [] : [{ type: 'text', text: { content: clean } }];
};
const block = (type: string, value: string): NotionBlock => ({ type, [type]: { rich_text: text(value) } });
const list = (title: string, items: readonly string[], note: string | null = null): NotionBlock[] =>
  items.length === 0
    ? []
    : [block('heading_2', title), ...(note ? [block('paragraph', note)] : []), ...items.map((item) => block('bulleted_list_item', item))];

/** The blocks of a page. `isTest` marks it as a report whose numbers are not real. */
export function notionBody(report: FrozenReport, options: { readonly isTest: boolean; readonly revision: number }): NotionBlock[] {
  return [
    ...(options.isTest ? [block('callout', '[UJI] Halaman percobaan dari sistem uji. Jangan dipakai untuk memesan barang.')] : []),
    block('heading_1', report.title),
    block('paragraph', `${report.date_text} · revisi ${options.revision}`),
    block('paragraph', report.verdict),
    ...(report.opening ? [block('paragraph', report.opening)] : []),
    ...list(
      'Angka utama',
      report.key_figures.map(({ label, value, note }) => `${label}: ${value}${note ? ` (${note})` : ''}`),
    ),
    ...report.sections.flatMap(section),
    ...list('Apa yang berubah', report.changes.items, report.changes.since_text),
    ...list('Perubahan pengaturan', report.settings_changes?.items ?? [], report.settings_changes?.since_text),
    ...list('Perlu diperiksa', report.warnings),
    ...list('Langkah perhitungan', report.steps),
    { type: 'divider', divider: {} },
    ...report.footer.map((line) => block('paragraph', line)),
  ];
}

function section({ title, intro, sentences, table, more }: ReportSection): NotionBlock[] {
  return [
    block('heading_2', title),
    ...(intro ? [block('paragraph', intro)] : []),
    ...sentences.map((sentence) => block('bulleted_list_item', sentence)),
    ...(table && table.rows.length > 0 ? tables(table) : []),
    ...(more ? [block('paragraph', more)] : []),
  ];
}

/** One table, or several with the same heading when it has too many rows for one. */
function tables({ columns, rows, footer }: ReportTable): NotionBlock[] {
  const row = (cells: readonly string[]): NotionBlock => ({
    type: 'table_row',
    table_row: { cells: cells.slice(0, TABLE_COLUMNS).map(text) },
  });
  const head = row(columns.map((column) => column.label));
  const all = [...rows, ...(footer ? [footer] : [])];
  const parts: NotionBlock[] = [];
  for (let from = 0; from < all.length; from += TABLE_ROWS - 1) {
    parts.push({
      type: 'table',
      table: {
        table_width: Math.min(columns.length, TABLE_COLUMNS),
        has_column_header: true,
        has_row_header: false,
        children: [head, ...all.slice(from, from + TABLE_ROWS - 1).map(row)],
      },
    });
  }
  return parts;
}
