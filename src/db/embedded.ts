// A real PostgreSQL server in a folder of the project: nothing to install, real concurrency, no mock.
//
//   dir/data       the cluster            dir/password   superuser's password, generated once, 0600
//   dir/owner      pid of the process that started the server and will stop it
//   dir/port       the port used last, so that a DBeaver connection stays valid over restarts
//   dir/server.log what the server says
import { closeSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import { checkDataFolder, initialise, makeFolder, openLog, passwordOf, SUPERUSER, tail } from './embedded-files.ts';
import { chooseIdentity, EmbeddedError, findBinDir, type Identity, launch, majorOf } from './embedded-launch.ts';
import { isAlive, isServer, readPidFile } from './embedded-pid.ts';

export { EmbeddedError } from './embedded-launch.ts';

export interface EmbeddedOptions {
  /** Folder of the cluster, made when missing. */
  readonly dir: string;
  /** Asked-for port: an error when it is taken. Without it the last used or the next free one is taken. */
  readonly port?: number;
  /** Database to make when missing; `url` points at it. Default `mandor`. */
  readonly database?: string;
  /** false only for clusters that may be lost (tests). */
  readonly fsync?: boolean;
  /** Server programs of another PostgreSQL, such as /usr/lib/postgresql/15/bin. */
  readonly binDir?: string;
  /** More server settings, such as { max_connections: '50' }. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

export interface Embedded {
  /** Connection string of the superuser for the database asked for. */
  readonly url: string;
  readonly port: number;
  /** The server's process id. */
  readonly pid: number;
  /** Major version of the server's programs. */
  readonly major: number;
  /** false when a live server of another process was found and joined. */
  readonly started: boolean;
  /** Stops the server that this process owns (a joined one of a live process is left alone). */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** kill -9, for tests of recovery. */
  kill(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const DEFAULT_PORT = 54_318;

/**
 * Starts the server of `dir`, making the cluster when there is none, or joins the one that runs there.
 * @throws EmbeddedError with what is wrong and what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? silentLog;
  const dir = resolve(options.dir);
  const data = join(dir, 'data');
  const binDir = findBinDir(options.binDir);
  const major = majorOf(binDir);
  makeFolder(dir);
  checkDataFolder(dir, data, major);
  const id = chooseIdentity(binDir, data, [dir, binDir]);
  const password = await passwordOf(dir);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(dir, data, binDir, major, id, password, options.fsync !== false);
  let joined = await runningServer(data, password);
  // Undefined: another process was a moment faster; then its server is the one.
  const own = joined === undefined ? await startServer(dir, data, binDir, id, options, log) : undefined;
  if (own === undefined) joined ??= await runningServer(data, password);
  const server = own ?? joined;
  if (server === undefined)
    throw new EmbeddedError(
      `The database server of ${data} ended while it was being joined. Try again; its log is ${join(dir, 'server.log')}.`,
    );
  if (own === undefined) log.info({ port: server.port, pid: server.pid }, 'joined the database server that already runs here');
  if (own !== undefined || !ownerIsAlive(dir)) writeFileSync(join(dir, 'owner'), String(process.pid));
  const database = options.database ?? 'mandor';
  await ensureDatabase(urlFor(password, server.port, 'postgres'), database);
  return handle(dir, server, urlFor(password, server.port, database), major, own !== undefined);
}

function handle(dir: string, server: { pid: number; port: number }, url: string, major: number, started: boolean): Embedded {
  const mine = (): boolean => existsSync(join(dir, 'owner')) && readFileSync(join(dir, 'owner'), 'utf8') === String(process.pid);
  const signal = (name: NodeJS.Signals): boolean => {
    try {
      return process.kill(server.pid, name);
    } catch {
      return false;
    }
  };
  const entry: Owned = { interrupt: () => void (mine() && signal('SIGINT')), stop: () => stop() };
  const detach = (): void => forget(entry);
  remember(entry);

  const end = async (name: NodeJS.Signals): Promise<void> => {
    detach();
    signal(name);
    if (!(await gone(server.pid, 30_000)))
      throw new EmbeddedError(`The database server (process ${server.pid}) did not stop within 30 s. See ${join(dir, 'server.log')}.`);
    rmSync(join(dir, 'owner'), { force: true });
  };
  const stop = async (mode: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    if (!mine()) return detach();
    await end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  };
  return { url, port: server.port, pid: server.pid, major, started, stop, kill: () => end('SIGKILL'), [Symbol.asyncDispose]: () => stop() };
}

interface Owned {
  /** Tells the server to stop, without waiting. */
  interrupt(): void;
  stop(): Promise<void>;
}

// Servers must not outlive the process that owns them. One set of listeners for all of them.
const owned = new Set<Owned>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// An exit hook can only send the signal, not wait; the next start waits for the end.
const onExit = (): void => {
  for (const server of owned) server.interrupt();
};

const onSignal = (name: NodeJS.Signals): void => {
  // Somebody else listens too: a worker or a command with its own orderly stop, which still needs the database.
  if (process.listenerCount(name) > 1) return;
  void Promise.allSettled([...owned].map((server) => server.stop())).finally(() => {
    process.removeListener(name, onSignal);
    process.kill(process.pid, name);
  });
};

function remember(server: Owned): void {
  if (owned.size === 0) {
    process.on('exit', onExit);
    for (const name of SIGNALS) process.on(name, onSignal);
  }
  owned.add(server);
}

function forget(server: Owned): void {
  owned.delete(server);
  if (owned.size > 0) return;
  process.removeListener('exit', onExit);
  for (const name of SIGNALS) process.removeListener(name, onSignal);
}

async function startServer(
  dir: string,
  data: string,
  binDir: string,
  id: Identity,
  options: EmbeddedOptions,
  log: Log,
): Promise<{ pid: number; port: number } | undefined> {
  const logFile = join(dir, 'server.log');
  const wish =
    options.port ?? (existsSync(join(dir, 'port')) ? Number(readFileSync(join(dir, 'port'), 'utf8')) || DEFAULT_PORT : DEFAULT_PORT);
  const busy = `Port ${wish} of 127.0.0.1 is taken by another program. Stop it, or give another port.`;
  if (options.port !== undefined && !(await isFree(wish))) throw new EmbeddedError(busy);
  for (let attempt = 0; ; attempt++) {
    const port = attempt === 0 && (await isFree(wish)) ? wish : await freePort();
    const quick =
      options.fsync === false
        ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' }
        : {};
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      timezone: 'UTC',
      log_timezone: 'UTC',
      jit: 'off',
      ...quick,
      ...options.settings,
    };
    const out = openLog(logFile);
    const child = launch(
      id,
      join(binDir, 'postgres'),
      ['-D', data, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      out,
    );
    closeSync(out);
    const state = { ended: false };
    child.once('exit', () => {
      state.ended = true;
    });
    child.once('error', () => {
      state.ended = true;
    });
    child.unref();
    if (await isReady(data, child.pid, state)) {
      writeFileSync(join(dir, 'port'), String(port));
      return { pid: child.pid!, port };
    }
    const said = tail(logFile);
    if (/lock file "postmaster.pid" already exists/.test(said)) return undefined;
    // Seen when a killed server's children are still leaving, or another program took the port after we looked.
    const passing = /shared memory block .* is still in use|Address already in use|could not bind/i.test(said);
    if (/Address already in use|could not bind/i.test(said) && options.port !== undefined) throw new EmbeddedError(busy);
    if (!passing || attempt >= 20) throw new EmbeddedError(`The database server did not start. Its last words (${logFile}):\n${said}`);
    log.warn({ attempt }, 'the database server did not start at once; trying again');
    await sleep(250);
  }
}

async function isReady(data: string, pid: number | undefined, state: { ended: boolean }): Promise<boolean> {
  const deadline = Date.now() + 120_000; // recovery after a crash may read a lot of WAL
  while (Date.now() < deadline && !state.ended) {
    const file = readPidFile(data);
    if (file?.status === 'ready' && file.pid === pid) return true;
    await sleep(10);
  }
  return false;
}

/** The live server of this folder, if any. Waits for one that is just starting or stopping; removes a stale lock. */
async function runningServer(data: string, password: string): Promise<{ pid: number; port: number } | undefined> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const file = readPidFile(data);
    if (file === undefined) return undefined;
    if (!isAlive(file.pid) || !isServer(file.pid)) {
      // The number may meanwhile belong to any program (in a container it is likely); PostgreSQL itself would then refuse.
      rmSync(join(data, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (file.status === 'ready' && (await answers(urlFor(password, file.port, 'postgres'), data)))
      return { pid: file.pid, port: file.port };
    if (Date.now() > deadline)
      throw new EmbeddedError(
        `A database server (process ${file.pid}) holds ${data} but does not answer on port ${file.port}. Stop it (kill -INT ${file.pid}) and try again.`,
      );
    await sleep(100);
  }
}

async function answers(url: string, data: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`)).rows[0]?.dir === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  if (name === 'postgres') return;
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if ((await client.query('select from pg_database where datname = $1', [name])).rowCount === 0) {
      await client.query(`create database ${pg.escapeIdentifier(name)}`).catch((e: { code?: string }) => {
        if (e.code !== '42P04' && e.code !== '23505') throw e; // another process was first
      });
    }
  } finally {
    await client.end();
  }
}

const urlFor = (password: string, port: number, database: string): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

const ownerIsAlive = (dir: string): boolean => existsSync(join(dir, 'owner')) && isAlive(Number(readFileSync(join(dir, 'owner'), 'utf8')));

async function gone(pid: number, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(10)) {
    if (!isAlive(pid) || !isServer(pid)) return true;
  }
  return false;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer().once('error', () => done(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => done(true)));
  });

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
