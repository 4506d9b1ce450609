// kill -9 at each moment of each task of the human loop: before the request leaves, after it was received, before the outcome is
// committed. All tasks are brought to the moment at once, their worker is killed, and a new one takes over: no decision twice,
// no mail doubled, no timer lost. And without a kill: two workers at each of the tasks at once.
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import type pg from 'pg';
import { makeConnectors } from '../../src/cli/connectors.ts';
import { loadConfig } from '../../src/config.ts';
import { openClient } from '../../src/db/pool.ts';
import { silentLog } from '../../src/log.ts';
import type { TaskContext } from '../../tasks/define.ts';
import emailTask from '../../tasks/deliver/email.ts';
import gmailTask from '../../tasks/intake/gmail.ts';
import imapTask from '../../tasks/intake/imap.ts';
import readTask from '../../tasks/intake/read.ts';
import reviewTask from '../../tasks/review/check.ts';
import { newWorker } from '../db/ops/support/race.ts';
import { startDovecot, whyNoDovecot } from '../support/dovecot.ts';
import { testDatabase } from '../support/harness.ts';
import { startProxy } from '../support/proxy.ts';
import { humanTasks, type Work } from './support/human_tasks.ts';
import { type Line, makeWorld, printTable, until } from './support/kills.ts';

const withoutImap = whyNoDovecot();
if (withoutImap !== undefined) console.log(`intake/imap is left out: ${withoutImap}`);
const dovecot = withoutImap === undefined ? await startDovecot() : undefined;
const imap = dovecot === undefined ? undefined : await startProxy(dovecot.port);
const db = await testDatabase();
const { sandbox, env, start } = await makeWorld(db.url, db.sql, undefined, {
  env: { MAIL_VIA: 'gmail', ...(dovecot && imap ? { IMAP_URL: dovecot.url.replace(`:${dovecot.port}`, `:${imap.port}`) } : {}) },
  concurrency: 12,
});
const { google } = sandbox;
const tasks = humanTasks(db, sandbox, dovecot);
const lines: Line[] = [];
after(() => printTable(lines));

/** Who comes to commit waits for the first, who comes to keep a mail by IMAP for the second. */
const [COMMIT, KEEP] = [4711, 4712];
for (const [name, key, what] of [
  ['wait', COMMIT, 'update of cursor on ops.mailboxes for each row'],
  ['wait', COMMIT, `update on ops.inbound_messages for each row when (new.status = 'read')`],
  ['wait', COMMIT, 'insert on ops.review_results for each row'],
  ['wait', COMMIT, `update on ops.outbox for each row when (new.status = 'confirmed')`],
  ['keep', KEEP, `insert on ops.inbound_messages for each row when (new.source = 'imap')`],
] as const) {
  const body = `begin perform pg_advisory_xact_lock_shared(${key}); return new; end`;
  await db.admin.query(`create or replace function public.tg_${name}() returns trigger language plpgsql as $$ ${body} $$`);
  await db.admin.query(`create trigger ${name} before ${what} execute function public.tg_${name}()`);
}
// What came by IMAP is kept and not read: its sender would be looked for in the DNS.
await db.admin.query(
  `create function public.tg_hold() returns trigger language plpgsql security definer as $$ begin
     if exists (select from ops.inbound_messages m where 'inbound:' || m.id = new.key and m.source = 'imap') then new.run_at := 'infinity'; end if;
     return new;
   end $$`,
);
await db.admin.query('create trigger hold before insert on graphile_worker._private_jobs for each row execute function public.tg_hold()');
await db.sql(`update ops.channels set unknown_min_age = '0'`);
await db.sql(`update ops.settings set value = '1000 days' where key = 'mail.poll_every'`);

const requests = (path: string): number => google.requests().filter((one) => one.path.includes(path)).length;
/** Sessions of workers that wait for a lock. */
const blocked = async (): Promise<number> =>
  Number(
    (
      await db.admin.query(
        `select count(distinct l.pid) as n from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database() and a.usename = 'mandor_worker'`,
      )
    ).rows[0].n,
  );
const READS = 4;
const IMAP = dovecot === undefined ? 0 : 1;

