import { Command, Option } from 'commander';
import { many, value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { whole } from '../options.ts';
import { localTime, paint, printJson, table, wrap } from '../output.ts';

const STATES = ['pulling', 'staged', 'accepted', 'quarantined', 'rejected', 'failed', 'superseded'] as const;

interface LoadRow {
  readonly load_id: string;
  readonly kind: string;
  readonly entity: string;
  readonly business_date: string;
  readonly covers_from: string;
  readonly covers_to: string;
  readonly status: (typeof STATES)[number];
  readonly rows_staged: string;
  readonly started_at: Date;
  readonly superseded_by: string | null;
  readonly failed_checks: readonly { readonly check: string; readonly severity: string; readonly message: string }[];
  readonly error_message: string | null;
  readonly note: string | null;
  readonly decided_by: string | null;
}

interface Decision {
  readonly note: string;
  readonly person?: string;
  readonly json?: boolean;
}

const DONE: Readonly<Record<string, string>> = {
  accepted: 'accepted: its rows count, and what waited for it goes on. The report shows your note.',
  rejected: 'rejected: its rows are gone. Pull or load that day again.',
  superseded: 'taken back: everything is as if it had never come. What counted before counts again.',
};

/** `mandor loads`: what came, what is held back, and a person's word on it. */
export function loadsCommand(): Command {
  const command = new Command('loads').description('loads of stock and sales: list them, release or reject one that is held back');
  command
    .command('list', { isDefault: true })
    .description('the newest loads, with the checks that they failed')
    .addOption(new Option('--status <status>', 'only those of one status').choices(STATES))
    .option('--limit <n>', 'how many', whole(1, 10_000), 30)
    .option('--json', 'print them as one JSON document')
    .action(async (options: { status?: string; limit: number; json?: boolean }) => {
      const loads = (await withPool('mandor_console', (pool) =>
        many(pool, 'raw.loads_list', { p_status: options.status ?? null, p_limit: options.limit }),
      )) as unknown as LoadRow[];
      if (options.json) printJson(loads);
      else process.stdout.write(`${loadsText(loads, options.status)}\n`);
    });
  const decide = (name: 'release' | 'reject', description: string): void => {
    command
      .command(name)
      .description(description)
      .argument('<load-id>', 'as `mandor loads list` shows it', loadId)
      .requiredOption('--note <text>', 'why; the report shows it')
      .option('--person <id>', 'for whom you act (a number of ops.people)', personId)
      .option('--json', 'print the outcome as one JSON document')
      .action(async (id: number, { note, person, json }: Decision) => {
        const status = await withPool('mandor_console', (pool) =>
          value(pool, name === 'release' ? 'raw.load_release' : 'raw.load_reject', {
            p_load_id: String(id),
            p_note: note,
            p_person_id: person ?? null,
          }),
        );
        if (json) printJson({ load_id: String(id), status });
        else process.stdout.write(`Load ${id} is ${DONE[String(status)] ?? status}\n`);
      });
  };
  decide('release', 'let a quarantined load count: somebody answers for it');
  decide('reject', 'refuse a quarantined load, or take back an accepted one');
  return command;
}

function loadId(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new Error(`${text} is no number of a load. \`mandor loads list\` shows them.`);
  return Number(text);
}

function personId(text: string): string {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new Error(`${text} is no number of a person: see ops.people.id.`);
  return text;
}

/** The list as a terminal shows it: a table, and below it why those that do not count are held back. */
export function loadsText(loads: readonly LoadRow[], status?: string): string {
  if (loads.length === 0) return status === undefined ? 'No load has come yet.' : `No load is ${status}.`;
  const rows = loads.map((load) => [
    Number(load.load_id),
    load.kind,
    load.entity,
    load.covers_from === load.covers_to ? load.covers_to : `${load.covers_from} – ${load.covers_to}`,
    load.status,
    Number(load.rows_staged),
    localTime(load.started_at),
    ['block', 'warn', 'note']
      .map((severity) => [load.failed_checks.filter((c) => c.severity === severity).length, severity] as const)
      .flatMap(([n, severity]) => (n === 0 ? [] : `${n} ${severity}`))
      .join(', '),
  ]);
  const lines = [table(['load', 'kind', 'entity', 'days', 'status', 'rows', 'began', 'failed checks'], rows)];
  for (const load of loads) {
    const says: string[] = [];
    if (load.status === 'quarantined')
      for (const check of load.failed_checks) if (check.severity === 'block') says.push(`${check.check}: ${check.message}`);
    if (load.error_message !== null) says.push(load.error_message);
    if (load.note !== null) says.push(`${load.decided_by ?? 'note'}: ${load.note}`);
    if (load.superseded_by !== null) says.push(`load ${load.superseded_by} took its place`);
    if (says.length === 0) continue;
    lines.push('', paint(`load ${load.load_id} (${load.status})`, 'bold'), ...says.map((line) => wrap(line, 2, 4)));
    if (load.status === 'quarantined')
      lines.push(paint(`  → mandor loads release ${load.load_id} --note … | mandor loads reject ${load.load_id} --note …`, 'yellow'));
  }
  return lines.join('\n');
}
