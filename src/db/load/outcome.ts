// What a load tells, for programs (--json) and for people.
import { type Problem, problemText } from './problem.ts';
import type { Part } from './request.ts';

export type LoadMode = 'append' | 'upsert' | 'replace';

/** One result of raw.load_checks. */
export interface CheckResult {
  readonly check: string;
  readonly severity: 'block' | 'warn' | 'note';
  readonly passed: boolean;
  readonly measured: number | null;
  readonly threshold: number | null;
  readonly message: string;
}

export interface LoadExample {
  readonly line?: number;
  readonly key: string;
  readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>> | null;
}

export interface LoadOutcome {
  /** applied (reference data), accepted or quarantined (raw), refused (nothing written), dry_run (nothing written). */
  readonly status: 'applied' | 'accepted' | 'quarantined' | 'refused' | 'dry_run';
  /** What a dry run would have become. */
  readonly would_be: 'applied' | 'accepted' | 'quarantined' | null;
  readonly table: string;
  readonly file: string;
  readonly mode: LoadMode | null;
  readonly delimiter: string | null;
  /** Rows of the file; 0 when it was refused before it was read to the end. */
  readonly rows: number;
  readonly inserted: number;
  readonly changed: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly examples: Readonly<Record<'inserted' | 'changed' | 'deleted', readonly LoadExample[]>>;
  readonly problems: readonly Problem[];
  /** How many there are; `problems` holds 20 at most. Reading stops at the 20th. */
  readonly problem_count: number;
  readonly notes: readonly string[];
  readonly hint: string | null;
  readonly load_id: string | null;
  readonly snapshot_date: string | null;
  readonly covers_from: string | null;
  readonly covers_to: string | null;
  /** Rows in the partition: lines of one invoice, code and day are one row there. */
  readonly rows_loaded: number | null;
  readonly checks: readonly CheckResult[];
  readonly seconds: number;
  /** Highest resident memory of this process while it read the file. */
  readonly peak_rss_mb: number;
}

/** The whole document; what does not apply is empty. `peak` is in bytes. */
export function fullOutcome(
  { status, ...part }: Part,
  what: Pick<LoadOutcome, 'table' | 'file' | 'mode'>,
  started: number,
  peak: number = process.memoryUsage.rss(),
): LoadOutcome {
  return {
    status,
    would_be: null,
    ...what,
    delimiter: null,
    rows: 0,
    inserted: 0,
    changed: 0,
    deleted: 0,
    unchanged: 0,
    examples: { inserted: [], changed: [], deleted: [] },
    problems: [],
    problem_count: 0,
    notes: [],
    hint: null,
    load_id: null,
    snapshot_date: null,
    covers_from: null,
    covers_to: null,
    rows_loaded: null,
    checks: [],
    ...part,
    seconds: Math.round((performance.now() - started) / 10) / 100,
    peak_rss_mb: Math.round(peak / 1024 / 1024),
  };
}

/** 0 done · 1 refused · 3 quarantined. */
export function exitCode(outcome: LoadOutcome): 0 | 1 | 3 {
  if (outcome.status === 'refused') return 1;
  return outcome.status === 'quarantined' || outcome.would_be === 'quarantined' ? 3 : 0;
}

const count = (n: number): string => n.toLocaleString('en-US');

function exampleText(e: LoadExample): string {
  const changes = Object.entries(e.changes ?? {}).map(
    ([column, [from, to]]) => `${column} ${JSON.stringify(from)} → ${JSON.stringify(to)}`,
  );
  return `${e.line === undefined ? '' : `line ${e.line}: `}${e.key}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}`;
}

/** The outcome as lines for a terminal; the first says how it ended. */
export function outcomeText(o: LoadOutcome): string[] {
  const took = `${o.seconds.toFixed(1)} s, peak memory ${o.peak_rss_mb} MB`;
  const head: Record<LoadOutcome['status'], string> = {
    applied: `${o.table}: ${count(o.rows)} rows read, ${count(o.inserted)} inserted, ${count(o.changed)} changed, ${count(o.deleted)} deleted, ${count(o.unchanged)} unchanged (${took})`,
    dry_run: `dry run, nothing was written. ${o.table}: ${count(o.rows)} rows read; ${
      o.mode === null
        ? `the load would be ${o.would_be}`
        : `would insert ${count(o.inserted)}, change ${count(o.changed)}, delete ${count(o.deleted)}, leave ${count(o.unchanged)} as they are`
    } (${took})`,
    accepted: `${o.table}: load ${o.load_id} accepted, ${count(o.rows)} rows read, ${count(o.rows_loaded ?? 0)} in the table, ${o.covers_from} to ${o.covers_to} as of ${o.snapshot_date} (${took})`,
    quarantined: `${o.table}: load ${o.load_id} is quarantined: ${count(o.rows)} rows are set aside and count nowhere (${took})`,
    refused: `${o.table || o.file}: refused, nothing was written.${o.table === '' ? '' : ` ${o.file}`} (${took})`,
  };
  const lines = [head[o.status]];
  for (const p of o.problems) lines.push(`  ${problemText(p)}`);
  if (o.problem_count > o.problems.length) lines.push(`  … and ${count(o.problem_count - o.problems.length)} more`);
  for (const [action, examples] of Object.entries(o.examples))
    if (examples.length > 0) {
      lines.push(`  ${action}, for example:`);
      for (const e of examples) lines.push(`    ${exampleText(e)}`);
    }
  const loud = o.status === 'quarantined' || o.would_be === 'quarantined' ? ['block', 'warn'] : ['warn', 'note'];
  for (const c of o.checks) if (!c.passed && loud.includes(c.severity)) lines.push(`  ${c.severity}: ${c.check}: ${c.message}`);
  for (const note of o.notes) lines.push(`  note: ${note}`);
  if (o.hint !== null) lines.push(`  → ${o.hint}`);
  return lines;
}
