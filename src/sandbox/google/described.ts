import { type Book, gridOf, plainValue } from './book.ts';
import { createEvaluator } from './evaluate.ts';

/** A Spreadsheet as the API describes it; with grid data, each cell as entered and as shown. */
export function described(book: Book, withCells: boolean): object {
  const evaluator = createEvaluator(book);
  const extended = (value: unknown): object | undefined =>
    typeof value === 'string'
      ? { stringValue: value }
      : typeof value === 'number'
        ? { numberValue: value }
        : typeof value === 'boolean'
          ? { boolValue: value }
          : undefined;
  return {
    spreadsheetId: book.id,
    properties: { title: book.title, locale: book.locale, timeZone: book.timeZone },
    sheets: book.tabs.map((tab, index) => ({
      properties: { sheetId: tab.sheetId, title: tab.title, index, sheetType: 'GRID', gridProperties: gridOf(tab) },
      ...(withCells && {
        data: [
          {
            rowData: tab.cells.map((line, row) => ({
              values: line.map((cell, column) => {
                const shown = plainValue(evaluator.value(tab, row, column));
                const entered = typeof cell === 'object' && cell !== null ? { formulaValue: cell.formula } : extended(cell);
                return entered === undefined
                  ? {}
                  : { userEnteredValue: entered, effectiveValue: extended(shown), formattedValue: shown === null ? '' : String(shown) };
              }),
            })),
          },
        ],
      }),
    })),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
  };
}
