// Till exports (raw.iseller_sales). Many shops and days in one file, and the day of a receipt is that of its shop: what the
// file covers is known only when the database has read it.
import { basename } from 'node:path';
import type { CheckResult } from './outcome.ts';
import { refusal } from './problem.ts';
import { isoDay, snapshotOf } from './raw.ts';
import type { LoadRequest, Part } from './request.ts';
import { copyAgain, ignoredNote, scan, type Walk } from './scan.ts';
import { inTransaction, type Session, type Target } from './session.ts';

interface Load {
  readonly load_id: string;
  readonly status: 'accepted' | 'quarantined';
  readonly snapshot_date: string;
  readonly covers_from: string;
  readonly covers_to: string;
  readonly rows_loaded: string | null;
  readonly validation: CheckResult[];
}

const readLoad = async (session: Session, id: string): Promise<Load> =>
  (
    await session.call<Load & Record<string, unknown>>(
      'select h.load_id, h.status, h.snapshot_date, h.covers_from, h.covers_to, h.rows_loaded, h.validation from raw.load_history h where h.load_id = $1',
      [id],
    )
  )[0]!;

/** Loads receipts of the tills, through the checks of kind pos. The very same rows again are known, and nothing is written. */
export async function loadPos(request: LoadRequest, target: Target, walk: Walk): Promise<Part> {
  const { pool, options = {} } = request;
  if (options.mode !== undefined || options.force === true)
    throw refusal(
      `${target.table_name} has no modes: an export takes the place of the shops and days that it names`,
      'Leave --mode and --force out.',
    );
  if (options.date !== undefined) isoDay(options.date);
  const found = await scan(walk, 'order_time');
  const given = found.snapshots.size > 0 || options.date !== undefined ? snapshotOf(found, options.date) : null;
  const dryRun = options.dryRun ?? false;
  return inTransaction(pool, async (session) => {
    const [begun] = await session.call<{ load_id: string; run_token: string }>(
      'select b.load_id, b.run_token from raw.pos_begin(p_snapshot_date => $1) b',
      [given ?? found.to],
    );
    const { load_id, run_token } = begun!;
    await session.call(
      'select raw.load_page(p_load_id => $1, p_run_token => $2, p_position => $3, p_rows => $4, p_progress_done => $5, p_progress_total => $5)',
      [load_id, run_token, JSON.stringify({ file: basename(request.file) }), found.rows, found.rows],
    );
    await copyAgain(walk, session, found, { table: 'raw.staging_pos', columns: ['load_id', 'line_no'], text: `${load_id}\t` });
    walk.applying(found.rows);
    const [resolved] = await session.call<{ same: string | null }>('select raw.pos_resolve(p_load_id => $1, p_date => $2) as same', [
      load_id,
      given,
    ]);
    const same = resolved!.same;
    if (same === null)
      await session.call(
        'select f.status from raw.load_finish(p_load_id => $1, p_run_token => $2, p_source_row_count => $3, p_fetched_count => $3) f',
        [load_id, run_token, found.rows],
      );
    const load = await readLoad(session, same ?? load_id);
    const isWritten = same === null && !dryRun;
    const part: Part = {
      status: dryRun ? 'dry_run' : load.status,
      would_be: dryRun ? load.status : null,
      rows: found.rows,
      delimiter: found.delimiter,
      load_id: isWritten || same !== null ? load.load_id : null,
      snapshot_date: load.snapshot_date,
      covers_from: load.covers_from,
      covers_to: load.covers_to,
      rows_loaded: Number(load.rows_loaded ?? 0),
      checks: load.validation,
      notes: [...(same === null ? [] : [`load ${same} holds the very same rows: nothing was written`]), ...ignoredNote(found)],
      hint:
        load.status === 'quarantined'
          ? 'Correct the file, or the reference data that it names (mandor load portal.…), and load it again.'
          : null,
    };
    return { commit: isWritten, value: part };
  });
}
