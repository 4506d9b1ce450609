import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '../../src/db/embedded.ts';
import { hydrateLinks } from '../../src/db/embedded-launch.ts';
import { openClient } from '../../src/db/pool.ts';

const EMBEDDED = join(import.meta.dirname, '..', '..', 'src', 'db', 'embedded.ts');
const PG15 = '/usr/lib/postgresql/15/bin';
const running: Embedded[] = [];
const folders: string[] = [];

after(async () => {
  for (const server of running) await server.stop('immediate').catch(() => undefined);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(parent = tmpdir()): string {
  const made = mkdtempSync(join(parent, 'mandor-pg-'));
  chmodSync(made, 0o755);
  folders.push(made);
  return join(made, 'pg');
}

async function start(options: EmbeddedOptions): Promise<Embedded> {
  const server = await startEmbedded({ fsync: false, ...options });
  running.push(server);
  return server;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = await openClient(url);
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Waits for a condition of the outside world; a test never sleeps for luck. */
async function until(what: string, condition: () => boolean, ms = 20_000): Promise<void> {
  for (const deadline = Date.now() + ms; !condition(); await sleep(20)) assert.ok(Date.now() < deadline, `waited for: ${what}`);
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

test('missing links of the libraries are made at run time, as no install script runs', () => {
  const root = mkdtempSync(join(tmpdir(), 'mandor-links-'));
  folders.push(root);
  mkdirSync(join(root, 'native', 'lib'), { recursive: true });
  writeFileSync(join(root, 'native', 'lib', 'libx.so.6.1'), 'library');
  writeFileSync(
    join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libx.so.6.1', target: 'native/lib/libx.so.6' }]),
  );
  for (let i = 0; i < 2; i++) {
    hydrateLinks(root);
    assert.equal(readFileSync(join(root, 'native', 'lib', 'libx.so.6'), 'utf8'), 'library');
  }
});

describe('embedded server', { concurrency: false }, () => {
  test('starts, keeps its data, port and password over a restart, and shows itself to this machine only', async () => {
    const dir = folder();
    const first = await start({ dir });
    await query(first.url, 'create table kept as select 42 as n');
    const [settings] = await query(
      first.url,
      `select current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
              (select count(*)::int from pg_hba_file_rules where auth_method <> 'scram-sha-256') as open_ways, current_setting('TimeZone') as zone,
              (select datcollate from pg_database where datname = current_database()) as collate, current_setting('server_encoding') as encoding`,
    );
    assert.deepEqual(settings, { listen: '127.0.0.1', sockets: '', open_ways: 0, zone: 'UTC', collate: 'C', encoding: 'UTF8' });
    assert.equal(statSync(join(dir, 'password')).mode & 0o777, 0o600);
    await first.stop();
    assert.equal(alive(first.pid), false);
    const second = await start({ dir });
    assert.equal(second.url, first.url);
    assert.deepEqual(await query(second.url, 'select n from kept'), [{ n: 42 }]);
    await second.stop();
  });

  test('a second start in the same folder joins the running server, and leaves it running when it ends', async () => {
    const dir = folder();
    const first = await start({ dir });
    const script = `const { startEmbedded } = await import(${JSON.stringify(EMBEDDED)});
      const s = await startEmbedded({ dir: ${JSON.stringify(dir)} }); process.stdout.write(JSON.stringify([s.url, s.pid, s.started])); await s.stop();`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    assert.equal(await new Promise((done) => child.once('exit', done)), 0);
    assert.deepEqual(JSON.parse(said), [first.url, first.pid, false]);
    assert.deepEqual(await query(first.url, 'select 1 as n'), [{ n: 1 }]);
    await first.stop();
  });

  test('two first starts at once end with one server', async () => {
    const dir = folder();
    const [a, b] = await Promise.all([start({ dir }), start({ dir })]);
    assert.equal(a.pid, b.pid);
    assert.equal(a.url, b.url);
    await a.stop();
  });

  test('kill -9 of the server loses nothing that was committed', async () => {
    const dir = folder();
    const first = await start({ dir, fsync: true });
    await query(first.url, 'create table kept as select generate_series(1, 1000) as n');
    await first.kill();
    assert.ok(existsSync(join(dir, 'data', 'postmaster.pid')));
    const second = await start({ dir, fsync: true });
    assert.deepEqual(await query(second.url, 'select count(*)::int as n from kept'), [{ n: 1000 }]);
    await second.stop();
  });

  test('kill -9 of the process that started it: the next one takes the running server over and stops it', async () => {
    const dir = folder();
    const script = `const { startEmbedded } = await import(${JSON.stringify(EMBEDDED)});
      const s = await startEmbedded({ dir: ${JSON.stringify(dir)}, fsync: false }); process.stdout.write(String(s.pid)); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let pid = 0;
    child.stdout.on('data', (chunk) => {
      pid = Number(String(chunk));
    });
    await until('the server of the child', () => pid > 0);
    child.kill('SIGKILL');
    await new Promise((done) => child.once('exit', done));
    assert.ok(alive(pid));
    const next = await start({ dir });
    assert.deepEqual([next.pid, next.started], [pid, false]);
    await next.stop();
    assert.equal(alive(pid), false);
  });

  test('SIGTERM of the process that started it stops the server cleanly', async () => {
    const dir = folder();
    const script = `const { startEmbedded } = await import(${JSON.stringify(EMBEDDED)});
      const s = await startEmbedded({ dir: ${JSON.stringify(dir)}, fsync: false }); process.stdout.write(String(s.pid)); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let pid = 0;
    child.stdout.on('data', (chunk) => {
      pid = Number(String(chunk));
    });
    await until('the server of the child', () => pid > 0);
    child.kill('SIGTERM');
    await new Promise((done) => child.once('exit', done));
    await until('the end of the server', () => !alive(pid));
    assert.equal(existsSync(join(dir, 'data', 'postmaster.pid')), false);
    assert.match(readFileSync(join(dir, 'server.log'), 'utf8'), /database system is shut down/);
  });

  test('SIGTERM of a process with two servers stops both', async () => {
    const dirs = [folder(), folder()];
    const script = `const { startEmbedded } = await import(${JSON.stringify(EMBEDDED)});
      for (const dir of ${JSON.stringify(dirs)}) console.log((await startEmbedded({ dir, fsync: false })).pid); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    await until('both servers of the child', () => said.trim().split('\n').length === 2 && said.endsWith('\n'));
    child.kill('SIGTERM');
    await new Promise((done) => child.once('exit', done));
    assert.deepEqual(
      said
        .trim()
        .split('\n')
        .map((pid) => alive(Number(pid))),
      [false, false],
    );
  });

  test('a lock file that names some other living process is stale and is passed over', async () => {
    const dir = folder();
    const first = await start({ dir });
    const lock = readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8');
    await first.stop();
    const file = join(dir, 'data', 'postmaster.pid');
    // In a container numbers come back soon: here it is ours, which is alive and no database server.
    writeFileSync(file, lock.replace(/^\d+/, String(process.pid)), { mode: 0o600 });
    const { uid, gid } = statSync(join(dir, 'data'));
    if (process.getuid?.() === 0) chownSync(file, uid, gid);
    const second = await start({ dir });
    assert.equal(second.started, true);
    await second.stop();
  });

  test('a taken port: another one is used by default, and it is an error when it was asked for', async () => {
    const dir = folder();
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as { port: number };
    try {
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, 'port'), String(port));
      await assert.rejects(start({ dir, port }), { name: 'EmbeddedError', message: new RegExp(`Port ${port} .* taken`) });
      const server = await start({ dir });
      assert.notEqual(server.port, port);
      await server.stop();
    } finally {
      taken.close();
    }
  });

  test('a data folder of another major version: one message with the way out, and nothing is touched', async () => {
    const dir = folder();
    const first = await start({ dir });
    await first.stop();
    const file = join(dir, 'data', 'PG_VERSION');
    const before = statSync(join(dir, 'data')).mtimeMs;
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '13\n');
    await assert.rejects(start({ dir }), (e: Error) => {
      assert.equal(e.name, 'EmbeddedError');
      assert.match(e.message, /PostgreSQL 13/);
      assert.match(e.message, /Nothing was changed/);
      assert.ok(e.message.includes(`mv ${dir} ${dir}-13`));
      return true;
    });
    assert.equal(statSync(join(dir, 'data')).mtimeMs, before);
    writeFileSync(file, version);
    const again = await start({ dir });
    await again.stop();
  });

  test('as root in a folder that only root may enter', { skip: process.getuid?.() !== 0 && 'only root has such folders' }, async () => {
    const closed = mkdtempSync(join(tmpdir(), 'mandor-closed-'));
    folders.push(closed);
    assert.equal(statSync(closed).mode & 0o777, 0o700);
    const server = await start({ dir: join(closed, 'pg') });
    assert.deepEqual(await query(server.url, 'select 1 as n'), [{ n: 1 }]);
    assert.notEqual(statSync(join(closed, 'pg', 'data')).uid, 0);
    await server.stop();
  });

  test('the same function runs the programs of PostgreSQL 15', { skip: !existsSync(PG15) && 'not installed' }, async () => {
    const dir = folder();
    const server = await start({ dir, binDir: PG15 });
    assert.equal(server.major, 15);
    const [row] = await query(server.url, `select current_setting('server_version_num')::int / 10000 as major, 'a' < 'B' as natural_order`);
    assert.deepEqual(row, { major: 15, natural_order: false });
    await server.stop();
    await assert.rejects(start({ dir }), { name: 'EmbeddedError', message: /PostgreSQL 15/ });
  });
});
