// Who reads what people write to the bot: a request that Telegram holds open, so a pressed button is answered within a second and an
// idle bot costs two small statements in half a minute. One worker at a time; SQL decides which, and what a failure means.
import type { Connectors } from '../../tasks/define.ts';
import { many, value } from '../db/call.ts';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';

export interface IntakeOptions {
  readonly db: Db;
  readonly telegram: Connectors['telegram'];
  readonly incarnation: string;
  readonly log: Log;
  /** Waits so many milliseconds; false when the worker has ended meanwhile. */
  readonly pause: (ms: number) => Promise<boolean>;
  /** Aborted when the worker ends: the open request is dropped, and its updates come again. */
  readonly signal: AbortSignal;
}

/** Another worker reads: how often its end is looked for. */
const STANDBY_MS = 10_000;
const AFTER_ERROR_MS = 5_000;

/** Reads until the worker ends. No error stops it. */
export async function runIntake({ db, telegram, incarnation, log, pause, signal }: IntakeOptions): Promise<void> {
  if (telegram === null) return;
  const own = { p_bot: telegram.bot, p_incarnation: incarnation };
  let wait = 0;
  do {
    try {
      const [turn] = await many(db, 'ops.telegram_poll_begin', own);
      if (turn === undefined) {
        wait = STANDBY_MS;
        continue;
      }
      const read = await telegram.read(Number(turn.update_offset), turn.seconds as number, signal);
      if (read.outcome === 'updates') {
        const stored = await value(db, 'ops.telegram_poll_end', { ...own, p_updates: [...read.updates] });
        if (Number(stored) > 0) log.info({ updates: stored }, 'messages from Telegram were kept');
        wait = 0;
      } else if (read.outcome === 'failed') {
        log.warn({ code: read.code, reason: read.message }, 'updates of Telegram could not be read');
        const seconds = await value(db, 'ops.telegram_poll_fail', {
          ...own,
          p_code: read.code,
          p_message: read.message,
          p_retry_after: read.retryAfter ?? null,
        });
        wait = (seconds as number) * 1000;
      }
    } catch (error) {
      wait = AFTER_ERROR_MS;
      log.warn({ err: error }, 'the intake of Telegram could not be kept');
    }
  } while (await pause(wait));
}
