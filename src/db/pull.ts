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
  readonly error: { readonly code: string; readonly message: string };
}

/**
 * Runs the pull of an occurrence that this run holds.
 * @param open lists what the source has for the request.
 * @param judge tells whether an error of the source can pass by itself.
 * @returns done | late | failed | expected | not_mine
 * @throws whatever `judge` does not know, and errors that may pass (so that the queue tries again)
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
  if (load === undefined) return 'not_mine';
  const ids = { p_run_token: runToken, p_load_id: load.load_id, p_load_token: load.run_token };
  try {
    const walk = await open({ entity: load.entity as string, from: load.covers_from as string, to: load.covers_to as string });
    const begun = {
      ...load,
      load_id: load.load_id as string,
      run_token: load.run_token as string,
      rows_staged: load.rows_staged as string,
    };
    const fetched = await stageWalk(pool, begun, kind, walk, signal);
    if (fetched === null) return 'not_mine';
    return (await value(pool, 'raw.pull_end', { ...ids, p_fetched: String(fetched), p_source_count: String(walk.total) })) as string;
  } catch (error) {
    const verdict = judge(error);
    const facts = verdict?.error ?? { code: 'unexpected', message: (error as Error).message };
    // Noting the failure needs the database, which may be what failed; the error itself matters more.
    const noted = value(pool, 'raw.pull_fail', { ...ids, p_error: facts, p_is_final: verdict?.isFinal ?? false }).catch(() => undefined);
    if (verdict?.isFinal) return (await noted) ?? 'failed';
    await noted;
    throw error;
  }
}
