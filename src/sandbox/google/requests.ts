// spreadsheets.create and spreadsheets.batchUpdate: all of the requests or none. Only what we send is known; the rest is
// refused, and so is what the vendor refuses: a title or id that is there, cells outside of the grid, more than 50,000
// characters in a cell, a formula that cannot be read.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { GoogleRefusal } from './answers.ts';
import type { Book, Stored, Tab } from './book.ts';
import { moveRefs, parseFormula } from './formula.ts';

const count = z.number().int().min(0);
const gridProperties = z.strictObject({
  rowCount: count.optional(),
  columnCount: count.optional(),
  frozenRowCount: count.optional(),
  frozenColumnCount: count.optional(),
});
const sheetProperties = z.strictObject({
  sheetId: count.optional(),
  title: z.string().min(1).max(100).optional(),
  index: count.optional(),
  hidden: z.boolean().optional(),
  gridProperties: gridProperties.optional(),
});
const extended = z.strictObject({
  stringValue: z.string().optional(),
  numberValue: z.number().optional(),
  boolValue: z.boolean().optional(),
  formulaValue: z.string().optional(),
});
const cellData = z.strictObject({
  userEnteredValue: extended.optional(),
  userEnteredFormat: z.record(z.string(), z.unknown()).optional(),
  note: z.string().optional(),
});
const gridRange = z.strictObject({
  sheetId: count.default(0),
  startRowIndex: count.optional(),
  endRowIndex: count.optional(),
  startColumnIndex: count.optional(),
  endColumnIndex: count.optional(),
});
const requestSchema = z.strictObject({
  addSheet: z.strictObject({ properties: sheetProperties }).optional(),
  updateSheetProperties: z.strictObject({ properties: sheetProperties, fields: z.string() }).optional(),
  updateCells: z
    .strictObject({
      rows: z.array(z.strictObject({ values: z.array(cellData).optional() })).optional(),
      fields: z.string(),
      start: z.strictObject({ sheetId: count.default(0), rowIndex: count.default(0), columnIndex: count.default(0) }).optional(),
      range: gridRange.optional(),
    })
    .optional(),
  repeatCell: z.strictObject({ range: gridRange, cell: cellData, fields: z.string() }).optional(),
});
const bodySchema = z.strictObject({ requests: z.array(requestSchema).min(1), includeSpreadsheetInResponse: z.boolean().optional() });
const createSchema = z.strictObject({
  properties: z.strictObject({ title: z.string().optional(), locale: z.string().optional(), timeZone: z.string().optional() }).optional(),
  sheets: z.array(z.strictObject({ properties: sheetProperties })).optional(),
});

type CellData = z.output<typeof cellData>;
type Range = z.output<typeof gridRange>;

class Refused extends Error {}

const LONGEST_CELL = 50_000;
const MOST_CELLS = 10_000_000;

export const invalid = (message: string): GoogleRefusal => ({ code: 400, status: 'INVALID_ARGUMENT', message });

function storedOf(cell: CellData): Stored {
  const value = cell.userEnteredValue;
  if (value === undefined) return null;
  if (value.formulaValue !== undefined) {
    if (!value.formulaValue.startsWith('=')) throw new Refused(`Invalid formulaValue: ${value.formulaValue}`);
    if (value.formulaValue.length > LONGEST_CELL)
      throw new Refused(`Your input contains more than the maximum of ${LONGEST_CELL} characters in a single cell.`);
    try {
      parseFormula(value.formulaValue);
    } catch (error) {
      throw new Refused(`Invalid formula: ${(error as Error).message}`);
    }
    return { formula: value.formulaValue };
  }
  const plain = value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
  if (typeof plain === 'string' && plain.length > LONGEST_CELL)
    throw new Refused(`Your input contains more than the maximum of ${LONGEST_CELL} characters in a single cell.`);
  return plain;
}

const newGrid = (asked: z.output<typeof gridProperties> | undefined): NonNullable<Tab['grid']> => ({
  rowCount: asked?.rowCount ?? 1000,
  columnCount: asked?.columnCount ?? 26,
  frozenRowCount: asked?.frozenRowCount ?? 0,
});

