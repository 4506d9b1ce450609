// The token of one company is pasted where another's belongs. Its books look like books: only their owner is wrong.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadReference } from '../../src/cli/demo/company.ts';
import { startWorker, type Worker } from '../../src/cli/start-worker.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { booksOf, coreOf, differences } from '../support/books.ts';
import { startInstance } from '../support/instance.ts';

const DAY = '2026-02-07';
const KEYS = ['sales.ddd', 'stock.ddd', 'sales.mbb', 'stock.mbb'] as const;

describe('a token that opens another company’s books', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-other-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const instance = await startInstance({
    seed: 4,
    size: 'S',
    endDate: DAY,
    rate: 4000,
    clock: '2026-02-08T06:00:00+07:00',
    invoicesPerDay: 30,
  });
  const { db, sandbox } = instance;
  await loadReference(db.deployPool, sandbox, dir);
  let worker: Worker | undefined;
  after(() => worker?.stop());

  /** A worker whose DDD is read with the credentials of `owner`. */
  async function workWith(owner: 'DDD' | 'MBB' | 'UBB'): Promise<void> {
    await worker?.stop();
    const env = {
      ...sandbox.env,
      ACCURATE_API_TOKEN_DDD: sandbox.tokens[owner],
      ACCURATE_SIGNATURE_SECRET_DDD: sandbox.secrets[owner],
    };
    worker = await startWorker({ url: db.url, config: loadConfig(env), log: silentLog });
  }
  const run = async (keys: readonly string[] = KEYS): Promise<Record<string, string>> => {
    const states = await instance.finish(await instance.ask(keys, DAY));
    return Object.fromEntries(keys.map((key, i) => [key, states[i] as string]));
  };
  const lastError = async (key: string) =>
    (
      await db.sql(
        `select o.error ->> 'code' as code, o.error ->> 'message' as message, o.error ->> 'hint' as hint
           from ops.occurrences o where o.definition_key = $1 order by o.id desc limit 1`,
        key,
      )
    )[0];

  it('is refused when the books are known as another’s, even at the first pull; the others’ pulls go on', async () => {
    await workWith('MBB');
    // MBB first, so that its books are known; DDD has never been read.
    assert.deepEqual(await run(['sales.mbb']), { 'sales.mbb': 'done' });
    assert.deepEqual(await run(), { 'sales.ddd': 'failed', 'stock.ddd': 'failed', 'sales.mbb': 'done', 'stock.mbb': 'done' });
    const error = await lastError('stock.ddd');
    assert.equal(error.code, 'accurate.other_database');
    assert.match(
      error.message,
      /Token DDD membuka data usaha \d+ PT MBB \(sandbox\), yang sudah tercatat untuk MBB\. Tidak ada data yang diambil\./,
    );
    assert.match(error.hint, /Pasang token DDD yang benar/);
    const [left] = await db.sql(
      `select (select count(*) from raw.staging_sales)::int + (select count(*) from raw.staging_stock)::int as staged,
              (select count(*) from raw.sales_documents d join raw.load_history h using (load_id) where h.entity = 'DDD')::int as documents,
              (select array_agg(distinct h.status) from raw.load_history h where h.entity = 'DDD') as states`,
    );
    assert.deepEqual(left, { staged: 0, documents: 0, states: ['failed'] });
    assert.equal(sandbox.accessLog.count({ path: 'item/detail.do', entity: 'DDD' }), 0);
  });

  it('with the right one the books are pulled and remembered; with a wrong one later, of a company never read before, it is refused', async () => {
    await workWith('DDD');
    assert.deepEqual(await run(['sales.ddd', 'stock.ddd']), { 'sales.ddd': 'done', 'stock.ddd': 'done' });
    assert.deepEqual(differences(booksOf(sandbox.control, '2026-02-01', DAY, ['DDD', 'MBB']), await coreOf(db)), []);
    await workWith('UBB');
    assert.deepEqual(await run(['sales.ddd']), { 'sales.ddd': 'failed' });
    assert.match((await lastError('sales.ddd')).message, /UBB \(sandbox\), padahal DDD selama ini dibaca dari \d+ PT DDD \(sandbox\)/);
    assert.deepEqual(differences(booksOf(sandbox.control, '2026-02-01', DAY, ['DDD', 'MBB']), await coreOf(db)), [], 'core is as it was');
  });

  it('an analyst lets an entity move by deleting its row; who did it is kept', async () => {
    await db.as('mandor_analyst', (c) => c.query(`delete from raw.source_databases where entity = 'DDD'`));
    assert.deepEqual(await run(['stock.ddd']), { 'stock.ddd': 'done' });
    const [row] = await db.sql(`select s.alias from raw.source_databases s where s.entity = 'DDD'`);
    assert.match(row.alias, /UBB/);
    const history = await db.sql(
      `select h.action, h.changed_by from ops.settings_history h where h.table_name = 'raw.source_databases' and h.row_key = 'DDD' order by h.id`,
    );
    assert.deepEqual(history, [
      { action: 'INSERT', changed_by: 'mandor_worker' },
      { action: 'DELETE', changed_by: 'mandor_analyst' },
      { action: 'INSERT', changed_by: 'mandor_worker' },
    ]);
    await assert.rejects(
      db.as('mandor_analyst', (c) => c.query(`update raw.source_databases set database_id = 1`)),
      { code: '42501' },
    );
  });
});
