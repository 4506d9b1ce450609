// A file as rows of a table: header matched, every cell converted. The same walk serves the check and the copy.

import { csvReader, MAX_LINE, type Row } from './csv.ts';
import { BadValue } from './date-format.ts';
import { checkWidth, detectDelimiter, type Header, type LoadColumn, type Mapping, readHeader } from './header.ts';
import { LoadRefused, MAX_PROBLEMS, type Problem, refusal } from './problem.ts';
import { type Encoding, type Progress, textOf } from './source.ts';
import { converter } from './values.ts';

export interface FileOptions {
  readonly delimiter?: string | undefined;
  readonly encoding: Encoding;
  /** Headers of other programs' exports that this table knows. */
  readonly mappings?: readonly Mapping[];
}

/** A row with its cells as PostgreSQL reads them; null for an empty cell. Same order as `columns` of the table. */
export interface ValueRow {
  readonly line: number;
  readonly values: readonly (string | null)[];
}

export interface TableFile {
  readonly delimiter: string;
  /** Columns of the file that are read (computed ones are passed over). */
  readonly columns: readonly LoadColumn[];
  /** Number of each column's cell in a line, from 1. */
  readonly cells: readonly number[];
  /** Columns of the file that the database writes itself. */
  readonly ignored: readonly string[];
  /** Headers that are known and not loaded. */
  readonly passedOver: readonly string[];
  /** @throws LoadRefused with up to 20 places at which the file is wrong. */
  rows(): AsyncGenerator<ValueRow[]>;
  close(): Promise<void>;
}

/**
 * Opens a file and reads its header.
 * @throws LoadRefused when the file or its header cannot be used.
 */
export async function openTable(
  path: string,
  table: string,
  columns: readonly LoadColumn[],
  options: FileOptions,
  progress: Progress,
): Promise<TableFile> {
  const pieces = textOf(path, options.encoding, progress);
  try {
    let text = '';
    let isOver = false;
    while (!/\S[^\n]*\n/.test(text) && text.length <= MAX_LINE) {
      const next = await pieces.next();
      isOver = next.done === true;
      if (isOver) break;
      text += next.value;
    }
    if (text.trim() === '')
      throw refusal(`"${path}" holds nothing but blank lines`, 'Export it again: it must have a header line and at least one row.');
    const firstLine = text.trimStart().split('\n', 1)[0]!;
    const mappings = options.mappings ?? [];
    const known = new Set([...columns.map((c) => c.column_name), ...mappings.map((m) => m.header_key)]);
    const delimiter = options.delimiter ?? detectDelimiter(firstLine, known);
    const reader = csvReader(delimiter);
    let first = reader.push(text);
    while (first.length === 0 && !isOver) {
      const next = await pieces.next();
      isOver = next.done === true;
      if (!isOver) first = reader.push(next.value as string);
    }
    if (isOver) first.push(...reader.end());
    const [head, ...rest] = first;
    if (head === undefined) throw refusal(`"${path}" has no header`, 'The first line must name the columns.');
    const header = readHeader(head.cells, head.line, table, columns, mappings);
    const named = header.cells.map((cell, i) => ({ column: cell.column, at: i + 1 }));
    return {
      delimiter,
      columns: named.flatMap((n) => (n.column === undefined || n.column.role === 'computed' ? [] : [n.column])),
      cells: named.flatMap((n) => (n.column === undefined || n.column.role === 'computed' ? [] : [n.at])),
      ignored: named.flatMap((n) => (n.column?.role === 'computed' ? [n.column.column_name] : [])),
      passedOver: named.flatMap((n) => (n.column === undefined ? [head.cells[n.at - 1]!] : [])),
      rows: () => convertAll(batches(rest), header, delimiter === ';'),
      async close() {
        await pieces.return(undefined);
      },
    };

    async function* batches(firstRows: Row[]): AsyncGenerator<Row[]> {
      yield firstRows;
      if (isOver) return;
      for await (const piece of pieces) yield reader.push(piece);
      yield reader.end();
    }
  } catch (e) {
    await pieces.return(undefined);
    throw e;
  }
}

async function* convertAll(batches: AsyncGenerator<Row[]>, header: Header, decimalComma: boolean): AsyncGenerator<ValueRow[]> {
  const plan = header.cells.flatMap(({ column, mapping }, index) =>
    column === undefined || column.role === 'computed' ? [] : [{ column, index, convert: converter(column, decimalComma, mapping) }],
  );
  const problems: Problem[] = [];
  let hint = 'Correct these lines in the file and load it again.';
  const add = (row: Row, index: number, message: string, value: string | null): void => {
    const line = row.lines?.[index] ?? row.line;
    problems.push({ line, column: index + 1, name: header.cells[index]?.column?.column_name ?? null, value, message });
  };
  const convertRow = (row: Row): ValueRow => {
    checkWidth(row.cells, header, row.line);
    const values: (string | null)[] = new Array(plan.length);
    for (let i = 0; i < plan.length; i++) {
      const { column, index, convert } = plan[i]!;
      const cell = row.cells[index]!;
      try {
        const value = convert(cell);
        values[i] = value;
        if (value === null && column.is_required) add(row, index, 'is empty and must not be', null);
      } catch (e) {
        if (!(e instanceof BadValue)) throw e;
        add(row, index, e.message, cell);
      }
    }
    return { line: row.line, values };
  };

  try {
    for await (const batch of batches) {
      const out: ValueRow[] = [];
      for (const row of batch) {
        try {
          out.push(convertRow(row));
        } catch (e) {
          // A line of the wrong width is one mistake among others; what breaks the reading itself ends it.
          if (!(e instanceof LoadRefused)) throw e;
          problems.push(...e.problems);
          hint = e.hint ?? hint;
        }
        if (problems.length >= MAX_PROBLEMS) throw new LoadRefused(problems.slice(0, MAX_PROBLEMS), hint);
      }
      if (problems.length === 0 && out.length > 0) yield out;
    }
  } catch (e) {
    if (e instanceof LoadRefused && problems.length > 0 && e.problems[0] !== problems[0])
      throw new LoadRefused([...problems, ...e.problems], e.hint);
    throw e;
  }
  if (problems.length > 0) throw new LoadRefused(problems, hint);
}
