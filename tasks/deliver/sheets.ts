import { type GoogleError, judge } from '../../src/connectors/google/errors.ts';
import { many, value } from '../../src/db/call.ts';
import { reportDelivery } from '../../src/db/delivery.ts';
import { sheetPlan, sheetSource } from '../../src/db/sheet.ts';
import { type Grid, mirrorSheet, type SheetPlan } from '../../src/reports/sheet/mirror.ts';
import type { SheetCell } from '../../src/reports/sheet/requests.ts';
import { defineTask, type Outcome } from '../define.ts';

const HOUR_S = 3600;
const why = (error: unknown): string => judge(error)?.message ?? (error as Error).message;

/** What an error means for the row. No answer: unknown, and ops.channels says that fixed ranges are written again. */
function outcomeOf(error: unknown): Outcome {
  const verdict = judge(error);
  if (verdict === undefined) throw error;
  const { reason } = error as GoogleError;
  if (reason === 'timeout' || reason === 'connection') return { status: 'unknown', message: verdict.message };
  return verdict.isFinal
    ? { status: 'refused', isFinal: false, message: verdict.message, retryAfterSeconds: HOUR_S }
    : { status: 'deferred', message: verdict.message, retryAfterSeconds: verdict.retryAfter };
}

/** Writes the Sheet of a report with the state of now, and reads its checks back. Nothing waits for it. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  if (!connectors.isSheetsOn) {
    const held = await value(db, 'ops.outbox_hold', {
      p_id: id,
      p_reason: 'Google is off: set GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and GOOGLE_REFRESH_TOKEN, or GOOGLE_SERVICE_ACCOUNT_FILE.',
    });
    return log.debug({ outbox: id, held }, 'Google is off');
  }
  const [row] = await many(db, 'ops.outbox_claim', { p_id: id, p_incarnation: incarnation });
  if (row === undefined) return;
  const token = row.run_token as string;
  const plan = await sheetPlan<SheetPlan>(db, token);
  if (plan === null) return;
  const source = sheetSource<SheetCell, Grid>(db, token, plan.key, why);
  let outcome: Outcome;
  try {
    const done = await mirrorSheet(plan, connectors.sheets(), source, signal);
    log.info({ outbox: id, ...done }, 'Sheet written');
    outcome =
      done.outcome === 'stale'
        ? { status: 'deferred', message: 'a newer report was frozen meanwhile', retryAfterSeconds: 5 }
        : done.outcome === 'in_doubt'
          ? { status: 'refused', isFinal: false, message: 'it is not known whether the file was made', retryAfterSeconds: HOUR_S }
          : { status: 'accepted', externalId: done.spreadsheetId ?? plan.key };
  } catch (error) {
    signal.throwIfAborted();
    outcome = outcomeOf(error);
    await source.notChecked(error);
  }
  log.info({ outbox: id, outcome: await reportDelivery(db, token, outcome) }, 'Sheet');
});
