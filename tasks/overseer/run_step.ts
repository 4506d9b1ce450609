import { many, value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Sends one command to a machine and tells the database what came back, whatever it was: SQL judges and plans the next. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [step] = await many(db, 'ops.step_begin', { p_id: id, p_incarnation: incarnation });
  if (step === undefined) return;
  const { host, port, login, host_keys, command, timeout_ms, max_bytes, run_token } = step as unknown as Step;
  const outcome = await connectors.runCommand({ host, port, user: login, hostKeys: host_keys }, command, {
    timeoutMilliseconds: timeout_ms,
    maxBytes: max_bytes,
    signal,
  });
  const verdict = await value(db, 'ops.step_finish', { p_run_token: run_token, p_outcome: outcome as never });
  log.info({ step: id, command: command.split(' ')[0], verdict }, 'a machine was asked');
});

interface Step {
  readonly run_token: string;
  readonly host: string;
  readonly port: number;
  readonly login: string;
  readonly host_keys: readonly string[];
  readonly command: string;
  readonly timeout_ms: number;
  readonly max_bytes: number;
}
