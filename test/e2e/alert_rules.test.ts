// The rules from the condition to the reader: rows that fulfil them, one run of the minute, the outbox, and what stands in chats
// and mailboxes then. Each once; the next day counts, or is news, as its rule says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClient } from '../../src/db/pool.ts';
import { prepareShops, type Sale, type Shop, storeCompany } from '../db/mart/support/shops.ts';
import type { Session } from '../oracle/database.ts';
import { startInstance } from '../support/instance.ts';
import { until } from '../worker/support/worker.ts';

const DAY = '2026-02-14';
const instance = await startInstance({ invoicesPerDay: 1, rate: 4000, clock: '2026-02-15T08:00:00+07:00' });
const { db, sandbox } = instance;
const { telegram, mailbox } = sandbox;

const shop = (store_code: string, branch: string): Shop => ({
  ...{ store_code, branch, opened_on: null, name: `Toko ${store_code}`, monthly_target: null, closed_on: null },
});
const sale = (store_code: string, total_harga: number): Sale => ({
  ...{ entity: 'DDD', tanggal: DAY, nomor_invoice: `INV-${store_code}`, kode_produk: 'A-1', kuantitas: 1, total_harga },
  ...{ nama_gudang: `GD ${store_code}`, nama_departemen: null },
});
const SHOPS = [shop('S1', 'BALI'), shop('S2', 'RIAU')];
const session = await openClient(db.url, 'mandor_deploy');
await prepareShops(session as Session);
await storeCompany(session as Session, {
  ...{ seed: 0, asOf: DAY, salesFrom: '2025-11-01', orders: [], shops: SHOPS, counts: [] },
  houses: SHOPS.map(({ store_code }) => ({
    ...{ entity: 'DDD', nama_gudang: `GD ${store_code}`, kind: 'STORE' as const, store_code, loose: false, in_cover: true },
  })),
  codes: Array.from({ length: 501 }, (_, i) => ({
    ...{ kode_barang: `A-${i}`, kode: 'A', kode_mix: 'MA', name: 'Artikel', tier: 1, series: null, status: 'ACTIVE' },
  })),
  stock: [
    { entity: 'DDD', kode_barang: 'A-0', nama_gudang: 'GD S1', kuantitas: 1100 },
    ...Array.from({ length: 500 }, (_, i) => ({ entity: 'DDD', kode_barang: `A-${i + 1}`, nama_gudang: 'GD S1', kuantitas: -1 }) as never),
  ],
  sales: [sale('S1', 40_000), sale('S2', 70_000)],
  capacity: [{ store_code: 'S1', max_display: 1000, storage: 1200 }],
  targets: SHOPS.map(({ store_code }) => ({ store_code, month: '2026-02-01', amount: 100_000 })),
});
await session.query(`update portal.store set branch_manager = lower(branch) || '@toko.example'`);
await session.end();
for (const [key, channel, address] of [
  ['alerts.main', 'telegram', '-2'],
  ['alerts.direct', 'telegram', '9'],
  ['alerts.direct', 'email', 'siaga@toko.example'],
  ['alerts.stock', 'email', 'stok.satu@toko.example'],
  ['alerts.stock', 'email', 'stok.dua@toko.example'],
  ['operations.head', 'email', 'kepala@toko.example'],
  ['data.owner', 'email', 'data@toko.example'],
])
  await db.sql('insert into ops.recipients (key, channel, address) values ($1, $2, $3)', key, channel, address);
await db.sql(
  `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at, validation)
   values ('accurate', 'stock', 'api', 'MBB', '${DAY}', '${DAY}', '${DAY}', '${DAY}', 'quarantined', util.now(),
           '[{"check": "rows", "severity": "block", "passed": false, "message": "120 baris, biasanya 3.400"}]')`,
);
await db.sql(`insert into ops.workers (host, pid, died_at) values ('mesin-1', 4711, clock_timestamp())`);
await db.sql(`select ops.credentials_note('{NOTION_TOKEN}')`);
await db.sql(`update ops.credentials set expires_on = '2026-02-17' where name = 'NOTION_TOKEN'`);
// A mail a second is Gmail's pace.
await db.sql(`update ops.rate_keys set min_gap = '1 millisecond' where key = 'google:gmail'`);
await instance.startWorker();

