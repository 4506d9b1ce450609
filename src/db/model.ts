// A model is asked as SQL says: what, whom, how long, and what becomes of the answer. Here is only the carrying to and fro.
import type { Log } from '../log.ts';
import { many, value } from './call.ts';
import type { Db } from './pool.ts';

/** What a call needs of a vendor of models. */
export interface ModelDoor {
  complete(request: {
    model: string;
    maxTokens: number;
    system: string;
    user: string;
    schema?: Record<string, unknown>;
    timeoutMilliseconds: number;
    signal?: AbortSignal;
  }): Promise<object>;
}

export interface Question {
  /** Row of agent.model_purposes. */
  readonly purpose: string;
  readonly workItem: string;
  readonly revision: number;
}

/** Longer than any chain. SQL ends it before. */
const MOST_CALLS = 20;

/**
 * Asks along the chain of models until one answered, or nobody is left to ask. What the answer was worth, SQL says:
 * accepted | rejected | too_late | the fault it ended with; none: nobody was asked, or nobody answered.
 * @throws DbError, and what `signal` was aborted with; a model that fails is no error
 */
export async function askModel(
  db: Db,
  door: ModelDoor,
  incarnation: string,
  { purpose, workItem, revision }: Question,
  signal: AbortSignal,
  log: Log,
): Promise<string> {
  for (let i = 0; i < MOST_CALLS; i++) {
    const [call] = await many(db, 'agent.llm_begin', {
      p_purpose: purpose,
      p_work_item_id: workItem,
      p_revision_no: revision,
      p_incarnation: incarnation,
    });
    if (call === undefined) return 'none';
    const result = await door
      .complete({
        model: call.model as string,
        maxTokens: call.max_tokens as number,
        system: call.system_prompt as string,
        user: call.user_prompt as string,
        schema: call.answer_schema as unknown as Record<string, unknown>,
        timeoutMilliseconds: call.timeout_ms as number,
        signal,
      })
      .catch(failed);
    const outcome = (await value(db, 'agent.llm_finish', { p_run_token: call.run_token as string, p_result: result as never })) as string;
    log.info({ workItem, revision, purpose, model: call.model, outcome }, 'a model was asked');
    if (outcome !== 'next') return outcome;
    signal.throwIfAborted();
  }
  return 'none';
}

/** A fault as its row is written: its kind, how long to wait, and the tokens that were spent when the vendor said so. */
function failed(error: { fault?: unknown; retryAfterSeconds?: unknown; answer?: object }): object {
  return { ...error.answer, fault: error.fault ?? 'server', retryAfterSeconds: error.retryAfterSeconds ?? null };
}
