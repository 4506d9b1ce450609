import { Command } from 'commander';
import { value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { whole } from '../options.ts';
import { localTime, paint, printJson, textWidth, wrap } from '../output.ts';

interface Cause {
  readonly cause: string;
  readonly says: string;
  readonly next: string;
  readonly next_at: string | null;
}

interface Open {
  readonly status: string;
  readonly why: string | null;
  /** Null for what has ended. */
  readonly causes: readonly Cause[] | null;
}

interface Run extends Open {
  readonly id: number;
  readonly key: string;
  readonly title: string;
  readonly business_date: string;
  readonly slot_at: string;
  readonly is_late: boolean;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

interface Load {
  readonly load_id: number;
  readonly kind: string;
  readonly entity: string;
  readonly business_date: string;
  readonly status: string;
  readonly rows: number | null;
  readonly done: number;
  readonly total: number | null;
  readonly why: string | null;
}

interface Item extends Open {
  readonly id: number;
  readonly title: string;
  readonly business_date: string;
  readonly revision_no: number;
  readonly has_open_run: boolean;
  readonly finished_at: string | null;
}

interface Delivery extends Open {
  readonly id: number;
  readonly channel: string;
  readonly recipient: string;
  readonly subject_key: string;
}

/** A mailbox or a bot in which people answer. */
interface Inbox {
  readonly title: string;
  /** When it was last read; null: never. */
  readonly read_at: string | null;
  /** Since when a look is owed. */
  readonly since: string | null;
  /** How often in a row it could not be read; null where nobody counts. */
  readonly failures: number | null;
  readonly error: string | null;
}

/** The newest cross-check of a frozen report. */
interface CrossCheck {
  readonly id: number;
  readonly status: 'clean' | 'differs' | 'not_checked';
  readonly title: string;
  readonly business_date: string;
  readonly compared: number | null;
  readonly differing: number | null;
  readonly source_status: string;
  readonly source_reason: string | null;
}

/** A machine that does not do its work. */
interface Incident {
  readonly id: number;
  readonly machine: string;
  readonly title: string;
  readonly status: string;
  readonly says: string;
  readonly restarts: number;
  readonly opened_at: string;
  readonly causes: readonly Cause[];
}

/** Who worded the opening of the newest reviewed report. */
interface Opening {
  readonly title: string;
  readonly business_date: string;
  readonly model: string | null;
  /** Why no model did; null when one did. */
  readonly why: string | null;
}

export interface Status {
  readonly instance: string;
  readonly now: string;
  readonly clock: string;
  readonly workers: number;
  readonly queue: { readonly ready: number; readonly running: number; readonly dead: number };
  readonly pauses: readonly { readonly what: string; readonly note: string; readonly by: string; readonly until: string | null }[];
  readonly alerts: readonly { readonly severity: string; readonly title: string; readonly count: number; readonly at: string }[];
  readonly next: readonly { readonly title: string; readonly slot_at: string }[];
  readonly runs: readonly Run[];
  readonly loads: readonly Load[];
  readonly work_items: readonly Item[];
  readonly outbox: readonly Delivery[];
  readonly inboxes: readonly Inbox[];
  readonly incidents: readonly Incident[];
  /** Does the overseer look? */
  readonly overseer: { readonly state: 'ok' | 'off' | 'wrong'; readonly says: string; readonly next: string | null } | null;
  /** Null: none has ended yet. */
  readonly cross_check?: CrossCheck | null;
  /** Null: no report has one yet. */
  readonly opening?: Opening | null;
  readonly orphans: number;
}

export function statusCommand(): Command {
  return new Command('status')
    .description('what runs, what waits, what is late, and why')
    .option('--days <n>', 'how far back', whole(0, 366), 2)
    .option('--json', 'print it as one JSON document')
    .action(async (options: { days: number; json?: boolean }) => {
      const status = (await withPool('mandor_deploy', (pool) => value(pool, 'ops.status', { p_days: options.days }))) as unknown as Status;
      if (options.json) printJson(status);
      else process.stdout.write(`${statusText(status)}\n`);
    });
}

/** The status as a terminal shows it, 100 columns at most. */
export function statusText(status: Status): string {
  const openRuns = status.runs.filter((run) => run.finished_at === null);
  // An item whose run is open is told there; it lives on when the run has ended.
  const openItems = status.work_items.filter((item) => item.finished_at === null && !item.has_open_run);
  const isRunning = (run: Run): boolean => run.status === 'running';
  return [
    head(status),
    section('Paused', status.pauses, (p) => [`${p.what} by ${p.by}${p.until === null ? '' : ` until ${localTime(p.until)}`}: ${p.note}`]),
    section('Alerts of the last day', status.alerts, (a) => [
      `${paint(a.severity.padEnd(10), a.severity === 'critical' ? 'red' : 'yellow')}${localTime(a.at)}  ${a.title}${a.count > 1 ? ` (${a.count}×)` : ''}`,
    ]),
    section('Machines with an incident', status.incidents, (incident) => [
      `${column(incident.title, 26)}${column(`since ${localTime(incident.opened_at)}`, 28)}${paint(column(incident.status, 12), incident.status === 'exhausted' ? 'red' : 'yellow')}incident ${incident.id}`,
      ...(incident.status === 'exhausted' ? [] : [wrap(incident.says, 4, 4)]),
      ...whyLines({ status: incident.status, why: null, causes: incident.causes }),
    ]),
    section('Runs', openRuns.filter(isRunning), (run) => [runLine(run, status.loads), ...whyLines(run)]),
    section(
      'Late',
      openRuns.filter((run) => !isRunning(run) && run.is_late),
      (run) => [runLine(run, []), ...whyLines(run)],
    ),
    section(
      'Waits',
      openRuns.filter((run) => !isRunning(run) && !run.is_late),
      (run) => [runLine(run, []), ...whyLines(run)],
    ),
    section('Waits for people or for a later step', openItems, (item) => [
      `${column(item.title, 26)}${item.business_date}  ${column(item.status.replace('_', ' '), 18)}work_item ${item.id}`,
      ...whyLines(item),
    ]),
    section(
      'Held back',
      status.loads.filter((load) => load.status === 'quarantined'),
      (load) => [
        `${column(`${load.kind} ${load.entity}`, 26)}${load.business_date}  ${column(`${load.rows ?? 0} rows`, 18)}load ${load.load_id}`,
        ...(load.why === null ? [] : [wrap(load.why, 4, 4)]),
      ],
    ),
    section(
      'Messages on their way',
      status.outbox.filter((row) => row.status !== 'confirmed'),
      (row) => [
        `${column(`${row.channel} ${row.subject_key}`, 38)}${column(row.recipient, 28)}${column(row.status, 10)}outbox ${row.id}`,
        ...whyLines(row),
      ],
    ),
    section('Answers are read from', status.inboxes, (box) => [inboxLine(box)]),
    ended(status),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function head(status: Status): string {
  const { ready, running, dead } = status.queue;
  const bad = (count: number, text: string): string => (count > 0 ? paint(text, 'red') : text);
  const workers = `${status.workers} worker${status.workers === 1 ? '' : 's'}`;
  return [
    paint(`${status.instance} · ${localTime(status.now)}${status.clock === 'frozen' ? ' (clock frozen)' : ''}`, 'bold'),
    [
      status.workers === 0 ? paint(workers, 'red') : workers,
      `queue: ${ready} ready, ${running} running, ${bad(dead, `${dead} dead`)}`,
      bad(status.orphans, `${status.orphans} orphans`),
    ].join(' · '),
    ...status.next.map((slot) => `next slot: ${localTime(slot.slot_at)}, ${slot.title}`),
    ...overseerLines(status.overseer),
    ...(status.cross_check ? [crossCheckLine(status.cross_check)] : []),
    ...(status.opening ? [openingLine(status.opening)] : []),
  ].join('\n');
}

/** What it found when it looked is told by its parts; that it does not look, by nobody else. */
function overseerLines(overseer: Status['overseer']): string[] {
  if (overseer === null || overseer.state === 'ok') return [];
  const text = wrap(`overseer: ${overseer.says}${overseer.next === null ? '' : `. ${overseer.next}`}`, 0, 2);
  return [overseer.state === 'wrong' ? paint(text, 'red') : text];
}

function crossCheckLine(check: CrossCheck): string {
  const found =
    check.status === 'differs'
      ? paint(`${check.differing} of ${check.compared} figures differ (explain cross_check ${check.id})`, 'red')
      : check.status === 'clean'
        ? `${check.compared} figures agree`
        : 'not checked';
  const source = check.source_status === 'not_checked' ? `, source not checked: ${check.source_reason}` : '';
  return wrap(`last cross-check: ${check.title} ${check.business_date}, ${found}${source}`, 0, 2);
}

function openingLine({ title, business_date, model, why }: Opening): string {
  return wrap(`last opening: ${title} ${business_date}, ${why === null ? `words of ${model}` : `template, ${why}`}`, 0, 2);
}

function section<T>(title: string, rows: readonly T[], lines: (row: T) => readonly string[]): string {
  if (rows.length === 0) return '';
  return [
    paint(`${title} (${rows.length})`, 'cyan'),
    ...rows.flatMap(lines).map((line) => (line.startsWith('  ') ? line : `  ${line}`)),
  ].join('\n');
}

const column = (text: string, width: number): string => `${text.length < width ? text : `${text.slice(0, width - 2)}…`}`.padEnd(width);

function runLine(run: Run, loads: readonly Load[]): string {
  const since = run.started_at === null ? `slot ${localTime(run.slot_at)}` : `since ${localTime(run.started_at)}`;
  const [kind, entity] = run.key.split('.');
  const load = loads.find(
    (l) => l.status === 'pulling' && l.kind === kind && l.entity.toLowerCase() === entity && l.business_date === run.business_date,
  );
  const progress = load === undefined ? '' : `  ${load.done}${load.total === null ? '' : ` of ${load.total}`}`;
  return `${column(run.title, 26)}${run.business_date}  ${column(since, 28)}occurrence ${run.id}${progress}`;
}

function inboxLine({ title, read_at, since, failures, error }: Inbox): string {
  const read = read_at === null ? 'never read' : `last read ${localTime(read_at)}`;
  if (error === null) return `${column(title, 26)}${read}`;
  const tries = failures === null ? '' : `, ${failures} ${failures === 1 ? 'try' : 'tries'} failed`;
  const from = since === null ? '' : ` since ${localTime(since)}`;
  const says = `${title}: ${read}, not${from}${tries}: ${error}`;
  // One line: the whole error stands in ops.v_mailboxes and ops.telegram_offset.
  const room = textWidth() - 2;
  return paint(says.length <= room ? says : `${says.slice(0, room - 1)}…`, 'red');
}

/** Why something open does not go on; a run that simply runs needs no words. */
function whyLines({ causes }: Open): string[] {
  return (causes ?? [])
    .filter(({ cause }) => cause !== 'held')
    .flatMap(({ cause, says, next, next_at }) => [
      wrap(says, 4, 4),
      // A need is a run of its own: what happens next stands there.
      ...(cause === 'needs_unmet'
        ? []
        : [paint(wrap(`→ ${next}${next_at === null || cause === 'none' ? '' : ` (${localTime(next_at)})`}`, 4, 6), 'yellow')]),
    ]);
}

const GOOD = ['done', 'approved'];

function ended({ runs, work_items }: Status): string {
  const lines = [
    ...runs.filter((run) => run.finished_at !== null).map((run) => ({ ...run, name: run.title, ref: `occurrence ${run.id}` })),
    ...work_items
      .filter((item) => item.finished_at !== null)
      .map((item) => ({ ...item, name: `${item.title} r${item.revision_no}`, ref: `work_item ${item.id}` })),
  ]
    .sort((a, b) => String(b.finished_at).localeCompare(String(a.finished_at)))
    .slice(0, 20);
  return section('Ended', lines, (line) => {
    const mark = paint(column(line.status, 11), GOOD.includes(line.status) ? 'green' : line.status === 'failed' ? 'red' : 'yellow');
    const text = `  ${mark}${column(line.name, 26)}${line.business_date}  ${column(localTime(line.finished_at as string), 22)}${line.ref}`;
    return GOOD.includes(line.status) || line.why === null ? [text] : [text, wrap(line.why, 13, 13, textWidth())];
  });
}
