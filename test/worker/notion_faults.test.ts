// Faults that only Notion has, beside those of all vendors (test/e2e/vendor_faults.expected.md), a page in the trash, and a day
// without Notion.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { NotionFault } from '../../src/sandbox/index.ts';
import { type Item, makeItem } from '../db/ops/support/item.ts';
import { testDatabase } from '../support/harness.ts';
import { reviewByHand } from '../support/review.ts';
import { notionDesk } from './support/notion.ts';
import { startWorker } from './support/worker.ts';

const db = await testDatabase();
await reviewByHand(db);
const { box, connectors, quiet, later, rows, alerts } = await notionDesk(db, 3_000);
const tasks = box.databases.tasks;
const worker = await startWorker(db, { connectors });
after(() => worker.stop());

interface Case {
  readonly name: string;
  readonly fault: NotionFault;
  /** Until the row is due again. */
  readonly wait: number;
  readonly row: string;
  readonly pages: number;
  readonly alert: string;
}
const create = { method: 'POST', path: '/v1/pages' } as const;
const CASES: readonly Case[] = [
  { name: '500 after the write', fault: { kind: 'http', ...create, afterWrite: true }, wait: 31, row: 'unknown', pages: 1, alert: '-' },
  { name: '409', fault: { kind: 'http', status: 409, ...create }, wait: 6, row: 'planned', pages: 0, alert: '-' },
  { name: 'dropped after the write', fault: { kind: 'drop', ...create, afterWrite: true }, wait: 31, row: 'unknown', pages: 1, alert: '-' },
  { name: '502 with a page', fault: { kind: 'html', ...create, afterWrite: true }, wait: 31, row: 'unknown', pages: 1, alert: '-' },
];

test('each fault: state of the row, pages at the vendor, alert; and then exactly one page', async () => {
  // Once, so that the faults hit the page and not the look at the columns.
  await makeItem(db);
  await quiet();
  const lines: string[] = [];
  for (const one of CASES) {
    await db.sql('delete from ops.alert_deliveries');
    await db.sql('delete from ops.alerts');
    box.fail(one.fault);
    const item = await makeItem(db);
    await quiet();
    const [row] = await rows(`work_item:${item.id}`);
    const count = () => box.pages(tasks).filter((page) => page.cells['Mandor ID'] === `work_item:${item.id}`).length;
    const alert = [...new Set(await alerts())].join(', ') || '-';
    lines.push(`${one.name.padEnd(24)} ${String(row?.status).padEnd(8)} ${count()}  ${alert}`);
    assert.deepEqual(
      { name: one.name, row: row?.status, pages: count(), alert },
      { name: one.name, row: one.row, pages: one.pages, alert: one.alert },
    );
    box.clearFaults();
    await db.sql(`update ops.notion_sources set checked_at = null where key = 'tasks'`);
    await later(one.wait);
    assert.equal(count(), 1, `${one.name}: one page in the end`);
    assert.deepEqual(
      (await rows(`work_item:${item.id}`)).map((r) => r.status),
      ['confirmed'],
      one.name,
    );
  }
  process.stdout.write(`Notion × fault: row, pages at the vendor, alert\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
});

test('a page in the trash: the row fails, somebody is told what to do, a restored page goes on; gone for good it is made anew', async () => {
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
  const item = await makeItem(db);
  await quiet();
  const [page] = box.pages(tasks).filter((one) => one.cells['Mandor ID'] === `work_item:${item.id}`);
  const pageId = page?.id as string;
  box.trash(pageId);
  await item.into('in_progress');
  await quiet();
  const [, failed] = await rows(`work_item:${item.id}`);
  assert.ok(failed?.status === 'failed' && /Trash/.test(failed.error?.message ?? ''));
  assert.deepEqual(await alerts(), ['Pengiriman notion ke tasks gagal']);
  box.trash(pageId, false);
  await db.sql(`select ops.job_retry('outbox', $1, 'dipulihkan')`, failed.id);
  await quiet();
  const now = () => box.pages(tasks).filter((one) => one.cells['Mandor ID'] === `work_item:${item.id}`);
  assert.equal(now()[0]?.cells.Status, '🔄 In Progress');
  box.destroy(pageId);
  await db.sql(`select ops.notion_page_forget('tasks', $1, 'dihapus orang')`, `work_item:${item.id}`);
  await quiet();
  assert.deepEqual([now().length, now()[0]?.cells.Status], [1, '🔄 In Progress']);
});

test('a day without Notion delays nothing: items live on, people are told once, and then each page shows the state of now', async () => {
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
  box.fail({ kind: 'http', status: 503, times: 100_000 });
  const items: Item[] = [];
  for (let i = 0; i < 3; i++) {
    const item = await makeItem(db);
    await item.into('approved');
    assert.equal(await item.status(), 'approved');
    items.push(item);
  }
  await quiet();
  for (let hour = 0; hour < 24; hour += 4) {
    await later(4 * 3600);
    await db.sql('select ops.notion_sweep()');
  }
  assert.deepEqual((await alerts()).filter((title) => title === 'Notion tertinggal').length, 1);
  for (const item of items) {
    const [row] = (await rows(`work_item:${item.id}`)).slice(-1);
    assert.ok(row?.status === 'planned' && row.attempts === 0, 'an outage uses up no attempt');
    assert.equal((await db.sql(`select 1 from ops.outbox where work_item_id = $1 and channel = 'email'`, item.id)).length > 0, true);
  }
  box.clearFaults();
  await later(3600);
  for (const item of items) {
    const pages = box.pages(tasks).filter((page) => page.cells['Mandor ID'] === `work_item:${item.id}`);
    assert.deepEqual([pages.length, pages[0]?.cells.Status], [1, '✅✅ APPROVED']);
  }
});
