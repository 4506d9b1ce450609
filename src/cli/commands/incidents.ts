import { Command } from 'commander';
import { value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { whole } from '../options.ts';
import { localTime, paint, printJson, say, table, wrap } from '../output.ts';

interface Incident {
  readonly id: number;
  readonly machine: string;
  readonly title: string;
  readonly status: 'open' | 'recovering' | 'verified' | 'exhausted' | 'closed';
  readonly found: string;
  readonly says: string;
  readonly restarts: number;
  readonly opened_at: string;
  readonly closed_at: string | null;
  /** Null: nobody had to. */
  readonly closed_by: string | null;
  readonly next_at: string | null;
}

/** `mandor incidents`: machines that do not do their work, and a person's word that one is mended. */
export function incidentsCommand(): Command {
  const command = new Command('incidents').description(
    'machines that do not do their work: list their incidents, close one that you have mended',
  );
  command
    .command('list', { isDefault: true })
    .description('those that are open, and those closed in the last days')
    .option('--days <n>', 'how far back', whole(0, 366), 7)
    .option('--json', 'print them as one JSON document')
    .action(async ({ days, json }: { days: number; json?: boolean }) => {
      const incidents = (await withPool('mandor_console', (pool) =>
        value(pool, 'ops.incidents_list', { p_days: days }),
      )) as unknown as Incident[];
      if (json) printJson(incidents);
      else process.stdout.write(`${incidentsText(incidents, days)}\n`);
    });
  command
    .command('close')
    .description('the machine is mended, or you see to it: it is watched again from the next look on')
    .argument('<id>', 'as `mandor incidents` shows it', incidentId)
    .requiredOption('--note <text>', 'what was mended; kept with the incident')
    .option('--person <id>', 'for whom you act (a number of ops.people)', personId)
    .option('--json', 'print the outcome as one JSON document')
    .action(async (id: string, { note, person, json }: { note: string; person?: string; json?: boolean }) => {
      const outcome = await withPool('mandor_console', (pool) =>
        value(pool, 'ops.incident_close', { p_id: id, p_note: note, p_person_id: person ?? null }),
      );
      const isClosed = outcome === 'closed';
      const says = isClosed
        ? `Incident ${id} is closed. The overseer asks the machine again at its next look.`
        : `Incident ${id} was closed before. \`mandor explain incident ${id}\` says by whom.`;
      if (!isClosed) process.exitCode = 1;
      if (json) printJson({ incident: id, outcome, message: says });
      else if (isClosed) process.stdout.write(`${says}\n`);
      else say(says);
    });
  return command;
}

function incidentId(text: string): string {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new Error(`${text} is no number of an incident. \`mandor incidents\` shows them.`);
  return text;
}

function personId(text: string): string {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new Error(`${text} is no number of a person: see ops.people.id.`);
  return text;
}

/** The list as a terminal shows it: a table, and below it what is wrong with those that are open and what comes next. */
export function incidentsText(incidents: readonly Incident[], days: number): string {
  if (incidents.length === 0) return `No incident is open, and none was closed in the last ${days} days.`;
  const rows = incidents.map((i) => [
    i.id,
    i.machine,
    i.status,
    localTime(i.opened_at),
    i.closed_at === null ? null : localTime(i.closed_at),
    i.restarts,
    i.closed_by ?? (i.status === 'closed' ? 'itself' : null),
  ]);
  const lines = [table(['incident', 'machine', 'status', 'opened', 'closed', 'restarts', 'closed by'], rows)];
  for (const i of incidents.filter(({ status }) => status !== 'closed')) {
    lines.push('', paint(`incident ${i.id}: ${i.title}`, 'bold'), wrap(`found: ${i.found}`, 2, 4));
    if (i.says !== i.found) lines.push(wrap(`now: ${i.says}`, 2, 4));
    const next = i.next_at === null ? '' : ` (${localTime(i.next_at)})`;
    lines.push(
      paint(
        i.status === 'exhausted'
          ? `  → mend it, then: mandor incidents close ${i.id} --note "what was mended"`
          : `  → it is being recovered; the next step is due${next}`,
        'yellow',
      ),
    );
  }
  return lines.join('\n');
}
