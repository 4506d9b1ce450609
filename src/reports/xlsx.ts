// The full list that goes with a report mail, as a workbook: numbers and dates are typed, so that a person can sort and
// sum; text stays text, whatever it begins with. What the columns are, SQL has frozen.
import { clipEnd, oneLine } from './text.ts';

/** A column as SQL describes it. `decimals` of numbers, `width` in characters. */
export interface ListColumn {
  readonly label: string;
  readonly type: 'text' | 'number' | 'date';
  readonly decimals?: number;
  readonly width?: number;
}

/** A list of typed values; a date is yyyy-mm-dd, null an empty cell. */
export interface ReportList {
  readonly file_name: string;
  readonly sheet: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  /** Lines of the second sheet: what the list is and how it was made. */
  readonly notes: readonly string[];
}

/** A file as a mail carries it. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A cell of Excel holds no more; the file would be "repaired" on opening. */
const CELL_MAX = 32_767;
const SHEET_NAME_MAX = 31;
const NOTES_WIDTH = 120;

interface CellObject {
  value: string | number | Date;
  type?: StringConstructor | NumberConstructor | DateConstructor;
  [style: string]: unknown;
}

// Two characters that XML forbids and that are no control characters.
const text = (value: string): string => clipEnd(oneLine(value).replace(/[\uFFFE\uFFFF]/g, ''), CELL_MAX);

function cell(value: string | number | boolean | null | undefined, column: ListColumn): CellObject | null {
  if (value === null || value === undefined || value === '') return null;
  if (column.type === 'number' && typeof value === 'number') {
    const format = `#,##0${column.decimals ? `.${'0'.repeat(column.decimals)}` : ''}`;
    return { value, type: Number, format };
  }
  if (column.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(String(value)))
    return { value: new Date(`${String(value)}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
  return { value: text(String(value)), type: String };
}

/**
 * Builds the workbook: the list, and a sheet "Keterangan". 5,464 rows of 31 columns take one to three seconds and some 600 KB.
 */
export async function renderXlsx(list: ReportList): Promise<Attachment> {
  // Loaded with the first report: most workers of a day send none for hours.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const head = list.columns.map((column) => ({
    value: text(column.label),
    type: String,
    fontWeight: 'bold',
    wrap: true,
    alignVertical: 'top',
    align: column.type === 'number' ? 'right' : 'left',
    backgroundColor: '#E8EEF4',
  }));
  const rows = list.rows.map((row) => list.columns.map((column, i) => cell(row[i], column)));
  const notes = list.notes.map((line) => [{ value: text(line), type: String, wrap: true, alignVertical: 'top' }]);
  const sheets = [
    {
      data: [head, ...rows],
      sheet: text(list.sheet).slice(0, SHEET_NAME_MAX),
      columns: list.columns.map(({ width }) => (width === undefined ? {} : { width })),
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    },
    { data: notes, sheet: 'Keterangan', columns: [{ width: NOTES_WIDTH }] },
  ];
  const content = await writeExcelFile(sheets as never).toBuffer();
  return { filename: text(list.file_name), contentType: XLSX_TYPE, content };
}
