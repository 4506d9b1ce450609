// Rows of a tab as requests of spreadsheets.batchUpdate. What stands where is said by SQL (ops.sheet_begin); nothing is
// computed here. A text is always a stringValue: "=HYPERLINK(…)" from a vendor stays a text. Only {"f": …} is a formula.

/** A cell as SQL gives it; null is left empty, or filled by the formula of its column. */
export type SheetCell = string | number | boolean | null | { readonly f: string };

export interface SheetColumn {
  readonly header: string;
  /** Formula of the first row of data; carried down to the last. */
  readonly formula: string | null;
}

export interface SheetBlock {
  readonly place: number;
  /** From 1, as people count. */
  readonly first_row: number;
  readonly first_column: number;
  readonly has_header: boolean;
  readonly columns: readonly SheetColumn[];
}

export interface SheetFill {
  readonly column: number;
  readonly row: number;
  readonly formula: string;
  readonly after_rows?: boolean;
}

export interface SheetTab {
  readonly slug: string;
  readonly title: string;
  /** The fixed number by which the tab is addressed (sheetId). */
  readonly tab_id: number;
  readonly tab_set: number;
  readonly is_checked: boolean;
  readonly frozen_rows: number;
  readonly head_row: number;
  readonly head: readonly (readonly SheetCell[])[];
  readonly fills: readonly SheetFill[];
  readonly blocks: readonly SheetBlock[];
}

export type SheetRequest = Readonly<Record<string, object>>;

const VALUES = 'userEnteredValue';
const LONGEST = 50_000;

function cellData(cell: SheetCell | undefined): object {
  if (cell === null || cell === undefined) return {};
  if (typeof cell === 'string') return { [VALUES]: { stringValue: cell.length > LONGEST ? `${cell.slice(0, LONGEST - 1)}…` : cell } };
  if (typeof cell === 'number') return { [VALUES]: { numberValue: cell } };
  if (typeof cell === 'boolean') return { [VALUES]: { boolValue: cell } };
  return { [VALUES]: { formulaValue: cell.f } };
}

/** Cells from a corner on (row and column from 1). */
export function writeCells(tabId: number, row: number, column: number, rows: readonly (readonly SheetCell[])[]): SheetRequest {
  return {
    updateCells: {
      start: { sheetId: tabId, rowIndex: row - 1, columnIndex: column - 1 },
      rows: rows.map((cells) => ({ values: cells.map(cellData) })),
      fields: VALUES,
    },
  };
}

/** One cell over a range; the references of a formula follow. Ends are inclusive, from 1. */
function fill(tabId: number, rows: readonly [number, number], columns: readonly [number, number], cell: SheetCell): SheetRequest {
  return {
    repeatCell: {
      range: {
        sheetId: tabId,
        startRowIndex: rows[0] - 1,
        endRowIndex: rows[1],
        startColumnIndex: columns[0] - 1,
        endColumnIndex: columns[1],
      },
      cell: cellData(cell),
      fields: VALUES,
    },
  };
}

/** First row of data. */
export const dataRow = (block: SheetBlock): number => block.first_row + (block.has_header ? 1 : 0);

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

const SPARE_ROWS = 50;

/** How large a tab must be for rows of these counts, one for each block. */
export function sizeOf(tab: SheetTab, counts: readonly number[], least = 1000): Size {
  return {
    rows: Math.max(least, tab.head_row + tab.head.length, ...tab.blocks.map((block, i) => dataRow(block) + (counts[i] ?? 0) + SPARE_ROWS)),
    columns: Math.max(26, ...tab.head.map((row) => row.length), ...tab.blocks.map((block) => block.first_column + block.columns.length)),
  };
}

const properties = (tab: SheetTab, size: Size): object => ({
  sheetId: tab.tab_id,
  title: tab.title,
  gridProperties: { rowCount: size.rows, columnCount: size.columns, frozenRowCount: tab.frozen_rows },
});

export const addTab = (tab: SheetTab, size: Size): SheetRequest => ({ addSheet: { properties: properties(tab, size) } });

/** Name and size of a tab that is there. */
export const setTab = (tab: SheetTab, size: Size): SheetRequest => ({
  updateSheetProperties: {
    properties: properties(tab, size),
    fields: 'title,gridProperties.rowCount,gridProperties.columnCount,gridProperties.frozenRowCount',
  },
});

/** The name alone: a tab that people fill keeps its size. */
export const nameTab = (tab: SheetTab): SheetRequest => ({
  updateSheetProperties: { properties: { sheetId: tab.tab_id, title: tab.title }, fields: 'title' },
});

export const writeHead = (tab: SheetTab): SheetRequest[] =>
  tab.head.length === 0 ? [] : [writeCells(tab.tab_id, tab.head_row, 1, tab.head)];

/** Formulas of a tab that people fill, down to its last row. */
export function writeFills(tab: SheetTab, size: Size, count: number): SheetRequest[] {
  return tab.fills.map(({ column, row, formula, after_rows: isAfter }) => {
    // The first formula stands in the first row, so that its references fit; rows that have a value get it back afterwards.
    const from = isAfter ? row + count : row;
    const shifted = from === row ? formula : formula.replaceAll(new RegExp(`(\\$?[A-Z]{1,2})${row}\\b`, 'g'), `$1${from}`);
    return fill(tab.tab_id, [from, size.rows], [column, column], { f: shifted });
  });
}

/** All of a block but its rows: header, formulas, and what lies below emptied. */
export function writeFrame(tab: SheetTab, block: SheetBlock, count: number, size: Size): SheetRequest[] {
  const out: SheetRequest[] = [];
  const first = dataRow(block);
  const last = block.first_column + block.columns.length - 1;
  if (block.has_header)
    out.push(writeCells(tab.tab_id, block.first_row, block.first_column, [block.columns.map((column) => column.header)]));
  if (count > 0)
    for (const [i, { formula }] of block.columns.entries())
      if (formula !== null)
        out.push(fill(tab.tab_id, [first, first + count - 1], [block.first_column + i, block.first_column + i], { f: formula }));
  // A block above another ends where that one begins.
  const next = Math.min(
    ...tab.blocks.filter((other) => other.first_row > block.first_row && other.first_column <= last).map((other) => other.first_row),
    size.rows + 1,
  );
  if (first + count < next) out.push(fill(tab.tab_id, [first + count, next - 1], [block.first_column, last], null));
  return out;
}
