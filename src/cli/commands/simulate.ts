import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import type { Week } from '../../db/simulate.ts';
import type { Size } from '../../sandbox/index.ts';
import { paint, printJson, progressBar, say, table } from '../output.ts';
import { differences, livePair } from '../simulate/pair.ts';

interface Options {
  readonly days: number;
  readonly seed: number;
  readonly size: Size;
  readonly once?: boolean;
  readonly json?: boolean;
  readonly trace?: string;
}

/** Where there is no bar, a line each so many days. */
const TOLD_EVERY = 5;

/** Of a week, what is printed, in heads short enough for 120 columns; --json has all. */
const COLUMNS: Partial<Record<keyof Week, string>> = {
  week: 'week',
  from: 'from',
  jobs: 'jobs',
  loads: 'loads',
  blocked: 'held',
  reports: 'frozen',
  mails: 'mails',
  chats: 'chats',
  work_items: 'items',
  approved: 'signed',
  rejected: 'back',
  escalated: 'esc.',
  late: 'late',
  failed: 'failed',
  incidents: 'incid.',
  recovered: 'recov.',
  exhausted: 'exh.',
};

export function simulateCommand(): Command {
  return new Command('simulate')
    .description('lives days of an invented company on a moved clock, twice at once, and compares: the same seed tells the same story')
    .option('--days <n>', 'how many days', whole(1, 3660), 90)
    .option('--seed <n>', 'which company, and what its people and vendors do', whole(0, 2_147_483_647), 7)
    .option('--size <S|L>', 'S: 300 codes, 12 shops; L: 5,464 codes, 326 shops', size, 'S')
    .option('--once', 'live it once, and compare nothing')
    .option('--trace <file>', 'write the trace of the first life, a line per change of state')
    .option('--json', 'print the outcome as one JSON document')
    .action(simulate);
}

async function simulate({ days, seed, size, once, json, trace }: Options): Promise<void> {
  const started = performance.now();
  const bar = progressBar('simulating');
  let told = 0;
  const onDay = (day: number): void => {
    bar.update(day, days);
    if (process.stderr.isTTY || day < told + TOLD_EVERY) return;
    told = day;
    say(`${day} of ${days} days after ${Math.round((performance.now() - started) / 1000)} s`);
  };
  const lives = await livePair({ days, seed, size, lives: once ? 1 : 2, onDay }).finally(bar.end);
  const [first, second] = lives;
  if (first === undefined) throw new Error('No life was lived.');
  const parted = second === undefined ? [] : differences(first.trace, second.trace);
  const violations = lives.flatMap((life, n) => life.violations.map((one) => ({ life: n + 1, ...one })));
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  const ok = parted.length === 0 && violations.length === 0;
  if (trace !== undefined) writeFileSync(trace, `${first.trace.join('\n')}\n`);
  const traces = lives.map((life) => ({
    lines: life.trace.length,
    sha256: createHash('sha256').update(life.trace.join('\n')).digest('hex'),
  }));
  const orphans = lives.reduce((sum, life) => sum + life.orphans, 0);
  if (!ok) process.exitCode = 1;
  if (json) return printJson({ ok, days, seed, seconds, weeks: first.weeks, violations, orphans, traces, differences: parted });
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  const columns = Object.entries(COLUMNS) as [keyof Week, string][];
  print(
    table(
      columns.map(([, head]) => head),
      first.weeks.map((week) => columns.map(([name]) => week[name])),
    ),
  );
  for (const one of violations) print(paint(`✘ ${one.day} life ${one.life}: ${one.rule} ${one.subject}: ${one.why}`, 'red'));
  for (const line of parted) print(paint(line, line.startsWith('-') ? 'red' : 'yellow'));
  for (const [n, { lines, sha256 }] of traces.entries()) print(`trace ${n + 1}: ${lines} lines, sha256 ${sha256.slice(0, 16)}`);
  const same = second === undefined ? '' : parted.length === 0 ? ', the same trace twice' : ', the traces differ';
  print(
    paint(`${days} days, seed ${seed}: ${violations.length} violations, ${orphans} orphans${same}, ${seconds} s`, ok ? 'green' : 'red'),
  );
  if (process.env.MANDOR_SIMULATE_SPENT !== undefined) for (const life of lives) process.stderr.write(`${JSON.stringify(life.spent)}\n`);
}

const whole =
  (low: number, high: number) =>
  (text: string): number => {
    if (!/^\d{1,10}$/.test(text) || Number(text) < low || Number(text) > high)
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return Number(text);
  };

function size(text: string): Size {
  if (text !== 'S' && text !== 'L') throw new InvalidArgumentError('It is S or L.');
  return text;
}
