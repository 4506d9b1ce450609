// `mandor worker` with a machine of the sandbox: found, restarted, verified by real processes. And killed with -9 in the very
// moment in which the machine has restarted and its answer has not left: the next worker looks before it does anything.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startMachines } from '../../src/sandbox/ssh.ts';
import { emptyFolder } from '../support/cli.ts';
import { ROOT, testDatabase } from '../support/harness.ts';
import { until } from '../worker/support/worker.ts';

const box = await startMachines(1);
const children: ChildProcess[] = [];
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await box.stop();
});
const [machine] = box.machines as [(typeof box.machines)[number]];
const db = await testDatabase();
await db.setClock('2026-02-09T07:00:00+07:00');
await db.sql(`update ops.job_definitions set is_enabled = key = 'overseer.watch'`);
await db.sql(`update ops.settings set value = '3 seconds' where key = 'worker.silent_after'`);
await db.sql(`update ops.settings set value = '500 milliseconds' where key = 'worker.beat_every'`);
await db.sql(
  'insert into ops.machines (key, title, host, port, login, host_keys) values ($1, $1, $2, $3, $4, $5)',
  machine.name,
  machine.host,
  machine.port,
  machine.user,
  machine.hostKeys,
);

function startWorker(): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'worker'], {
    cwd: emptyFolder(),
    env: { PATH, HOME, DATABASE_URL: db.url, SSH_KEY_FILE: machine.userKeyFile, MANDOR_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  return child;
}

test('killed between the restart and its receipt: the next worker asks for health and restarts nothing', async () => {
  const child = startWorker();
  await machine.kill('gateway');
  // The gateway counts its restarts; in that moment the worker dies.
  const { gateway } = machine.state;
  let count = 0;
  Object.defineProperty(gateway, 'restarts', {
    configurable: true,
    get: () => count,
    set(value: number) {
      count = value;
      child.kill('SIGKILL');
    },
  });
  await db.sql(`select ops.occurrence_open('overseer.watch', '2026-02-09')`);
  await until('the restart', async () => count === 1, 60_000);
  startWorker();
  const lost = await until(
    'the lost step',
    async () => (await db.sql(`select verdict from ops.incident_steps where step = 'restart' and status = 'lost'`))[0],
    60_000,
  );
  assert.equal(lost.verdict, 'unknown');
  // The rule says how long after it health is asked.
  await until('the wait', async () => (await db.sql(`select id from ops.incidents where status = 'recovering' and phase = 'diagnose'`))[0]);
  await db.setClock('2026-02-09T07:01:00+07:00');
  const closed = await until('its end', async () => (await db.sql(`select * from ops.incidents where status = 'closed'`))[0], 60_000);
  assert.equal(closed.restart_count, 1);
  assert.equal(count, 1);
  assert.deepEqual(
    (await db.sql(`select step || ' ' || verdict as text from ops.incident_steps order by id`)).map((r) => r.text),
    ['health dead', 'restart unknown', 'health ok', 'schedule ok'],
  );
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});