interface Moment {
  readonly name: string;
  /** Mails of request, reminder and question that are there when the workers die. */
  readonly mails: readonly number[];
  arm(work: Work, holder: pg.Client): Promise<{ isReached(): Promise<boolean> | boolean }>;
}
const MOMENTS: readonly Moment[] = [
  {
    name: 'before the request',
    mails: [0, 0, 0],
    async arm(_, holder) {
      const [sent, looked] = [requests('/messages/send'), requests('/history')];
      google.gmail.fail({ kind: 'hang', path: '/messages/send', times: 3 });
      google.gmail.fail({ kind: 'hang', path: '/history' });
      let isHeld = imap === undefined;
      void imap?.hold().then(() => {
        isHeld = true;
      });
      await holder.query('lock table ops.inbound_messages, ops.review_checks in access exclusive mode');
      return {
        isReached: async () =>
          isHeld && requests('/messages/send') === sent + 3 && requests('/history') > looked && (await blocked()) >= READS + 1,
      };
    },
  },
  {
    name: 'after the receipt',
    mails: [1, 1, 1],
    async arm({ gmailIds, inbound, reviewed }, holder) {
      const [third = ''] = gmailIds.slice(2);
      google.gmail.fail({ kind: 'hang_after', path: '/messages/send', times: 3 });
      google.gmail.fail({ kind: 'hang', path: `/messages/${third}` });
      await holder.query('select from ops.inbound_messages where id = any ($1) for update', [inbound]);
      await holder.query('select from ops.work_items where id = $1 for update', [reviewed.id]);
      await holder.query('select pg_advisory_xact_lock($1)', [KEEP]);
      return { isReached: async () => requests(`/messages/${third}`) > 0 && (await blocked()) >= READS + 1 + IMAP };
    },
  },
  {
    name: 'before commit',
    mails: [1, 1, 1],
    async arm(_, holder) {
      await holder.query('select pg_advisory_xact_lock($1)', [COMMIT]);
      return { isReached: async () => (await blocked()) >= READS + 1 + 3 + 1 + IMAP };
    },
  },
];

const TWO = 'two workers at once';
const rounds = new Map<string, Awaited<ReturnType<typeof tasks.ask>>>();
for (const [i, name] of [...MOMENTS.map((moment) => moment.name), TWO].entries()) rounds.set(name, await tasks.ask(8_800 + i));
/** No worker runs outside of a round: what is prepared waits until all of it is ready. */
async function withWorkers(n: number, use: () => Promise<void>): Promise<void> {
  const workers = await Promise.all(Array.from({ length: n }, () => start()));
  await use();
  await Promise.all(workers.map((worker) => worker.kill()));
  // A server that still writes would carry out what it has already; here it dies with its worker.
  await db.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('mandor_worker', 'mandor_queue')`,
  );
  await until('their sessions are gone', async () => (await blocked()) === 0);
}
const intact = async (): Promise<void> => {
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
};

it('people are asked, and both mailboxes were read once', async () => {
  await db.sql(`select ops.mailbox_poll(key) from ops.mailboxes where kind = 'gmail' or $1`, dovecot !== undefined);
  await withWorkers(1, async () => {
    for (const asked of rounds.values()) await tasks.isAsked(asked);
    await until('both were read', async () => (await db.sql(`select from ops.mailboxes where status = 'ok'`)).length === 1 + IMAP);
    await until('all is sent', async () => (await db.sql(`select from ops.outbox where status in ('planned', 'sending')`)).length === 0);
  });
});

for (const { name, mails, arm } of MOMENTS)
  it(`killed ${name}`, async () => {
    const work = await tasks.prepare(rounds.get(name) ?? assert.fail());
    const holder = await openClient(db.url, 'mandor_deploy');
    let at = 0;
    try {
      await holder.query('begin');
      const { isReached } = await arm(work, holder);
      await withWorkers(1, async () => {
        await until(`all tasks are there: ${name}`, isReached);
        assert.deepEqual(await work.mailCounts(), mails);
        at = performance.now();
      });
    } finally {
      google.gmail.heal();
      imap?.release();
      await holder.end();
    }
    await withWorkers(1, async () => {
      for (const { task, state, effects } of await work.check())
        lines.push({ task, moment: name, state, effects, seconds: (performance.now() - at) / 1000 });
    });
    await intact();
  });

it(TWO, async () => {
  const work = await tasks.prepare(rounds.get(TWO) ?? assert.fail());
  const config = loadConfig({ ...env });
  const at = performance.now();
  const context = async (): Promise<TaskContext> => {
    const pool = db.pool('mandor_worker', { max: 12 });
    const connectors = makeConnectors(config, pool);
    return {
      db: pool,
      incarnation: await newWorker(db),
      config,
      connectors,
      log: silentLog,
      signal: new AbortController().signal,
      attempt: 1,
      isLastAttempt: false,
    };
  };
  const both = [await context(), await context()];
  await Promise.all(
    both.flatMap((one) => [
      ...work.inbound.map((id) => readTask.run(id, one)),
      ...Object.values(work.outbox).map(({ id }) => emailTask.run(id, one)),
      reviewTask.run(`${work.reviewed.id}.1`, one),
      gmailTask.run('gmail', one),
      ...(dovecot === undefined ? [] : [imapTask.run('imap', one)]),
    ]),
  );
  await withWorkers(1, async () => {
    for (const { task, state, effects } of await work.check())
      lines.push({ task, moment: TWO, state, effects, seconds: (performance.now() - at) / 1000 });
  });
  await intact();
});
