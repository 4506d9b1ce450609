// A worker is killed at each moment of a look into Gmail's mailbox. Whatever it had done, the next one stores each mail once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { openClient } from '../../src/db/pool.ts';
import { testDatabase } from '../support/harness.ts';
import { type Line, makeWorld, printTable, until } from './support/kills.ts';

const db = await testDatabase();
const sql = (text: string, ...values: unknown[]) => db.sql(text, ...values);
const { sandbox, start } = await makeWorld(db.url, sql);
const { gmail } = sandbox.google;
const lines: Line[] = [];
let number = 0;
const expected: string[] = [];

async function receive(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    number += 1;
    const mail = `From: pic@toko.example\r\nTo: ${gmail.address}\r\nSubject: ${number}\r\nMessage-ID: <${number}@toko.example>\r\n\r\nApprove\r\n`;
    expected.push((await gmail.receive(mail)).id);
  }
}
const stored = async (): Promise<string[]> =>
  (await sql(`select external_id from ops.inbound_messages where source = 'gmail' order by id`)).map((row) => row.external_id as string);
const box = async () => (await sql(`select * from ops.mailboxes where key = 'gmail'`))[0] as Record<string, unknown>;
const requests = (path: string): number => sandbox.google.requests().filter((one) => one.path.includes(path)).length;

/** Each gets a mailbox with four new mails; `reached` resolves when a look has come to the moment, `after` lets go of it. */
const MOMENTS: readonly {
  readonly name: string;
  readonly stored: number;
  arm(): Promise<{ reached(): Promise<unknown>; after(): Promise<void> }>;
}[] = [
  {
    name: 'while the history is asked for',
    stored: 0,
    async arm() {
      const before = requests('/history');
      gmail.fail({ kind: 'hang', path: '/history' });
      return { reached: () => until('the request is there', () => requests('/history') > before), after: async () => gmail.heal() };
    },
  },
  {
    name: 'between two mails',
    stored: 2,
    async arm() {
      const third = expected.at(-2) as string;
      gmail.fail({ kind: 'hang', path: `/messages/${third}` });
      return {
        reached: () => until('the third mail is asked for', () => requests(`/messages/${third}`) > 0),
        after: async () => gmail.heal(),
      };
    },
  },
  {
    name: 'all stored, the cursor not moved',
    stored: 4,
    async arm() {
      const holder = await openClient(db.url, 'mandor_deploy');
      await holder.query('select pg_advisory_lock(4711)');
      return {
        reached: () =>
          until(
            'the cursor is about to move',
            async () =>
              (await db.admin.query(`select 1 from pg_locks where locktype = 'advisory' and objid = 4711 and not granted`)).rowCount === 1,
          ),
        async after() {
          // Its session ends with it: PostgreSQL itself would go on with the statement of a client that is gone.
          await db.admin.query(
            `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted`,
          );
          await holder.end();
        },
      };
    },
  },
];

test('killed at each moment, a look is made up for: each mail once, in order', { timeout: 120_000 }, async () => {
  await db.admin.query(
    `create function public.tg_wait() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4711); return new; end $$`,
  );
  await db.admin.query('create trigger wait before update of cursor on ops.mailboxes for each row execute function public.tg_wait()');
  await db.admin.query(
    `create function public.tg_hold() returns trigger language plpgsql as $$ begin new.run_at := 'infinity'; return new; end $$`,
  );
  await db.admin.query(
    `create trigger hold before insert on graphile_worker._private_jobs for each row when (new.key like 'inbound:%') execute function public.tg_hold()`,
  );
  await sql(`update ops.settings set value = '1000 days' where key = 'mail.poll_every'`);
  let worker = await start();
  await until('the mailbox was read', async () => (await box()).status === 'ok');
  // The sharpest moment always; the others cost a worker's life each.
  for (const { name, stored: had, arm } of loadConfig(process.env).depth > 1 ? MOMENTS : MOMENTS.slice(-1)) {
    await receive(4);
    const moment = await arm();
    await sql(`select ops.mailbox_poll('gmail')`);
    await moment.reached();
    const { cursor } = await box();
    await worker.kill();
    const killed = performance.now();
    assert.deepEqual(await stored(), expected.slice(0, expected.length - 4 + had), name);
    await moment.after();
    assert.equal((await box()).cursor, cursor, `${name}: the cursor has not moved`);
    worker = await start();
    await until('another worker has read it', async () => (await box()).due_since === null);
    assert.deepEqual(await stored(), expected, name);
    lines.push({
      task: 'intake/gmail',
      moment: name,
      state: (await box()).status as string,
      effects: `${had} + ${4 - had} stored`,
      seconds: (performance.now() - killed) / 1000,
    });
  }
  await worker.kill();
  assert.equal((await sql('select external_id from ops.inbound_messages group by 1 having count(*) > 1')).length, 0);
  printTable(lines);
});
