import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type pg from 'pg';
import { value } from '../../db/call.ts';
import { type RunState, runState } from '../../db/run.ts';
import { withPool } from '../connect.ts';
import { printJson, progressBar } from '../output.ts';

interface RunOptions {
  readonly date: string;
  readonly from?: string;
  readonly full?: boolean;
  readonly wait?: boolean;
  readonly json?: boolean;
}

const LOOK_MS = 200;

export function runCommand(): Command {
  return new Command('run')
    .description('ask for one run of a job definition; a worker does it')
    .argument('<job-key>', 'e.g. stock.ddd, sales.mbb, report.control_stock')
    .requiredOption('--date <yyyy-mm-dd>', 'business date: the trading day that it works on')
    .option('--from <yyyy-mm-dd>', 'first day of a sales pull (default: the last days that are always read again)')
    .option('--full', 'a sales pull fetches every document, also those that have not changed')
    .option('--wait', 'stay until it has ended, with its progress; ending this command does not end the run')
    .option('--json', 'print the outcome as one JSON document')
    .action(async (key: string, options: RunOptions) => {
      const { id, state } = await withPool('mandor_deploy', async (pool) => {
        const asked = (await value(pool, 'ops.occurrence_open', {
          p_definition_key: key,
          p_business_date: isoDate(options.date, '--date'),
          p_payload: {
            ...(options.from === undefined ? {} : { from: isoDate(options.from, '--from') }),
            ...(options.full ? { full: true } : {}),
          },
        })) as string;
        return { id: asked, state: options.wait ? await ended(pool, asked, key) : undefined };
      });
      if (state !== undefined && state.status !== 'done' && state.status !== 'late') process.exitCode = 1;
      if (options.json) {
        const outcome = state === undefined ? {} : { status: state.status, text: state.text };
        printJson({ occurrence: id, key, business_date: options.date, ...outcome });
      } else if (state === undefined)
        process.stdout.write(`Run ${id} of ${key} for ${options.date} is asked for. \`mandor status\` shows how it goes.\n`);
      else
        process.stdout.write(`Run ${id} of ${key} for ${options.date}: ${state.status}${state.text === null ? '' : `, ${state.text}`}.\n`);
    });
}

/** Waits until a run has ended, with a bar of its documents on a terminal. */
async function ended(pool: pg.Pool, id: string, title: string): Promise<RunState> {
  const bar = progressBar(title);
  try {
    for (;;) {
      const state = await runState(pool, id);
      if (!['expected', 'waiting', 'running'].includes(state.status)) return state;
      if (state.done !== null) bar.update(state.done, state.total);
      await sleep(LOOK_MS);
    }
  } finally {
    bar.end();
  }
}

/** A calendar date that exists, in the one form that cannot be misread. */
export function isoDate(text: string, name: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new Error(`${name} ${text} is not a date. Write it as year-month-day, for example 2026-02-08.`);
  }
  return text;
}
