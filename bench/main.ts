// `npm run bench [-- --quick | --full] [-- --runs N] [-- deploy start events copy control-stock cross_check pull memory]`
// Prints every figure beside its baseline of the same run and its target, and writes bench/results/latest.json.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { paint, table } from '../src/cli/output.ts';
import { controlStockBench } from './control_stock.ts';
import { copyBench } from './copy.ts';
import { crossCheckBench } from './cross_check.ts';
import { deployBench } from './deploy.ts';
import { eventsBench } from './events.ts';
import { memoryBench } from './memory.ts';
import { pullBench } from './pull.ts';
import { startBench } from './start.ts';
import { type Bench, type BenchResult, type Figure, median, valueText } from './support/figure.ts';
import { benchServer, ROOT, stopServers } from './support/server.ts';

const BENCHES: readonly Bench[] = [
  deployBench,
  startBench,
  eventsBench,
  copyBench,
  controlStockBench,
  crossCheckBench,
  pullBench,
  memoryBench,
];

function readArguments(): { benches: readonly Bench[]; runs: number; isFull: boolean; isQuick: boolean; file: string } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      runs: { type: 'string' },
      out: { type: 'string', default: join(ROOT, 'bench', 'results', 'latest.json') },
    },
  });
  const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.key === name));
  if (unknown.length > 0)
    throw new Error(`No benchmark is called ${unknown.join(', ')}. There are: ${BENCHES.map((b) => b.key).join(', ')}.`);
  const runs = Number(values.runs ?? (values.quick ? 2 : 5));
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs} is not a whole number above 0.`);
  const benches = positionals.length === 0 ? BENCHES : BENCHES.filter((bench) => positionals.includes(bench.key));
  return { benches, runs, isFull: values.full, isQuick: values.quick, file: values.out };
}

async function conditions(): Promise<Record<string, unknown>> {
  await using server = await benchServer();
  const commit = (() => {
    try {
      return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch {
      return null; // an unpacked archive
    }
  })();
  return {
    date: new Date().toISOString(),
    commit,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memory_gb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    postgresql: server.version,
    fsync: 'on',
    load_average_before: loadavg()[0],
  };
}

const judged = (figure: Figure): boolean => figure.target.isMet(median(figure.runs));

function figuresTable(figures: readonly Figure[]): string {
  return table(
    ['', 'what', 'baseline (median)', 'runs', 'min', 'median', 'max', 'target'],
    figures.map((f) => [
      judged(f) ? paint('✔', 'green') : paint('✘', 'red'),
      f.note === undefined ? f.what : `${f.what} [${f.note}]`,
      `${valueText(median(f.baseline.runs), f.baseline.unit)}: ${f.baseline.what}`,
      f.runs.length,
      valueText(Math.min(...f.runs), f.unit),
      valueText(median(f.runs), f.unit),
      valueText(Math.max(...f.runs), f.unit),
      f.target.text,
    ]),
  );
}

const rounded = (runs: readonly number[]): number[] => runs.map((value) => Number(value.toPrecision(5)));

function figureJson(figure: Figure): object {
  const spread = (runs: readonly number[]) => ({
    runs: rounded(runs),
    min: rounded([Math.min(...runs)])[0],
    median: rounded([median(runs)])[0],
    max: rounded([Math.max(...runs)])[0],
  });
  const { key, what, unit, baseline, target, note } = figure;
  return {
    key,
    what,
    unit,
    ...spread(figure.runs),
    baseline: { what: baseline.what, unit: baseline.unit, ...spread(baseline.runs) },
    target: target.text,
    met: judged(figure),
    ...(note === undefined ? {} : { note }),
  };
}

async function main(): Promise<void> {
  const { benches, runs, isFull, isQuick, file } = readArguments();
  const started = performance.now();
  const facts = await conditions();
  process.stdout.write(
    `${Object.entries(facts)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · ')}\n`,
  );
  const results: (BenchResult & { key: string })[] = [];
  for (const bench of benches) {
    process.stdout.write(`\n${paint(bench.title, 'bold')}\n`);
    const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
    const result = await bench.run({ runs, isFull, isQuick, say });
    results.push({ key: bench.key, ...result });
    for (const line of result.details ?? []) say(line);
  }
  const figures = results.flatMap((result) => result.figures);
  const seconds = (performance.now() - started) / 1000;
  const document = {
    conditions: {
      ...facts,
      load_average_after: loadavg()[0],
      mode: isFull ? 'full' : isQuick ? 'quick' : 'normal',
      seconds: Math.round(seconds),
    },
    figures: figures.map(figureJson),
    details: Object.fromEntries(results.filter((r) => r.details !== undefined).map((r) => [r.key, r.details])),
  };
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  const missed = figures.filter((figure) => !judged(figure)).length;
  process.stdout.write(
    `\n${figuresTable(figures)}\n\n${figures.length - missed} of ${figures.length} targets met in ${seconds.toFixed(0)} s; written to ${file}\n`,
  );
  if (missed > 0) process.exitCode = 1;
}

// Broken off: the servers are stopped in order; programs are killed when the process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stopServers().finally(() => process.exit(130)));
await main().catch((error: Error) => {
  process.stderr.write(`The benchmark ended early: ${error.message}\n`);
  process.exitCode = 2;
});
