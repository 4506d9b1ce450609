// What a command says. `--json` writes exactly one document to stdout; everything else goes to stderr.

let isJsonPrinted = false;

/** Whether stdout has its document. */
export const hasJson = (): boolean => isJsonPrinted;

/** One JSON document. */
export function printJson(document: unknown): void {
  isJsonPrinted = true;
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** A line for people on stderr. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Colours a text when the stream is a terminal that wants colours. */
export function paint(text: string, colour: keyof typeof COLOURS, stream: NodeJS.WriteStream = process.stdout): string {
  const wanted = process.env.FORCE_COLOR !== undefined || (stream.isTTY && process.env.NO_COLOR === undefined);
  return wanted ? `\x1b[${COLOURS[colour]}m${text}\x1b[0m` : text;
}

/** A table in plain text; numbers to the right, and the columns of `right`, whose numbers are texts already. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
  const isNumber = head.map(
    (_, i) => right.has(i) || (rows.length > 0 && rows.every((row) => row[i] === null || typeof row[i] === 'number')),
  );
  const width = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (isNumber[i] ? cell.padStart(width[i] ?? 0) : cell.padEnd(width[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), width.map((w) => '─'.repeat(w)).join('  '), ...cells.map(line)].join('\n');
}

/** Columns that a text may use: the terminal's, at most 100. */
export const textWidth = (stream: NodeJS.WriteStream = process.stdout): number => Math.min(stream.columns ?? 100, 100);

/** A text in lines no wider than the terminal, the first indented by `first`, the others by `rest`. */
export function wrap(text: string, first: number, rest: number, width: number = textWidth()): string {
  const lines: string[] = [];
  let line = ' '.repeat(first);
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(rest);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

const LOCAL = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta', dateStyle: 'short', timeStyle: 'short' });

/** An instant as people in Jakarta read it: 2026-02-09 05:00 WIB. */
export const localTime = (at: Date | string): string => `${LOCAL.format(new Date(at))} WIB`;

/** A bar that redraws itself on a terminal and says nothing elsewhere (the log has its own lines). */
export function progressBar(title: string, stream: NodeJS.WriteStream = process.stderr) {
  const WIDTH = 24;
  let last = '';
  return {
    update(done: number, total: number | null): void {
      if (!stream.isTTY) return;
      const share = total ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * WIDTH);
      const text = `${title.padEnd(18)} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}${total === null ? '' : `/${total}`}`;
      if (text !== last) stream.write(`\r\x1b[2K${text}`);
      last = text;
    },
    end(): void {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
}
