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
  /** What the vendors of the sandbox took: mails, writes to Sheets, writes to Notion, chat messages, commands over SSH. */
  readonly effects: Readonly<Record<'email' | 'sheets' | 'notion' | 'telegram' | 'ssh' | 'erp_requests', number>>;
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
  const done = ({ status }: { status: number }): boolean => status >= 200 && status < 300;
  const effects = {
    email: sandbox?.mailbox.list().length ?? 0,
    sheets: sandbox?.google.requests().filter((r) => done(r) && r.method !== 'GET' && r.path.startsWith('/v4/spreadsheets')).length ?? 0,
    notion:
      sandbox?.notion.requests().filter((r) => done(r) && (r.method === 'PATCH' || (r.method === 'POST' && r.path === '/v1/pages')))
        .length ?? 0,
    telegram: sandbox?.telegram.posts().length ?? 0,
    ssh: sandbox?.ssh.machines.reduce((sum, machine) => sum + machine.commands.length, 0) ?? 0,
    erp_requests: sandbox?.accessLog.count() ?? 0,
  };
  const steps = run.steps.map((step) => [step.ok ? '✔' : '✘', step.key, step.ms / 1000, step.detail]);
  const verdict = run.ok
    ? paint(`All ${run.steps.length} steps reached their state`, 'green')
    : paint('A step did not reach its state', 'red');
  return {
    document: { ok: run.ok, seconds, steps: run.steps, ...state, effects },
    text: `\n${table(['', 'step', 'seconds', 'detail'], steps)}\n\n${verdict} in ${seconds} s: ${state.loads.length} loads, ${state.work_items.length} reports, ${effects.email} mails, ${effects.sheets} writes to Sheets, ${effects.notion} to Notion, ${effects.telegram} chat messages, ${effects.ssh} commands over SSH, ${effects.erp_requests} ERP requests, ${state.orphans} orphans.`,
  };
}
