// Files of the ERP's stock and sales (raw).
import { basename } from 'node:path';
import type pg from 'pg';
import { date } from './date-format.ts';
import type { CheckResult } from './outcome.ts';
import { refusal } from './problem.ts';
import type { LoadRequest, Part } from './request.ts';
import { copyAgain, ignoredNote, type Scan, scan, type Walk } from './scan.ts';
import { inTransaction, type Session, type Target } from './session.ts';

/** The day of the file, from its own column or from --date. @throws LoadRefused when they disagree or neither is there. */
export function snapshotOf(found: Scan, given: string | undefined): string {
  const [inFile] = found.snapshots;
  const day = given === undefined ? undefined : isoDay(given);
  if (inFile !== undefined && day !== undefined && inFile !== day)
    throw refusal(`the file is of ${inFile} and --date says ${day}`, 'Leave --date out, or load the file of that day.');
  const snapshot = inFile ?? day;
  if (snapshot === undefined)
    throw refusal('the file has no snapshot_date column', 'Add --date yyyy-mm-dd: the day whose state the file shows.');
  return snapshot;
}

/** @throws LoadRefused when it is no day. */
export function isoDay(text: string): string {
  try {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : null;
    if (day !== null) return day;
  } catch {
    // Falls through: the same sentence for every wrong date.
  }
  throw refusal(`--date "${text}" is no day`, 'Write it as yyyy-mm-dd.');
}

// A file of more rows than this is staged page by page, each a commit, so that anybody can see in load_history how far it
// is. A smaller one is one transaction: it is there or it is not.
const PAGE_ROWS = 25_000;

interface Begun {
  readonly load_id: string;
  readonly run_token: string;
  /** What became of an earlier start of the same day, for people. */
  readonly notes: readonly string[];
}

async function begin(session: Session, target: Target, days: readonly [snapshot: string, from: string, to: string]): Promise<Begun> {
  type Open = { load_id: string; rows_staged: string; progress_total: number | null };
  const broken = await session.call<Open>(
    `select h.load_id, h.rows_staged, h.progress_total from raw.load_history h
      where h.source = 'accurate' and h.kind = $1 and h.entity = $2 and h.snapshot_date = $3 and h.data_type = 'csv' and h.status in ('pulling', 'staged')`,
    [target.kind, target.entity, days[0]],
  );
  const [load] = await session.call<{ load_id: string; run_token: string }>(
    `select b.load_id, b.run_token from raw.load_begin(p_kind => $1, p_entity => $2, p_business_date => $3, p_snapshot_date => $3,
       p_covers_from => $4, p_covers_to => $5, p_data_type => 'csv') b`,
    [target.kind, target.entity, ...days],
  );
  const count = (n: number | string): string => Number(n).toLocaleString('en-US');
  const notes = broken.map(
    (o) =>
      `load ${o.load_id} of the same day was broken off after ${count(o.rows_staged)}${o.progress_total === null ? '' : ` of ${count(o.progress_total)}`} rows: they are thrown away, and the file is loaded from its beginning`,
  );
  return { ...load!, notes };
}

/** Says in load_history why a load that others could see already will not be finished. */
async function giveUp(pool: pg.Pool, load: Begun, e: unknown): Promise<void> {
  const why = e instanceof Error ? e.message : String(e);
  await pool
    .query('select raw.load_fail(p_load_id => $1, p_run_token => $2, p_error => $3)', [load.load_id, load.run_token, why])
    // The database is away: the next start of this file finds the load open and throws it away.
    .catch(() => undefined);
}

/** Loads a partition of raw, through the same checks and the same swap as a pull. */
export async function loadRaw(request: LoadRequest, target: Target, walk: Walk): Promise<Part> {
  const { pool, options = {} } = request;
  if (options.mode !== undefined || options.force === true)
    throw refusal(`${target.table_name} has no modes: a load takes the place of the days that it covers`, 'Leave --mode and --force out.');
  if (options.date !== undefined) isoDay(options.date);
  const found = await scan(walk, target.kind === 'sales' ? 'tanggal' : null);
  const snapshot = snapshotOf(found, options.date);
  const from = found.from ?? snapshot;
  const to = found.to ?? snapshot;
  const dryRun = options.dryRun ?? false;
  const pageRows = dryRun || found.rows <= PAGE_ROWS ? Number.POSITIVE_INFINITY : PAGE_ROWS;
  let seen: Begun | undefined; // once others can see the load

  const work = async (session: Session): Promise<{ commit: boolean; value: Part }> => {
    // One file at a time, also between the commits of its pages; a killed process loses the lock with its connection.
    await session.lock(`raw.load.file:${target.kind}:${target.entity}`);
    const load = await begin(session, target, [snapshot, from, to]);
    const { load_id, run_token } = load;
    for (const note of load.notes) request.onNote?.(note);
    const page = async (rows: number, done: number): Promise<void> => {
      if (pageRows !== Number.POSITIVE_INFINITY) {
        await session.commit();
        seen = load;
      }
      const [owned] = await session.call<{ answer: string }>(
        'select raw.load_page(p_load_id => $1, p_run_token => $2, p_position => $3, p_rows => $4, p_progress_done => $5, p_progress_total => $6) as answer',
        [load_id, run_token, JSON.stringify({ file: basename(request.file) }), rows, done + rows, found.rows],
      );
      if (owned!.answer !== 'ok')
        throw refusal(`load ${load_id} was taken over by another load or pull of ${snapshot}`, 'See which one: mandor status.');
    };
    await copyAgain(
      walk,
      session,
      found,
      { table: `raw.staging_${target.kind}`, columns: ['load_id', 'line_no'], text: `${load_id}\t`, page },
      pageRows,
    );
    if (seen !== undefined) await session.commit();
    walk.applying(found.rows);
    const ticking = setInterval(() => walk.applying(found.rows), 250);
    type Finished = { status: 'accepted' | 'quarantined' | 'not_mine'; rows_loaded: string | null; validation: CheckResult[] };
    const [finished] = await session
      .call<Finished>(
        'select f.status, f.rows_loaded, f.validation from raw.load_finish(p_load_id => $1, p_run_token => $2, p_source_row_count => $3, p_fetched_count => $3) f',
        [load_id, run_token, found.rows],
      )
      .finally(() => clearInterval(ticking));
    const { status, rows_loaded, validation } = finished!;
    if (status === 'not_mine')
      throw refusal(`load ${load_id} was taken over by another load or pull of ${snapshot}`, 'See which one: mandor status.');
    const part: Part = {
      status: dryRun ? 'dry_run' : status,
      would_be: dryRun ? status : null,
      rows: found.rows,
      delimiter: found.delimiter,
      load_id: dryRun ? null : load_id,
      snapshot_date: snapshot,
      covers_from: from,
      covers_to: to,
      rows_loaded: Number(rows_loaded ?? 0),
      checks: validation,
      notes: [...load.notes, ...ignoredNote(found)],
      hint:
        status === 'quarantined'
          ? `Correct the file, or the reference data that it names (mandor load portal.…), and load it again; or \`mandor loads release ${load_id} --note …\`.`
          : null,
    };
    return { commit: !dryRun, value: part };
  };
  try {
    return await inTransaction(pool, work);
  } catch (e) {
    if (seen !== undefined) await giveUp(pool, seen, e);
    throw e;
  }
}
