// The two readings of a file: one that checks it whole and one that copies it.

import type { Mapping } from './header.ts';
import { refusal } from './problem.ts';
import type { LoadProgress, LoadRequest } from './request.ts';
import type { Session } from './session.ts';
import type { Progress } from './source.ts';
import { openTable, type TableFile, type ValueRow } from './table.ts';

/** What the first reading found. */
export interface Scan {
  readonly rows: number;
  readonly snapshots: ReadonlySet<string>;
  readonly from: string | null;
  readonly to: string | null;
  readonly delimiter: string;
  readonly columns: TableFile['columns'];
  readonly cells: TableFile['cells'];
  readonly ignored: readonly string[];
  readonly passedOver: readonly string[];
}

/** Both readings of one file, with their progress and the memory they took. */
export interface Walk {
  open(): Promise<TableFile>;
  /** The rows again, counted and shown as progress. */
  rows(file: TableFile, phase: LoadProgress['phase']): AsyncGenerator<ValueRow[]>;
  applying(rows: number): void;
  peak(): number;
}

/** Prepares the readings of a file. */
export function walker(request: LoadRequest, table: string, columns: TableFile['columns'], mappings: readonly Mapping[] = []): Walk {
  const progress: Progress = { bytes: 0, bytesTotal: 0 };
  let peak = process.memoryUsage.rss();
  const tell = (phase: LoadProgress['phase'], rows: number): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
    request.onProgress?.({ phase, rows, bytes: progress.bytes, bytesTotal: progress.bytesTotal });
  };
  return {
    open() {
      progress.bytes = 0;
      const { delimiter, encoding = 'utf-8' } = request.options ?? {};
      return openTable(request.file, table, columns, { delimiter, encoding, mappings }, progress);
    },
    async *rows(file, phase) {
      let rows = 0;
      for await (const batch of file.rows()) {
        rows += batch.length;
        tell(phase, rows);
        yield batch;
      }
    },
    applying: (rows) => tell('apply', rows),
    peak: () => Math.max(peak, process.memoryUsage.rss()),
  };
}

/**
 * The first reading. `dayColumn`: the column whose first and last day are wanted.
 * @throws LoadRefused with all that is wrong with the file.
 */
export async function scan(walk: Walk, dayColumn: string | null): Promise<Scan> {
  const file = await walk.open();
  try {
    const snapshotAt = file.columns.findIndex((c) => c.role === 'snapshot');
    const dayAt = file.columns.findIndex((c) => c.column_name === dayColumn);
    const snapshots = new Set<string>();
    let rows = 0;
    let from: string | null = null;
    let to: string | null = null;
    for await (const batch of walk.rows(file, 'check')) {
      rows += batch.length;
      for (const { line, values } of batch) {
        if (snapshotAt !== -1) {
          const day = values[snapshotAt] ?? null;
          if (day === null)
            throw refusal('is empty and must not be', 'Fill it, or leave the column out and give --date.', {
              line,
              column: file.cells[snapshotAt]!,
              name: 'snapshot_date',
            });
          snapshots.add(day);
          if (snapshots.size > 1)
            throw refusal(
              `the file holds the snapshots of several days (${[...snapshots].join(', ')})`,
              'Load one day at a time: split the file.',
              { line },
            );
        }
        // A moment begins with its day.
        const day = dayAt === -1 ? null : (values[dayAt]?.slice(0, 10) ?? null);
        if (day !== null && (from === null || day < from)) from = day;
        if (day !== null && (to === null || day > to)) to = day;
      }
    }
    if (rows === 0) throw refusal('the file has a header and no rows', 'Nothing is done with an empty table: export it again.');
    const { delimiter, columns, cells, ignored, passedOver } = file;
    return { rows, snapshots, from, to, delimiter, columns, cells, ignored, passedOver };
  } finally {
    await file.close();
  }
}

/** Where a reading goes: the table, and what stands in front of each row. */
export interface Destination {
  readonly table: string;
  readonly columns: readonly string[];
  readonly text: string;
  /** Called before the rows of each page, with their number and how many went before. */
  page?(rows: number, done: number): Promise<void>;
}

/** Copies the file as the first reading saw it, `pageRows` at a time. */
export async function copyAgain(
  walk: Walk,
  session: Session,
  found: Scan,
  to: Destination,
  pageRows = Number.POSITIVE_INFINITY,
): Promise<void> {
  const file = await walk.open();
  try {
    const kept = file.columns.flatMap((c, i) => (c.role === 'value' ? [i] : []));
    const names = [...to.columns, ...kept.map((i) => file.columns[i]!.column_name)];
    const changed = (rows: number | string): never => {
      throw refusal(
        `the file changed while it was read (${found.rows} rows, then ${rows})`,
        'Wait until nobody writes to it, then load it again.',
      );
    };
    const batches = walk.rows(file, 'copy');
    let rest: ValueRow[] = [];
    const take = async function* (wanted: number): AsyncGenerator<ValueRow[]> {
      for (let missing = wanted; missing > 0; ) {
        if (rest.length === 0) {
          const next = await batches.next();
          if (next.done === true) changed(`${found.rows - missing} or fewer`);
          rest = next.value as ValueRow[];
        }
        const batch = rest.length <= missing ? rest : rest.slice(0, missing);
        rest = rest.length <= missing ? [] : rest.slice(missing);
        missing -= batch.length;
        yield kept.length === file.columns.length ? batch : batch.map((r) => ({ line: r.line, values: kept.map((i) => r.values[i]!) }));
      }
    };
    for (let done = 0; done < found.rows; ) {
      const rows = Math.min(pageRows, found.rows - done);
      await to.page?.(rows, done);
      await session.copy(to.table, names, take(rows), to.text);
      done += rows;
    }
    if (rest.length > 0 || (await batches.next()).done !== true) changed('more');
  } finally {
    await file.close();
  }
}

/** Columns of the file that were passed over, as a note. */
export const ignoredNote = (found: Scan): string[] =>
  [
    found.ignored.length === 0 ? '' : `not loaded, because the database writes them itself: ${found.ignored.join(', ')}`,
    found.passedOver.length === 0 ? '' : `passed over, as portal.csv_mappings says: ${found.passedOver.join(', ')}`,
  ].filter((note) => note !== '');
