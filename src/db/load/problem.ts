// What is wrong with a file, in words: where it stands, what was found, what to do. One shape for all stages of a load.

/** One thing that is wrong. `line` is the physical line of the file (1 = header), `column` the number of the cell. */
export interface Problem {
  readonly line: number | null;
  readonly column: number | null;
  /** Name of the column (or columns) in the header. */
  readonly name: string | null;
  readonly value: string | null;
  readonly message: string;
}

/** More than this nobody reads; a file with so many mistakes has one cause. */
export const MAX_PROBLEMS = 20;

/** The file or the request cannot be taken. Nothing was written. */
export class LoadRefused extends Error {
  override readonly name = 'LoadRefused';
  readonly problems: readonly Problem[];
  readonly hint: string | null;

  constructor(problems: readonly Problem[], hint: string | null = null) {
    super(problems.map(problemText).join('\n'));
    this.problems = problems;
    this.hint = hint;
  }
}

/** A refusal with one reason. */
export function refusal(message: string, hint: string | null = null, at: Partial<Problem> = {}): LoadRefused {
  return new LoadRefused([{ line: null, column: null, name: null, value: null, ...at, message }], hint);
}

// A cell of 64 KB must not fill the screen, and control characters must not reach a terminal.
function shown(value: string): string {
  const short = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `line 70001, column 8 (kuantitas): "12,5a" is not a number` */
export function problemText(p: Problem): string {
  const place = [
    p.line === null ? '' : `line ${p.line}`,
    p.column === null ? (p.name ?? '') : `column ${p.column}${p.name === null ? '' : ` (${p.name})`}`,
  ].filter((part) => part !== '');
  const what = p.value === null ? p.message : `${shown(p.value)} ${p.message}`;
  return place.length === 0 ? what : `${place.join(', ')}: ${what}`;
}