const settled = () =>
  until(
    'all messages to have left',
    async () => (await db.sql(`select not exists (select from ops.outbox o where o.status in ('planned', 'sending')) as ok`))[0]?.ok,
    60_000,
  );
/** Rule and place → the first lines that were read there. */
async function read(): Promise<Map<string, string[]>> {
  await settled();
  const told = new Map<string, string[]>();
  const note = (to: string, text: string): void => {
    const lines = text.trim().split('\n');
    told.set(to, [...(told.get(to) ?? []), `${lines[0]} | ${lines.slice(1).join(' / ')}`]);
  };
  for (const post of telegram.posts()) {
    const [title = '', ...rest] = post.text.split('\n');
    assert.ok(!rest.includes(title), `the title stands there twice: ${post.text}`);
    note(`chat ${post.chatId}`, post.text);
  }
  for (const mail of mailbox.list()) for (const to of mail.to) note(`mail ${to}`, mail.parsed.text ?? '');
  telegram.clear();
  mailbox.clear();
  return told;
}
const RULES: readonly (readonly [rule: string, says: RegExp, to: readonly string[]])[] = [
  ['negative_stock', /Stok minus DDD: 500 baris/, ['chat -2', 'mail stok.dua@toko.example', 'mail stok.satu@toko.example']],
  ['full_floor', /[Ff]ull floor/, ['chat -2', 'mail kepala@toko.example']],
  ['full_box', /[Ff]ull box/, ['chat -2', 'mail kepala@toko.example']],
  ['sales_target', /BALI/, ['chat -2', 'mail bali@toko.example']],
  ['load_blocked', /stock MBB/, ['chat -2', 'chat 9', 'mail data@toko.example', 'mail siaga@toko.example']],
  ['worker_died', /mesin-1/, ['chat -2']],
  ['credential_expiring', /NOTION_TOKEN/, ['chat -2', 'chat 9', 'mail siaga@toko.example']],
];

test('each rule tells exactly whom it should, once; 500 negative balances are one message', async (t) => {
  await db.sql('select ops.alert_rules_run(true)');
  await db.sql('select ops.alert_rules_run(true)');
  const told = await read();
  for (const [rule, says, to] of RULES) {
    const places = [...told].filter(([, texts]) => texts.some((text) => says.test(text)));
    for (const [place, texts] of places) {
      const mine = texts.filter((text) => says.test(text));
      assert.equal(mine.length, 1, `${rule} at ${place}: ${mine.length} messages`);
      t.diagnostic(`${rule.padEnd(20)} → ${place.padEnd(28)} ${mine[0]?.slice(0, 230)}`);
    }
    assert.deepEqual(places.map(([place]) => place).sort(), [...to].sort(), rule);
  }
});

test('the next day: what still holds is counted within its window, and told again when its rule is a daily one', async () => {
  await db.setClock('2026-02-16T08:30:00+07:00');
  // Workers live by the real clock: a day ago for them, too.
  await db.sql(`update ops.workers set died_at = clock_timestamp() - interval '1 day' where died_at is not null`);
  await db.sql('select ops.alert_rules_run(true)');
  const told = [...(await read())].flatMap(([place, texts]) => texts.map((text) => `${place}: ${text}`));
  const again = RULES.filter(([, says]) => told.some((line) => says.test(line))).map(([rule]) => rule);
  assert.deepEqual(again.sort(), ['credential_expiring', 'load_blocked']);
  const [weekly] = await db.sql(
    `select a.hit_count::int as n from ops.alerts a where a.dedupe_key like 'rule:sales_target:BALI%' and a.is_current`,
  );
  assert.ok((weekly?.n as number) >= 2, 'the same is counted');
});
