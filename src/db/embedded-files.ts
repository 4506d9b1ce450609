// The folder of an embedded cluster: what is in it, who made it, and how it comes to be.
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError, type Identity, launch } from './embedded-launch.ts';

/** The only superuser of an embedded cluster. */
export const SUPERUSER = 'postgres';
const LOG_LIMIT = 10_000_000;

/** Opens the server's log for appending; an old one that has grown too long is emptied. */
export function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) truncateSync(file);
  return openSync(file, 'a', 0o600);
}

/** The last lines of a log, for an error message. */
export const tail = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-12).join('\n') : '(nothing)';

/** Makes the cluster's folder, open to the user of the server. */
export function makeFolder(dir: string): void {
  try {
    const first = mkdirSync(dir, { recursive: true });
    // Made under a strict umask (077) the server's user could not enter it. The cluster itself is 0700 anyway.
    if (first !== undefined) for (let at = dir; at.length >= first.length; at = resolve(at, '..')) chmodSync(at, 0o755);
  } catch (e) {
    throw new EmbeddedError(`The database folder ${dir} cannot be made (${(e as Error).message}). Make it writable, or set DATABASE_URL.`);
  }
}

/** Refuses a cluster that these programs cannot read. */
export function checkDataFolder(dir: string, data: string, major: number): void {
  let found: string;
  try {
    found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new EmbeddedError(
      `The data folder ${data} belongs to another user (${(e as Error).message}). Run as that user or as root, or move ${dir} away to begin anew.`,
    );
  }
  if (Number(found) === major) return;
  throw new EmbeddedError(
    `The data folder ${data} was made by PostgreSQL ${found}; this installation brings PostgreSQL ${major}, which cannot read it. Nothing was changed. ` +
      `To begin anew: mv ${dir} ${dir}-${found}. To keep the data: start it with the programs of PostgreSQL ${found}, write it out with pg_dumpall ${found}, ` +
      `move the folder as above, start again and read the dump in with psql. Or set DATABASE_URL to a PostgreSQL ${found} server of your own.`,
  );
}

/** The superuser's password, made when there is none. */
export async function passwordOf(dir: string): Promise<string> {
  const file = join(dir, 'password');
  for (let attempt = 0; ; attempt++) {
    try {
      const text = readFileSync(file, 'utf8').trim();
      if (text !== '') return text;
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'ENOENT')
        throw new EmbeddedError(
          `The password of the embedded database (${file}) cannot be read (${(e as Error).message}). Run as the user who made it, or as root.`,
        );
    }
    try {
      // "wx": of two first starts at once, one writes and the other reads what it wrote.
      writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 100)
        throw new EmbeddedError(
          `The password file ${file} cannot be written (${(e as Error).message}). Free some space or make the folder writable.`,
        );
      await sleep(20);
    }
  }
}

/** Makes the cluster; harmless when another process is doing the same. */
export async function initialise(
  dir: string,
  data: string,
  binDir: string,
  major: number,
  id: Identity,
  password: string,
  sync: boolean,
): Promise<void> {
  const mark = randomBytes(6).toString('hex');
  // Into a folder of another name first: a start that was killed half-way leaves no half cluster behind.
  const fresh = join(dir, `data.new-${mark}`);
  const pwfile = join(dir, `.pw-${mark}`);
  const logFile = join(dir, `initdb-${mark}.log`);
  const out = openSync(logFile, 'w');
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { mode: 0o700 });
    writeFileSync(pwfile, password, { mode: 0o600 });
    if (id.uid !== undefined && id.gid !== undefined) for (const path of [fresh, pwfile]) chownSync(path, id.uid, id.gid);
    // Code point order everywhere and no dependence on the machine's locales; 17 and later bring the rules of C.UTF-8 themselves.
    const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
    const args = [
      '-D',
      fresh,
      '-U',
      SUPERUSER,
      '--pwfile',
      pwfile,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-instructions',
      ...locale,
      ...(sync ? [] : ['--no-sync']),
    ];
    const child = launch(id, join(binDir, 'initdb'), args, out);
    const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('exit', done));
    if (code !== 0) throw new EmbeddedError(`The database folder ${data} could not be made:\n${tail(logFile)}`);
    try {
      renameSync(fresh, data);
    } catch (e) {
      if (!existsSync(join(data, 'PG_VERSION'))) throw e; // another process was first; its cluster has the same password
    }
  } finally {
    closeSync(out);
    rmSync(pwfile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
    rmSync(logFile, { force: true });
  }
}
