import { judge } from '../../src/connectors/google/errors.ts';
import { many, value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Reads the checked tabs of a Sheet of ours and has them compared with the frozen report. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const own = { p_run_token: run.run_token as string };
  const begun = (await value(db, 'ops.sheet_check_begin', own)) as { spreadsheet_id: string; tabs: string[] | null } | null;
  if (begun === null) return;
  let tabs: Record<string, unknown> | null = null;
  try {
    if (begun.tabs !== null) {
      const read = await connectors.sheets().readTabs(begun.spreadsheet_id, begun.tabs, signal);
      tabs = Object.fromEntries(begun.tabs.map((title, i) => [title, read[i]]));
    }
  } catch (error) {
    const verdict = judge(error);
    if (verdict === undefined) throw error;
    await value(db, 'ops.sheet_not_checked', { ...own, p_reason: verdict.message });
    const outcome = verdict.isFinal
      ? await value(db, 'ops.occurrence_fail', { ...own, p_error: { message: verdict.message }, p_is_final: true })
      : await value(db, 'ops.occurrence_defer', { ...own, p_seconds: String(verdict.retryAfter), p_reason: verdict.message });
    return log.info({ occurrence: id, outcome }, 'Sheet not checked');
  }
  log.info({ occurrence: id, outcome: await value(db, 'ops.sheet_check_finish', { ...own, p_tabs: tabs } as never) }, 'Sheet checked');
});
