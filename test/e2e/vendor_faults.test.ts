// What each fault of each vendor makes of a row, what then stands at the vendor, who is told, and how it ends once the fault is
// gone: test/e2e/vendor_faults.expected.md, fault by fault. MANDOR_WRITE_EXPECTED=1 writes the table; a person then reads its
// difference.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';
import { testDatabase } from '../support/harness.ts';
import { FAULTS, type Vendor, vendors } from './support/vendor_faults.ts';
import { pulls } from './support/vendor_pulls.ts';

const EXPECTED = join(import.meta.dirname, 'vendor_faults.expected.md');
const HEAD = `# Vendor × fault

Made and compared by test/e2e/vendor_faults.test.ts: the task runs once while the vendor fails, over real HTTP or SMTP; then the fault
is mended and the row goes on. *unknown*: handed over, and no answer. *planned*, *expected*: comes again by itself. The vendors that are only
read write nothing: for them a timeout is an answer that never comes.

| vendor | fault | row | at the vendor | alert | in the end |
| --- | --- | --- | --- | --- | --- |
`;

const egress = blockEgress();
// Nearly all of the time is waiting: side by side, each with a database and vendors of its own.
const LANES = [['Gmail', 'Sheets'], ['SMTP', 'Notion', 'Telegram'], ['Accurate'], ['Ginee']];

async function row(vendor: Vendor, fault: (typeof FAULTS)[number]): Promise<string> {
  const cell = vendor.cells[fault];
  if (typeof cell === 'string') return `| ${vendor.name} | ${fault} | – | – | – | ${cell} |`;
  const { desk } = vendor;
  await desk.unhurried();
  const id = await vendor.plan();
  await desk.alerts();
  await cell.act(id);
  await vendor.run(id);
  const seen = [await vendor.row(id), await vendor.effects(id), await desk.alerts()];
  vendor.clear();
  await cell.mend?.();
  await desk.unhurried();
  const by = await vendor.finish(id);
  return `| ${vendor.name} | ${fault} | ${seen.join(' | ')} | ${by}${await vendor.row(id)}, ${await vendor.effects(id)} |`;
}

async function lane(names: readonly string[]): Promise<string[]> {
  const db = await testDatabase();
  const sandbox = await startSandbox({ seed: 3, size: 'S', endDate: '2026-02-08', invoicesPerDay: 1, sheetReadsPerMinute: 1000 });
  after(() => sandbox.stop());
  await db.setClock('2026-02-09T03:00:00+07:00');
  const lines: string[] = [];
  for (const vendor of [...(await vendors(db, sandbox)), ...(await pulls(db, sandbox))].filter(({ name }) => names.includes(name))) {
    // Once without a fault: tokens, columns and files are there, so that a fault hits what it is meant for.
    await vendor.desk.unhurried();
    const first = await vendor.plan();
    await vendor.finish(first);
    assert.match(await vendor.row(first), /^(confirmed|done)$/, `${vendor.name} works`);
    for (const fault of FAULTS) lines.push(await row(vendor, fault));
  }
  return lines;
}

test('every fault of every vendor: row, effects, alert and end are as the table says', async () => {
  const lines = (await Promise.all(LANES.map(lane))).flat();
  const table = `${HEAD}${lines.join('\n')}\n`;
  process.stdout.write(table);
  if (process.env.MANDOR_WRITE_EXPECTED) writeFileSync(EXPECTED, table);
  assert.equal(table, readFileSync(EXPECTED, 'utf8'));
  assert.deepEqual(egress.attempts, []);
});
