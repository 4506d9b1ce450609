// Alerts from the row to the reader: every department and severity over real HTTP and SMTP, and what goes wrong on the way.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { TEXT_MAX } from '../../src/connectors/telegram/client.ts';
import { startInstance } from '../support/instance.ts';
import { until } from '../worker/support/worker.ts';

const DEPARTMENTS = ['OPS', 'CEMES', 'FATAL', 'R&D', 'HRGA', 'BDW'];
const SEVERITIES = ['info', 'warning', 'critical'] as const;
// One group of each kind for each department; FATAL has none of its own and uses the general ones.
const OWN = DEPARTMENTS.filter((d) => d !== 'FATAL');
const LOGS = '-1';
const MAIN = '-2';
const DIRECT = '9';
const MAIL = 'siaga@toko.example';
const groupOf = (department: string, kind: string): string => `-${kind}0${OWN.indexOf(department) + 1}`;

describe('alerts', async () => {
  const instance = await startInstance({ invoicesPerDay: 1, rate: 4000, clock: '2026-02-09T12:00:00+07:00' });
  const { db, sandbox } = instance;
  const { telegram, mailbox } = sandbox;
  const add = (key: string, channel: string, address: string) =>
    db.sql('insert into ops.recipients (key, channel, address) values ($1, $2, $3)', key, channel, address);
  await add('alerts.logs', 'telegram', LOGS);
  await add('alerts.main', 'telegram', MAIN);
  await add('alerts.main', 'email', MAIL);
  await add('alerts.direct', 'telegram', DIRECT);
  await add('alerts.direct', 'email', MAIL);
  for (const department of OWN) {
    await add(`alerts.logs.${department}`, 'telegram', groupOf(department, '1'));
    await add(`alerts.main.${department}`, 'telegram', groupOf(department, '2'));
  }
  await db.sql(`update ops.settings set value = '1000' where key = 'alerts.max_per_person_day'`);
  // A mail a second is Gmail's pace; here more than sixty leave.
  await db.sql(`update ops.rate_keys set min_gap = '1 millisecond' where key = 'google:gmail'`);
  await instance.startWorker();

  const raise = async (severity: string, department: string, title: string, body: string): Promise<string> =>
    (await db.sql(`select ops.alert_raise($1, $2, 'test', $3, $4, $3 || $1 || $2) as id`, severity, department, title, body))[0].id;
  const settled = () =>
    until(
      'all messages to have left',
      async () => (await db.sql(`select not exists (select from ops.outbox o where o.status in ('planned', 'sending')) as ok`))[0].ok,
      30_000,
    );
  beforeEach(() => {
    telegram.clear();
    mailbox.clear();
  });

  it('of each department and severity reach exactly whom the routes name, as they were written', async () => {
    const wanted = new Map<string, string[]>();
    for (const department of DEPARTMENTS)
      for (const severity of SEVERITIES) {
        const title = `${department}/${severity} <b>"x" & =HYPERLINK("http://x")`;
        await raise(severity, department, title, 'Baris satu <script>\nbaris dua');
        const group = (kind: string, general: string) => (OWN.includes(department) ? groupOf(department, kind) : general);
        wanted.set(
          title,
          { info: [group('1', LOGS)], warning: [group('2', MAIN)], critical: [DIRECT, MAIL, group('2', MAIN)] }[severity].sort(),
        );
      }
    await settled();
    const found = new Map<string, string[]>([...wanted.keys()].map((title) => [title, []]));
    for (const post of telegram.posts()) {
      const title = [...wanted.keys()].find((t) => post.text.includes(t)) ?? post.text;
      assert.match(post.text, /Baris satu <script>\nbaris dua/);
      found.get(title)?.push(post.chatId);
    }
    for (const mail of mailbox.list()) {
      const title = [...wanted.keys()].find((t) => mail.parsed.subject?.includes(t)) ?? '';
      found.get(title)?.push(...mail.to);
    }
    for (const [title, to] of found) {
      console.log(`${title.split(' ')[0]?.padEnd(16)} ${to.sort().join(', ')}`);
      assert.deepEqual(to.sort(), wanted.get(title), title);
    }
  });

  it('longer than Telegram takes arrive whole, in parts that say which they are', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `${i + 1}. Artikel <M${i}> & "merah" 👟👟👟👟👟👟👟👟`);
    await raise('warning', 'OPS', 'Stok minus di banyak gudang', lines.join('\n'));
    await settled();
    const posts = [...telegram.posts(groupOf('OPS', '2'))];
    const part = (text: string): number => Number(/\((\d+)\/\d+\)/.exec(text.split('\n')[0] ?? '')?.[1]);
    posts.sort((a, b) => part(a.text) - part(b.text));
    assert.ok(posts.length >= 4 && posts.length <= 10, String(posts.length));
    assert.deepEqual(
      posts.map((p) => part(p.text)),
      posts.map((_, i) => i + 1),
    );
    for (const post of posts) assert.ok(post.text.length <= TEXT_MAX && !post.text.includes('dipotong'));
    const all = posts.flatMap((p) => p.text.split('\n').slice(1));
    assert.deepEqual(
      all.filter((line) => line.includes('Artikel')),
      lines,
    );
  });

  it('follow a group that became a supergroup, with all that is planned for it', async () => {
    telegram.migrate(groupOf('HRGA', '2'), '-1009');
    await raise('warning', 'HRGA', 'Satu', '');
    await raise('warning', 'HRGA', 'Dua', '');
    await settled();
    assert.equal(telegram.posts('-1009').length, 2);
    assert.deepEqual(await db.sql(`select address from ops.recipients where key = 'alerts.main.HRGA'`), [{ address: '-1009' }]);
    await raise('warning', 'HRGA', 'Tiga', '');
    await settled();
    assert.equal(telegram.posts('-1009').length, 3);
  });

  it('wait as long as the vendor asks', async () => {
    telegram.fail('flood', 1, 40);
    await raise('warning', 'BDW', 'Banjir', '');
    const held = await until(
      'the row to wait',
      async () =>
        (
          await db.sql(
            `select o.status, o.next_at > util.now() + interval '30 seconds' as waits from ops.outbox o where o.error is not null and o.status = 'planned'`,
          )
        )[0],
    );
    assert.equal(held.waits, true);
    assert.equal(telegram.posts().length, 0);
    await db.setClock('2026-02-09T12:01:00+07:00');
    await settled();
    assert.equal(telegram.posts(groupOf('BDW', '2')).length, 1);
  });

  it('go by mail when the groups cannot be reached', async () => {
    telegram.block(groupOf('CEMES', '2'));
    for (const n of [1, 2, 3]) await raise('warning', 'CEMES', `Terblokir ${n}`, '');
    await settled();
    await db.sql('select ops.alerts_sweep()');
    await settled();
    const subjects = mailbox.list(MAIL).map((mail) => mail.parsed.subject ?? '');
    for (const n of [1, 2, 3])
      assert.ok(
        subjects.some((s) => s.includes(`Terblokir ${n}`)),
        subjects.join('; '),
      );
  });
});