function addTab(tabs: Tab[], properties: z.output<typeof sheetProperties>, at: string): Tab {
  const sheetId = properties.sheetId ?? Number.parseInt(randomBytes(3).toString('hex'), 16);
  const title = properties.title ?? `Sheet${tabs.length + 1}`;
  if (tabs.some((tab) => tab.title.toLowerCase() === title.toLowerCase()))
    throw new Refused(`${at}: A sheet with the name "${title}" already exists. Please enter another name.`);
  if (tabs.some((tab) => tab.sheetId === sheetId)) throw new Refused(`${at}: Sheet with id: ${sheetId} already exists.`);
  const tab: Tab = { sheetId, title, cells: [], grid: newGrid(properties.gridProperties) };
  tabs.push(tab);
  return tab;
}

/** Answers the new spreadsheet, not yet kept. */
export function createBook(body: unknown): Omit<Book, 'isShared'> | GoogleRefusal {
  const parsed = createSchema.safeParse(body);
  if (!parsed.success) return invalid(`Invalid JSON payload received. ${parsed.error.issues[0]?.message ?? ''}`);
  const { properties = {}, sheets = [] } = parsed.data;
  const tabs: Tab[] = [];
  try {
    for (const [i, sheet] of sheets.entries()) addTab(tabs, sheet.properties, `sheets[${i}]`);
    if (tabs.length === 0) addTab(tabs, { sheetId: 0, title: 'Sheet1' }, 'sheets[0]');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return invalid(error.message);
  }
  return {
    id: randomBytes(24).toString('base64url').padEnd(44, 'x').slice(0, 44),
    title: properties.title ?? 'Untitled spreadsheet',
    locale: properties.locale ?? 'en_US',
    timeZone: properties.timeZone ?? 'Etc/GMT',
    tabs,
  };
}

/** Applies the requests to a copy; the book changes when all are right. Answers the replies. */
export function updateBook(book: Book, body: unknown): object[] | GoogleRefusal {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return invalid(`Invalid JSON payload received. ${z.prettifyError(parsed.error)}`);
  const tabs = book.tabs.map((tab) => ({ ...tab, cells: tab.cells.map((row) => [...row]) }));
  const replies: object[] = [];
  for (const [i, request] of parsed.data.requests.entries()) {
    const kinds = Object.keys(request);
    if (kinds.length !== 1) return invalid(`Invalid requests[${i}]: exactly one kind of request must be set.`);
    try {
      replies.push(apply(tabs, request));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return invalid(`Invalid requests[${i}].${kinds[0]}: ${error.message}`);
    }
  }
  book.tabs = tabs;
  return replies;
}

function apply(tabs: Tab[], request: z.output<typeof requestSchema>): object {
  if (request.addSheet !== undefined) {
    const tab = addTab(tabs, request.addSheet.properties, 'addSheet');
    return {
      addSheet: {
        properties: { sheetId: tab.sheetId, title: tab.title, index: tabs.length - 1, sheetType: 'GRID', gridProperties: tab.grid },
      },
    };
  }
  if (request.updateSheetProperties !== undefined) {
    setProperties(tabs, request.updateSheetProperties.properties, request.updateSheetProperties.fields);
    return {};
  }
  if (request.updateCells !== undefined) {
    const { start, range, rows = [], fields } = request.updateCells;
    if ((start === undefined) === (range === undefined)) throw new Refused('either start or range must be set.');
    const tab = tabOf(tabs, (start ?? range)?.sheetId ?? 0);
    const from = { row: start?.rowIndex ?? range?.startRowIndex ?? 0, column: start?.columnIndex ?? range?.startColumnIndex ?? 0 };
    const isWritten = writesValues(fields);
    if (range !== undefined && isWritten) fill(tab, range, () => null);
    for (const [r, row] of rows.entries())
      for (const [c, cell] of (row.values ?? []).entries()) {
        if (isWritten) put(tab, from.row + r, from.column + c, storedOf(cell));
      }
    return {};
  }
  if (request.repeatCell !== undefined) {
    const { range, cell, fields } = request.repeatCell;
    const tab = tabOf(tabs, range.sheetId);
    if (!writesValues(fields)) {
      corners(tab, range);
      return {};
    }
    const value = storedOf(cell);
    // References of a formula follow their cell, as when a person fills a column.
    fill(tab, range, (down, right) =>
      typeof value === 'object' && value !== null && (down > 0 || right > 0)
        ? {
            formula: moveRefs(value.formula, (_, row, column, fixed) => ({
              row: fixed.row ? row : row + down,
              column: fixed.column ? column : column + right,
            })),
          }
        : value,
    );
    return {};
  }
  throw new Refused('this kind of request is not known here.');
}

