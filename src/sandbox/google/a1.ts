// A1 notation as Sheets reads it.

/** Rows and columns from 0; ends are inclusive, open ones are Infinity. */
export interface GridRange {
  readonly title: string | null;
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

const WHOLE = { fromRow: 0, toRow: Number.POSITIVE_INFINITY, fromColumn: 0, toColumn: Number.POSITIVE_INFINITY };

export function columnNumber(letters: string): number {
  let n = 0;
  for (const letter of letters.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

export function columnLetters(index: number): string {
  let text = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

const CORNER = /^([A-Za-z]{1,3})?(\d{1,7})?$/;

function corners(text: string): Omit<GridRange, 'title'> | undefined {
  const [first = '', second] = text.split(':');
  const a = CORNER.exec(first);
  const b = second === undefined ? a : CORNER.exec(second);
  if (a === null || b === null || first === '' || second === '') return undefined;
  // "C" alone is no range; "C:C" and "C17" are.
  if (second === undefined && (a[1] === undefined || a[2] === undefined)) return undefined;
  return {
    fromRow: a[2] === undefined ? 0 : Number(a[2]) - 1,
    toRow: b[2] === undefined ? Number.POSITIVE_INFINITY : Number(b[2]) - 1,
    fromColumn: a[1] === undefined ? 0 : columnNumber(a[1]),
    toColumn: b[1] === undefined ? Number.POSITIVE_INFINITY : columnNumber(b[1]),
  };
}

/** A cell such as C17 as [row, column] from 0. @throws Error when it is none. */
export function cellAt(name: string): [row: number, column: number] {
  const range = corners(name);
  if (range === undefined || name.includes(':')) throw new Error(`${name} is no cell`);
  return [range.fromRow, range.fromColumn];
}

/** Reads a range; a name in quotes is a tab, a bare word is a tab when there is one of that name, else cells of the first tab. */
export function parseRange(text: string, titles: readonly string[]): GridRange | undefined {
  const quoted = /^'((?:[^']|'')+)'(?:!(.+))?$/.exec(text);
  const bang = text.lastIndexOf('!');
  const title = quoted ? (quoted[1] as string).replaceAll("''", "'") : titles.includes(text) ? text : bang > 0 ? text.slice(0, bang) : null;
  const cells = quoted ? quoted[2] : title === text ? undefined : bang > 0 ? text.slice(bang + 1) : text;
  if (title !== null && !titles.includes(title)) return undefined;
  if (cells === undefined) return { title, ...WHOLE };
  const range = corners(cells);
  return range === undefined ? undefined : { title, ...range };
}
