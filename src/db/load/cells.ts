// A CSV file as plain cells: for results of people, whose columns and numbers SQL reads.
import { csvReader, MAX_LINE } from './csv.ts';
import { DELIMITERS } from './header.ts';
import { refusal } from './problem.ts';
import { type Encoding, textOf } from './source.ts';

export interface PlainCells {
  readonly header: readonly string[];
  /** [line of the file, cell …] */
  readonly rows: readonly (readonly (number | string)[])[];
}

/** More rows nobody makes by hand; they are held in memory and sent in one call. */
const MAX_ROWS = 50_000;

/**
 * Reads a file whole. The first line that is not blank is the header; its commonest delimiter parts the cells.
 * @throws LoadRefused for whatever is no readable CSV: missing, empty, another format or encoding, NUL bytes, broken quotes.
 */
export async function readCells(
  path: string,
  options: { readonly encoding: Encoding; readonly delimiter?: string | undefined },
): Promise<PlainCells> {
  const pieces = textOf(path, options.encoding, { bytes: 0, bytesTotal: 0 });
  try {
    let head = '';
    while (!/\S[^\n]*\n/.test(head) && head.length <= MAX_LINE) {
      const next = await pieces.next();
      if (next.done === true) break;
      head += next.value;
    }
    const first = head.trimStart().split('\n', 1)[0] as string;
    if (first.trim() === '') throw refusal(`"${path}" holds nothing but blank lines`, 'It must have a header line and at least one row.');
    const count = (mark: string): number => first.split(mark).length;
    const reader = csvReader(options.delimiter ?? ([...DELIMITERS].sort((a, b) => count(b) - count(a))[0] as string));
    const found = reader.push(head);
    for await (const piece of pieces) {
      found.push(...reader.push(piece));
      if (found.length > MAX_ROWS + 1) throw refusal(`"${path}" has more than ${MAX_ROWS} rows`, 'Hand in the rows of one day only.');
    }
    found.push(...reader.end());
    const [header, ...rows] = found;
    if (header === undefined) throw refusal(`"${path}" has no header`, 'The first line must name the columns.');
    for (const row of rows)
      if (row.cells.length > header.cells.length && row.cells.slice(header.cells.length).some((cell) => cell.trim() !== ''))
        throw refusal(
          `has ${row.cells.length} cells, the header has ${header.cells.length}`,
          'A cell that holds the delimiter must stand in quotes.',
          { line: row.line },
        );
    return { header: header.cells.map((cell) => cell.trim()), rows: rows.map((row) => [row.line, ...row.cells]) };
  } finally {
    await pieces.return(undefined);
  }
}
