// Spreadsheets as the sandbox keeps them: values and formulas in cells. Formats are not kept; a date is a number, as it is
// in Sheets.
import { cellAt, columnLetters, type GridRange, parseRange } from './a1.ts';
import { CellError, createEvaluator, type Evaluator } from './evaluate.ts';
import { moveRefs } from './formula.ts';

export type CellValue = string | number | boolean | null;

/** With its leading "=". Only formulaValue makes one: a text that begins with "=" is a text. */
export interface Formula {
  readonly formula: string;
}

export type Stored = CellValue | Formula;

export interface Tab {
  readonly sheetId: number;
  title: string;
  cells: Stored[][];
  /** Set by a request; without it the grid grows with its cells. */
  grid?: { rowCount: number; columnCount: number; frozenRowCount: number };
}

export interface Book {
  readonly id: string;
  title: string;
  locale: string;
  timeZone: string;
  tabs: Tab[];
  /** False: exists, and our user may not read it. */
  isShared: boolean;
}

export interface NewBook {
  readonly id: string;
  readonly title?: string;
  readonly tabs: Readonly<Record<string, CellValue[][]>>;
}

/** What a person does to a Sheet, and what the test reads back. */
export interface Books {
  add(book: NewBook): void;
  find(id: string): Book | undefined;
  /** All rows of a tab, to be changed in place. */
  rows(id: string, tab: string): Stored[][];
  /** A spreadsheet made through the API. */
  make(book: Omit<Book, 'isShared'>): Book;
  all(): readonly Book[];
  /** What a cell shows, formulas worked out. */
  shown(id: string, tab: string, cell: string): CellValue;
  /** Removes a row (from 1); references of formulas follow. */
  deleteRow(id: string, tab: string, row: number): void;
  setRows(id: string, tab: string, rows: CellValue[][]): void;
  /** `setCell('…', 'Toko', 'C17', 'banyak')` */
  setCell(id: string, tab: string, cell: string, value: CellValue): void;
  renameTab(id: string, tab: string, to: string): void;
  share(id: string, isShared: boolean): void;
  clear(): void;
}

/** Days since 1899-12-30: what a cell with a date holds. */
export const serialDay = (isoDate: string): number => (Date.parse(`${isoDate}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

export function createBooks(): Books {
  const books = new Map<string, Book>();
  const need = (id: string): Book => {
    const book = books.get(id);
    if (book === undefined) throw new Error(`the sandbox has no spreadsheet ${id}`);
    return book;
  };
  const tabOf = (id: string, title: string): Tab => {
    const tab = need(id).tabs.find((one) => one.title === title);
    if (tab === undefined) throw new Error(`spreadsheet ${id} has no tab ${title}`);
    return tab;
  };
  return {
    add({ id, title = id, tabs }) {
      const made = Object.entries(tabs).map(([name, cells], i) => ({ sheetId: i === 0 ? 0 : 1000 + i, title: name, cells }));
      books.set(id, { id, title, locale: 'id_ID', timeZone: 'Asia/Jakarta', tabs: made, isShared: true });
    },
    find: (id) => books.get(id),
    make(book) {
      const made = { ...book, isShared: true };
      books.set(book.id, made);
      return made;
    },
    all: () => [...books.values()],
    shown(id, tab, cell) {
      const [row, column] = cellAt(cell);
      return plainValue(createEvaluator(need(id)).value(tabOf(id, tab), row, column));
    },
    deleteRow(id, title, row) {
      const book = need(id);
      tabOf(id, title).cells.splice(row - 1, 1);
      for (const tab of book.tabs)
        for (const line of tab.cells)
          for (const [i, cell] of line.entries())
            if (typeof cell === 'object' && cell !== null)
              line[i] = {
                formula: moveRefs(cell.formula, (to, r, column) => ({ row: (to ?? tab.title) === title && r >= row ? r - 1 : r, column })),
              };
    },
    rows: (id, tab) => tabOf(id, tab).cells,
    setRows(id, tab, rows) {
      tabOf(id, tab).cells = rows;
    },
    setCell(id, tab, cell, value) {
      const [row, column] = cellAt(cell);
      const { cells } = tabOf(id, tab);
      while (cells.length <= row) cells.push([]);
      const line = cells[row] as Stored[];
      while (line.length <= column) line.push(null);
      line[column] = value;
    },
    renameTab(id, tab, to) {
      tabOf(id, tab).title = to;
    },
    share(id, isShared) {
      need(id).isShared = isShared;
    },
    clear: () => books.clear(),
  };
}

/** Grid of a new tab; it grows with its cells. */
export const gridOf = (tab: Tab): { rowCount: number; columnCount: number; frozenRowCount?: number } =>
  tab.grid ?? {
    rowCount: Math.max(1000, tab.cells.length),
    columnCount: tab.cells.reduce((most, row) => Math.max(most, row.length), 26),
  };

/** A cell as an answer shows it: an error by its name. */
export const plainValue = (value: CellValue | CellError): CellValue => (value instanceof CellError ? value.code : value);

const isBlank = (value: CellValue | undefined): boolean => value === undefined || value === null || value === '';

export type Rendering = 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';

/** A ValueRange: trailing empty cells and rows are left out, an empty one has no `values`. Undefined: no such range. */
export function valueRange(book: Book, range: string, isColumns: boolean, rendering: Rendering, evaluator: Evaluator): object | undefined {
  const asked = parseRange(
    range,
    book.tabs.map((tab) => tab.title),
  );
  if (asked === undefined) return undefined;
  const tab = (asked.title === null ? book.tabs[0] : book.tabs.find((one) => one.title === asked.title)) as Tab;
  const grid = gridOf(tab);
  const toRow = Math.min(asked.toRow, grid.rowCount - 1);
  const toColumn = Math.min(asked.toColumn, grid.columnCount - 1);
  const rows = Array.from({ length: Math.max(0, toRow - asked.fromRow + 1) }, (_, r) =>
    Array.from({ length: Math.max(0, toColumn - asked.fromColumn + 1) }, (_, c) => {
      const stored = tab.cells[asked.fromRow + r]?.[asked.fromColumn + c];
      if (typeof stored !== 'object' || stored === null) return stored;
      return rendering === 'FORMULA' ? stored.formula : plainValue(evaluator.value(tab, asked.fromRow + r, asked.fromColumn + c));
    }),
  );
  const table = isColumns ? (rows[0] ?? []).map((_, c) => rows.map((row) => row[c])) : rows;
  const values = table.map((line) => {
    const last = line.findLastIndex((value) => !isBlank(value));
    return line.slice(0, last + 1).map((value) => shown(value, rendering === 'FORMATTED_VALUE'));
  });
  const last = values.findLastIndex((line) => line.length > 0);
  return {
    range: rangeName(tab, { ...asked, toRow, toColumn }),
    majorDimension: isColumns ? 'COLUMNS' : 'ROWS',
    ...(last === -1 ? {} : { values: values.slice(0, last + 1) }),
  };
}

function shown(value: CellValue | undefined, isFormatted: boolean): CellValue {
  if (isBlank(value)) return '';
  if (!isFormatted) return value as CellValue;
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

function rangeName(tab: Tab, range: Omit<GridRange, 'title'>): string {
  const title = /^[A-Za-z_]\w*$/.test(tab.title) ? tab.title : `'${tab.title.replaceAll("'", "''")}'`;
  return `${title}!${columnLetters(range.fromColumn)}${range.fromRow + 1}:${columnLetters(range.toColumn)}${range.toRow + 1}`;
}
