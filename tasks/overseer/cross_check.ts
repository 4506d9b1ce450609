import { judge } from '../../src/connectors/accurate/pull.ts';
import { askSample, type SampleRequest } from '../../src/connectors/accurate/sample.ts';
import { many, value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Asks the source again for what SQL has drawn of a frozen report; SQL recomputes the report, compares and alerts. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const own = { p_run_token: run.run_token as string };
  const begun = (await value(db, 'ops.cross_check_begin', own)) as { entity: string | null; requests: SampleRequest[] } | null;
  if (begun === null) return log.info({ occurrence: id }, 'cross-check put off');
  let asked: SampleRequest[] | null = begun.requests;
  while (asked !== null && asked.length > 0) {
    const answers: object[] = [];
    let failure: object | undefined;
    try {
      const client = connectors.accurate(begun.entity as string);
      for (const request of asked) {
        signal.throwIfAborted();
        answers.push({ request, answer: await askSample(client, request) });
      }
    } catch (error) {
      const verdict = judge(error);
      if (verdict === undefined) throw error;
      failure = { message: verdict.error.message, is_final: verdict.isFinal, retry_after: verdict.retryAfter };
    }
    asked = (await value(db, 'ops.cross_check_next', { ...own, p_answers: answers, p_error: failure } as never)) as SampleRequest[] | null;
  }
  if (asked === null) return log.info({ occurrence: id }, 'cross-check put off');
  log.info({ occurrence: id, outcome: await value(db, 'ops.cross_check_finish', own) }, 'cross-check ended');
});