const MASKS = new Set(['*', 'userEnteredValue', 'userEnteredFormat', 'note']);

function writesValues(fields: string): boolean {
  const asked = fields.split(',').map((field) => field.trim().split('.')[0] as string);
  const unknown = asked.find((field) => !MASKS.has(field));
  if (unknown !== undefined) throw new Refused(`fields: ${unknown} is no field of a cell.`);
  return asked.includes('*') || asked.includes('userEnteredValue');
}

function tabOf(tabs: Tab[], sheetId: number): Tab {
  const tab = tabs.find((one) => one.sheetId === sheetId);
  if (tab === undefined) throw new Refused(`No grid with id: ${sheetId}`);
  tab.grid ??= { ...newGrid(undefined), rowCount: Math.max(1000, tab.cells.length) };
  return tab;
}

function put(tab: Tab, row: number, column: number, value: Stored): void {
  const { rowCount, columnCount } = tab.grid as NonNullable<Tab['grid']>;
  if (row >= rowCount || column >= columnCount)
    throw new Refused(
      `Attempting to write row: ${row}, column: ${column}, beyond the grid of ${rowCount} rows and ${columnCount} columns.`,
    );
  while (tab.cells.length <= row) tab.cells.push([]);
  const line = tab.cells[row] as Stored[];
  while (line.length < column) line.push(null);
  line[column] = value;
}

function corners(tab: Tab, range: Range): { top: number; bottom: number; left: number; right: number } {
  const { rowCount, columnCount } = tab.grid as NonNullable<Tab['grid']>;
  const out = {
    top: range.startRowIndex ?? 0,
    bottom: range.endRowIndex ?? rowCount,
    left: range.startColumnIndex ?? 0,
    right: range.endColumnIndex ?? columnCount,
  };
  if (out.bottom > rowCount || out.right > columnCount)
    throw new Refused(`range exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`);
  return out;
}

function fill(tab: Tab, range: Range, make: (down: number, right: number) => Stored): void {
  const { top, bottom, left, right } = corners(tab, range);
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const value = make(row - top, column - left);
      if (value === null && tab.cells[row]?.[column] === undefined) continue;
      put(tab, row, column, value);
    }
}

function setProperties(tabs: Tab[], properties: z.output<typeof sheetProperties>, fields: string): void {
  const tab = tabOf(tabs, properties.sheetId ?? 0);
  const grid = tab.grid as NonNullable<Tab['grid']>;
  for (const field of fields.split(',')) {
    const name = field.trim();
    if (name === 'title') {
      if (tabs.some((one) => one !== tab && one.title === properties.title))
        throw new Refused(`A sheet with the name "${properties.title}" already exists.`);
      tab.title = properties.title ?? tab.title;
    } else if (name === 'gridProperties' || name.startsWith('gridProperties.')) {
      const keys =
        name === 'gridProperties'
          ? (['rowCount', 'columnCount', 'frozenRowCount'] as const)
          : [name.slice(15) as 'rowCount' | 'columnCount' | 'frozenRowCount'];
      for (const key of keys) grid[key] = properties.gridProperties?.[key] ?? grid[key];
    } else if (name !== 'index' && name !== 'hidden') throw new Refused(`fields: ${name} is not known here.`);
  }
  if (grid.rowCount < 1 || grid.columnCount < 1) throw new Refused('a sheet must have at least one row and column.');
  if (grid.frozenRowCount >= grid.rowCount) throw new Refused('You can’t freeze all visible rows on the sheet.');
  if (tabs.reduce((total, one) => total + (one.grid?.rowCount ?? 0) * (one.grid?.columnCount ?? 0), 0) > MOST_CELLS)
    throw new Refused(`This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`);
  // What lies beyond a smaller grid is gone.
  tab.cells.length = Math.min(tab.cells.length, grid.rowCount);
  for (const row of tab.cells) row.length = Math.min(row.length, grid.columnCount);
}
