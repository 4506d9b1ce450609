// Files of the ERP's stock and sales (raw).
import { basename } from 'node:path';
import type { CheckResult } from './outcome.ts';
import { refusal } from './problem.ts';
import type { LoadRequest, Part } from './request.ts';
import { copyAgain, ignoredNote, type Scan, scan, type Walk } from './scan.ts';
import { inTransaction, type Target } from './session.ts';
import { date } from './values.ts';

function snapshotOf(found: Scan, given: string | undefined): string {
  const [inFile] = found.snapshots;
  const day = given === undefined ? undefined : isoDay(given);
  if (inFile !== undefined && day !== undefined && inFile !== day)
    throw refusal(`the file is of ${inFile} and --date says ${day}`, 'Leave --date out, or load the file of that day.');
  const snapshot = inFile ?? day;
  if (snapshot === undefined)
    throw refusal('the file has no snapshot_date column', 'Add --date yyyy-mm-dd: the day whose state the file shows.');
  return snapshot;
}

function isoDay(text: string): string {
  try {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : null;
    if (day !== null) return day;
  } catch {
    // Falls through: the same sentence for every wrong date.
  }
  throw refusal(`--date "${text}" is no day`, 'Write it as yyyy-mm-dd.');
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
  return inTransaction(pool, async (session) => {
    const [load] = await session.call<{ load_id: string; run_token: string }>(
      `select b.load_id, b.run_token from raw.load_begin(p_kind => $1, p_entity => $2, p_business_date => $3, p_snapshot_date => $3,
         p_covers_from => $4, p_covers_to => $5, p_data_type => 'csv') b`,
      [target.kind, target.entity, snapshot, from, to],
    );
    const { load_id, run_token } = load!;
    await session.call(
      'select raw.load_page(p_load_id => $1, p_run_token => $2, p_position => $3, p_rows => $4, p_progress_done => $5, p_progress_total => $5)',
      [load_id, run_token, JSON.stringify({ file: basename(request.file) }), found.rows, found.rows],
    );
    await copyAgain(walk, session, found, `raw.staging_${target.kind}`, { columns: ['load_id', 'line_no'], text: `${load_id}\t` });
    walk.applying(found.rows);
    type Finished = { status: 'accepted' | 'quarantined'; rows_loaded: string | null; validation: CheckResult[] };
    const [finished] = await session.call<Finished>(
      'select f.status, f.rows_loaded, f.validation from raw.load_finish(p_load_id => $1, p_run_token => $2, p_source_row_count => $3, p_fetched_count => $3) f',
      [load_id, run_token, found.rows],
    );
    const { status, rows_loaded, validation } = finished!;
    const dryRun = options.dryRun ?? false;
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
      notes: ignoredNote(found),
      hint:
        status === 'quarantined'
          ? `Correct the file, or the reference data that it names (mandor load portal.…), and load it again; or \`mandor loads release ${load_id} --note …\`.`
          : null,
    };
    return { commit: !dryRun, value: part };
  });
}
