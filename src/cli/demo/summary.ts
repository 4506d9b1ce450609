import type pg from 'pg';
import { demoSummary } from '../../db/demo.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { paint, table } from '../output.ts';
import type { StepResult } from './steps.ts';

export interface Summary {
  readonly ok: boolean;
  readonly seconds: number;
  readonly steps: readonly StepResult[];
  readonly loads: readonly object[];
  readonly work_items: readonly object[];
  readonly effects: { readonly email: number; readonly erp_requests: number };
  readonly orphans: number;
}

/** The table at the end, and the same as a document. */
export async function summarise(
  pool: pg.Pool,
  sandbox: Sandbox | undefined,
  run: { ok: boolean; seconds: number; steps: readonly StepResult[] },
): Promise<{ document: Summary; text: string }> {
  const state = run.ok ? await demoSummary(pool) : { loads: [], work_items: [], orphans: 0 };
  const seconds = Number(run.seconds.toFixed(1));
  const effects = { email: sandbox?.mailbox.list().length ?? 0, erp_requests: sandbox?.accessLog.count() ?? 0 };
  const steps = run.steps.map((step) => [step.ok ? '✔' : '✘', step.key, step.ms / 1000, step.detail]);
  const verdict = run.ok
    ? paint(`All ${run.steps.length} steps reached their state`, 'green')
    : paint('A step did not reach its state', 'red');
  return {
    document: { ok: run.ok, seconds, steps: run.steps, ...state, effects },
    text: `\n${table(['', 'step', 'seconds', 'detail'], steps)}\n\n${verdict} in ${seconds} s: ${state.loads.length} loads, ${state.work_items.length} reports, ${effects.email} mails, ${effects.erp_requests} ERP requests, ${state.orphans} orphans.`,
  };
}
