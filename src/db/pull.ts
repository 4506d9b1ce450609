// One pull: begin or resume, stage page by page, decide. What is fetched is the caller's; what it means is SQL's.
import type pg from 'pg';
import { many, value } from './call.ts';
import { stageWalk, type Walk } from './staging.ts';

export interface PullRequest {
  readonly entity: string;
  readonly from: string;
  readonly to: string;
}

export interface PullError {
  readonly isFinal: boolean;
  /** Seconds until it is worth another try, when it is not final. */
  readonly retryAfter: number;
  readonly error: { readonly code: string; readonly message: string };
}

/**
 * Runs the pull of an occurrence that this run holds.
 * @param open lists what the source has for the request.
 * @param judge tells whether an error of the source can pass by itself.
 * @returns done | late | failed | deferred (the source asked for time: a timer starts the run again) | not_mine | not_begun
 *   (another run holds it, or pulls the same day: then this one is put off)
 * @throws whatever `judge` does not know: a bug, or the database is away (the queue tries again)
 */
export async function runPull(
  pool: pg.Pool,
  runToken: string,
  kind: 'stock' | 'sales',
  open: (request: PullRequest) => Promise<Walk>,
  judge: (error: unknown) => PullError | undefined,
  signal: AbortSignal,
): Promise<string> {
  const [load] = await many(pool, 'raw.pull_begin', { p_kind: kind, p_run_token: runToken });
  if (load === undefined) return 'not_begun';
  const ids = { p_run_token: runToken, p_load_id: load.load_id, p_load_token: load.run_token };
  try {
    const walk = await open({ entity: load.entity as string, from: load.covers_from as string, to: load.covers_to as string });
    const begun = {
      ...load,
      load_id: load.load_id as string,
      run_token: load.run_token as string,
      rows_staged: load.rows_staged as string,
    };
    const source = (await value(pool, 'raw.pull_source', {
      ...ids,
      p_database_id: walk.database.id === null ? null : String(walk.database.id),
      p_alias: walk.database.alias,
    })) as string;
    if (source !== 'ok' && source !== 'not_mine') return source;
    const fetched = await stageWalk(pool, begun, kind, walk, signal);
    // Another run has the load: this one, if it is still held, waits its turn instead of standing still.
    if (fetched === null)
      return (await value(pool, 'raw.pull_defer', {
        p_run_token: runToken,
        p_load_id: null,
        p_load_token: null,
        p_seconds: '60',
        p_reason: 'another run pulls the same at this moment',
      })) as string;
    return (await value(pool, 'raw.pull_end', { ...ids, p_fetched: String(fetched), p_source_count: String(walk.total) })) as string;
  } catch (error) {
    // Told to stop: the worker gives the run back.
    if (signal.aborted) throw error;
    const verdict = judge(error);
    if (verdict?.isFinal) return (await value(pool, 'raw.pull_fail', { ...ids, p_error: verdict.error, p_is_final: true })) as string;
    if (verdict !== undefined)
      return (await value(pool, 'raw.pull_defer', {
        ...ids,
        p_seconds: String(verdict.retryAfter),
        p_reason: verdict.error.message,
      })) as string;
    // Noting the failure needs the database, which may be what failed; the error itself matters more.
    const facts = { code: 'unexpected', message: (error as Error).message };
    await value(pool, 'raw.pull_fail', { ...ids, p_error: facts, p_is_final: false }).catch(() => undefined);
    throw error;
  }
}
