import { Command } from 'commander';
import { value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { printJson, table } from '../output.ts';

interface Line {
  readonly [field: string]: string | number | null | readonly string[];
}

interface Status {
  readonly instance: string;
  readonly now: string;
  readonly clock: string;
  readonly workers: number;
  readonly queue: { readonly ready: number; readonly running: number; readonly dead: number };
  readonly runs: readonly Line[];
  readonly loads: readonly Line[];
  readonly work_items: readonly Line[];
  readonly outbox: readonly Line[];
  readonly orphans: number;
}

const SECTIONS = [
  { key: 'runs', title: 'Runs', columns: ['key', 'business_date', 'status', 'waits_for', 'why'] },
  { key: 'loads', title: 'Loads', columns: ['load_id', 'kind', 'entity', 'business_date', 'status', 'rows', 'done', 'total', 'why'] },
  { key: 'work_items', title: 'Work items', columns: ['id', 'title', 'business_date', 'status', 'revision_no', 'why'] },
  { key: 'outbox', title: 'Outbox', columns: ['id', 'channel', 'recipient', 'subject_key', 'status', 'why'] },
] as const;

export function statusCommand(): Command {
  return new Command('status')
    .description('what runs, waits and failed, and why')
    .option('--days <n>', 'how far back', '2')
    .option('--json', 'print it as one JSON document')
    .action(async (options: { days: string; json?: boolean }) => {
      const status = (await withPool('mandor_deploy', (pool) =>
        value(pool, 'ops.status', { p_days: Number(options.days) }),
      )) as unknown as Status;
      if (options.json) printJson(status);
      else process.stdout.write(`${statusText(status)}\n`);
    });
}

/** The status as a terminal shows it. */
export function statusText(status: Status): string {
  const parts = [
    `${status.instance} · ${status.now} (clock ${status.clock}) · ${status.workers} worker(s) · queue: ${status.queue.ready} ready, ${status.queue.running} running, ${status.queue.dead} dead · ${status.orphans} orphans`,
  ];
  for (const { key, title, columns } of SECTIONS) {
    const lines = status[key];
    if (lines.length === 0) continue;
    const rows = lines.map((line) => columns.map((column) => cell(line[column])));
    parts.push(`\n${title}\n${table(columns, rows)}`);
  }
  return parts.join('\n');
}

function cell(value: Line[string] | undefined): string | number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? value.join(', ') : value;
}
