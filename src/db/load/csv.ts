// CSV after RFC 4180, strict: what a spreadsheet would guess at is refused with its place, because a wrong guess moves
// stock. Written by hand for two reasons: physical line numbers of every cell (a quoted cell may hold line breaks) and
// speed; a line without a quote is one split.
import { refusal } from './problem.ts';

/** A row of the file. `line`: physical line on which it begins; `lines`: of each cell, when a quoted cell spans lines. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly lines: readonly number[] | null;
}

export interface CsvReader {
  /** Takes the next piece of text and returns the rows that it completed. */
  push(text: string): Row[];
  /** The file has ended: returns the last row, when it had no line break behind it. */
  end(): Row[];
}

export const MAX_FIELD = 64 * 1024;
export const MAX_LINE = 1024 * 1024;

const QUOTE = '"';

const cellAt = (line: number, column: number): { line: number; column: number } => ({ line, column });

function checkSizes(row: Row, length: number): void {
  if (length * 3 <= MAX_FIELD) return;
  for (const [i, cell] of row.cells.entries())
    if (cell.length * 3 > MAX_FIELD && Buffer.byteLength(cell) > MAX_FIELD)
      throw refusal(
        'the cell is longer than 64 KB',
        'A quote that is never closed swallows the lines behind it: look at the quotes of this line.',
        cellAt(row.lines?.[i] ?? row.line, i + 1),
      );
}

function tooLong(line: number): never {
  throw refusal('the line is longer than 1 MB', 'A quote that is never closed, or another kind of file: look at this line.', { line });
}

/**
 * Reads one row that holds a quote, from `start`. Returns the row and where the next begins; undefined when the text
 * ends inside it and more is to come.
 */
function quotedRow(
  text: string,
  start: number,
  line: number,
  delimiter: string,
  isLast: boolean,
): { row: Row; next: number; line: number } | undefined {
  const cells: string[] = [];
  const lines: number[] = [];
  let at = start;
  let now = line;
  for (;;) {
    lines.push(now);
    if (text[at] === QUOTE) {
      const opened = now;
      let from = at + 1;
      let value = '';
      for (;;) {
        const close = text.indexOf(QUOTE, from);
        if (close === -1 || (close + 1 === text.length && !isLast)) {
          if (!isLast && text.length - start <= MAX_LINE) {
            if (text.length - at > MAX_FIELD + 2 && Buffer.byteLength(text.slice(at)) > 2 * MAX_FIELD) break;
            return undefined;
          }
          throw refusal(
            'the quote that opens here is never closed',
            'Close the quote; a quote inside a cell is written twice.',
            cellAt(opened, cells.length + 1),
          );
        }
        value += text.slice(from, close);
        if (text[close + 1] === QUOTE) {
          value += QUOTE;
          from = close + 2;
          continue;
        }
        at = close + 1;
        from = -1;
        break;
      }
      if (from !== -1)
        throw refusal(
          'the cell is longer than 64 KB',
          'The quote that opens it is probably never closed.',
          cellAt(opened, cells.length + 1),
        );
      for (let i = value.indexOf('\n'); i !== -1; i = value.indexOf('\n', i + 1)) now++;
      cells.push(value);
    } else {
      let end = at;
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== QUOTE) end++;
      if (end === text.length && !isLast) return undefined;
      if (text[end] === QUOTE)
        throw refusal(
          'a quote stands in the middle of a cell',
          'Put the whole cell in quotes and write the inner quote twice.',
          cellAt(now, cells.length + 1),
        );
      const cell = text.slice(at, end);
      at = end;
      cells.push(cell.endsWith('\r') && (text[end] === '\n' || end === text.length) ? cell.slice(0, -1) : cell);
    }
    if (at - start > MAX_LINE) tooLong(line);
    if (text[at] === delimiter) {
      at++;
      continue;
    }
    if (text[at] === '\r' && at + 1 === text.length && !isLast) return undefined;
    if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at++;
    if (at < text.length && text[at] !== '\n')
      throw refusal('text stands behind the closing quote', 'A quote inside a cell is written twice.', cellAt(now, cells.length));
    return { row: { line, cells, lines: now === line ? null : lines }, next: at + 1, line: now + 1 };
  }
}

/** Makes a reader for one file. Empty lines, and lines of nothing but delimiters as spreadsheets leave below a table, are passed over. */
export function csvReader(delimiter: string): CsvReader {
  let rest = '';
  let line = 1;
  const keep = (rows: Row[], row: Row, length: number): void => {
    checkSizes(row, length);
    if (!row.cells.every((cell) => cell === '')) rows.push(row);
  };

  const read = (isLast: boolean): Row[] => {
    const rows: Row[] = [];
    let at = 0;
    while (at < rest.length) {
      let end = rest.indexOf('\n', at);
      if (end === -1) {
        if (!isLast) break;
        end = rest.length;
      }
      const text = rest.slice(at, end > at && rest[end - 1] === '\r' ? end - 1 : end);
      if (text.length > MAX_LINE) tooLong(line);
      if (!text.includes(QUOTE)) {
        if (text.includes('\r'))
          throw refusal('the line holds a lone carriage return', 'Save the file with ordinary line ends (LF or CRLF).', { line });
        keep(rows, { line, cells: text.split(delimiter), lines: null }, text.length);
        at = end + 1;
        line++;
        continue;
      }
      const found = quotedRow(rest, at, line, delimiter, isLast);
      if (found === undefined) break;
      keep(rows, found.row, found.next - at);
      at = found.next;
      line = found.line;
    }
    rest = rest.slice(at);
    if (rest.length > MAX_LINE + 2) {
      if (rest.includes('\r') && !rest.includes('\n'))
        throw refusal('the lines end in carriage returns only', 'Save the file with ordinary line ends (LF or CRLF).', { line });
      tooLong(line);
    }
    return rows;
  };

  return {
    push(text) {
      rest = rest === '' ? text : rest + text;
      return read(false);
    },
    end: () => read(true),
  };
}
