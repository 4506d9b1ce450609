// What the tests of kills share: an instance whose vendors stand behind proxies, and workers as real processes.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { startProxy, type TcpProxy } from '../../support/proxy.ts';
import { ROOT } from '../../support/template.ts';

export interface World {
  readonly sql: (text: string, ...values: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly sandbox: Sandbox;
  readonly day: string;
  readonly smtp: TcpProxy;
  readonly telegram: TcpProxy;
  readonly accurate: TcpProxy;
  /** What the workers' environment is, without the database. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a worker process; killed with the file's end. */
  start(databaseUrl?: string): Promise<WorkerProcess>;
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly exit: Promise<[number | null, NodeJS.Signals | null]>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Shorter than in life, so that a death is noticed within a second or two. */
const QUICK: Readonly<Record<string, string>> = {
  'worker.beat_every': '250 milliseconds',
  'worker.silent_after': '1500 milliseconds',
  'dispatcher.every': '200 milliseconds',
};

/** @param more environment of the workers, over what stands here */
export async function makeWorld(
  url: string,
  sql: World['sql'],
  settings: Readonly<Record<string, string>> = QUICK,
  more: { readonly env?: Readonly<Record<string, string>>; readonly concurrency?: number } = {},
): Promise<World> {
  const sandbox = await startSandbox({ seed: 3, size: 'S', invoicesPerDay: 20, rate: 4000 });
  after(() => sandbox.stop());
  // The clock runs. What is scheduled by day must not mix with what the test asks for.
  await sql('update ops.job_definitions set cron = null');
  await sql(`update ops.job_definitions set needs = '{}' where key = 'report.control_stock'`);
  await sql(`update ops.rate_keys set min_gap = '1 millisecond'`);
  await sql(`update raw.load_checks set severity = 'note' where check_name = 'unmapped_share'`);
  await sql(`update ops.channels set unknown_min_age = '300 milliseconds'`);
  // The proxies hold whatever comes first, and that must be the message, not a request for updates.
  await sql(`update ops.settings set value = '0' where key = 'telegram.poll_seconds'`);
  for (const [key, value] of Object.entries(settings)) await sql('update ops.settings set value = $2 where key = $1', key, value);
  const portOf = (address: string): number => Number(new URL(address).port);
  const smtp = await startProxy(portOf(sandbox.smtpUrl));
  const telegram = await startProxy(portOf(sandbox.telegram.url));
  const accurate = await startProxy(portOf(sandbox.accountUrl));
  const cwd = mkdtempSync(join(tmpdir(), 'mandor-kills-'));
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
    }
    rmSync(cwd, { recursive: true, force: true });
  });
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH,
    HOME,
    ...sandbox.env,
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    MAIL_VIA: 'smtp',
    TELEGRAM_API_ROOT: `http://127.0.0.1:${telegram.port}`,
    ACCURATE_ACCOUNT_URL: `http://127.0.0.1:${accurate.port}`,
    MANDOR_LOG_LEVEL: 'info',
    ...more.env,
  };
  return {
    sql,
    sandbox,
    day: sandbox.control.date('DDD'),
    smtp,
    telegram,
    accurate,
    env,
    async start(databaseUrl = url) {
      const child = spawn(process.execPath, [join(ROOT, 'src/cli/mandor.js'), 'worker', '--concurrency', String(more.concurrency ?? 4)], {
        cwd,
        env: { ...env, DATABASE_URL: databaseUrl },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      children.push(child);
      const exit = once(child, 'exit') as WorkerProcess['exit'];
      let said = '';
      await new Promise<void>((resolve, reject) => {
        child.stderr?.setEncoding('utf8').on('data', (text: string) => {
          if (process.env.MANDOR_TEST_SHOW !== undefined) process.stderr.write(text);
          said = (said + text).slice(-4000);
          if (said.includes('worker is ready')) resolve();
        });
        void exit.then(([code]) => reject(new Error(`the worker ended with ${code} before it was ready:\n${said}`)));
      });
      return {
        child,
        exit,
        async kill(signal = 'SIGKILL') {
          child.kill(signal);
          await exit;
        },
      };
    },
  };
}

/** Polls until `look` answers something; fails after the deadline. */
export async function until<T>(what: string, look: () => Promise<T | false | undefined> | T | false | undefined, ms = 30_000): Promise<T> {
  for (const deadline = Date.now() + ms; ; await sleep(20)) {
    const found = await look();
    if (found !== false && found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited ${ms / 1000} s in vain until ${what}`);
  }
}

export interface Line {
  readonly task: string;
  readonly moment: string;
  readonly state: string;
  readonly effects: string;
  readonly seconds: number;
}

export function printTable(lines: readonly Line[]): void {
  const head = ['task', 'moment', 'final state', 'effects at the vendor', 's'];
  const rows = lines.map((line) => [line.task, line.moment, line.state, line.effects, line.seconds.toFixed(1)]);
  const width = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] as string).length)));
  const text = (row: readonly string[]): string =>
    row
      .map((cell, i) => cell.padEnd(width[i] as number))
      .join('  ')
      .trimEnd();
  console.log([text(head), text(width.map((w) => '─'.repeat(w))), ...rows.map(text)].join('\n'));
}
