// How one run of a job stands, for whoever waits for it at a terminal.
import type pg from 'pg';

export interface RunState {
  readonly status: string;
  /** What the run says of itself, or why it failed. */
  readonly text: string | null;
  /** Documents or items of its load; null before it has one. */
  readonly done: number | null;
  readonly total: number | null;
}

/** Reads a run and the newest load that it made. */
export async function runState(pool: pg.Pool, occurrenceId: string): Promise<RunState> {
  const { rows } = await pool.query<RunState>(
    `select o.status, coalesce(o.error ->> 'message', o.note) as text, h.progress_done as done, h.progress_total as total
       from ops.occurrences o
       left join lateral (
         select l.progress_done, l.progress_total from raw.load_history l where l.occurrence_id = o.id order by l.load_id desc limit 1) h on true
      where o.id = $1`,
    [occurrenceId],
  );
  return rows[0] as RunState;
}
