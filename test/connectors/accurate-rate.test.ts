import assert from 'node:assert/strict';
import { test } from 'node:test';
import { salesRows, stockRows } from '../../src/connectors/accurate/client.ts';
import { createDepartures } from '../../src/connectors/accurate/slots.ts';
import { clientOf, endDate, failure, sandboxOf, slots, week } from './accurate-support.ts';

// How much of the limit is used is a figure of the bench: a busy machine may not fail a test.
test('at the real limit no ninth request leaves within any second', async () => {
  await using sandbox = await sandboxOf({ rate: 8 });
  const left: number[] = [];
  const noting: typeof fetch = (input, init) => {
    left.push(performance.now());
    return fetch(input, init);
  };
  const client = clientOf(sandbox, 'DDD', { take: slots(1000 / 130), fetch: noting });
  await client.resolveHost();
  await Promise.all(Array.from({ length: 32 }, (_, i) => client.itemDetail(1001 + i)));
  assert.ok(left.length >= 33);
  const peak = Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + 1000).length));
  assert.ok(peak <= 8, `${peak} in one second`);
});

test('never more than eight requests are under way, however slow the vendor is', async () => {
  await using sandbox = await sandboxOf({ latencyMs: 40 });
  const client = clientOf(sandbox);
  await Promise.all(Array.from({ length: 60 }, (_, i) => client.itemDetail(1001 + i)));
  assert.equal(sandbox.peakParallel('DDD'), 8);
  assert.equal(sandbox.accessLog.count({ status: 429 }), 0);
});

test('departures keep their distance after the process was paused', async () => {
  const departures = createDepartures(slots(100), 8, 8);
  const times: number[] = [];
  const leave = async () => {
    const release = await departures.depart({ call: 'test' });
    times.push(performance.now());
    release();
  };
  await leave();
  // What a long garbage collection does: several slots pass while nothing can run.
  const until = performance.now() + 120;
  while (performance.now() < until);
  await Promise.all(Array.from({ length: 10 }, leave));
  const gaps = times.slice(2).map((time, i) => time - (times[i + 1] as number));
  assert.ok(gaps.filter((gap) => gap < 4).length <= 3, gaps.map((gap) => gap.toFixed(1)).join(' '));
});

test('who wakes late does not use its time any more, because others who share the token leave on theirs', async () => {
  const handedOut: number[] = [];
  const take = async (n: number): Promise<Date[]> => {
    const first = Math.max(Date.now() + 60, (handedOut.at(-1) ?? 0) + 50);
    const block = Array.from({ length: n }, (_, i) => first + i * 50);
    handedOut.push(...block);
    return block.map((at) => new Date(at));
  };
  let asked = 0;
  // The process stands still when it asks whether it may leave: it wakes well after its time.
  const departures = createDepartures(take, 8, 4, async () => {
    asked += 1;
    if (asked === 1) {
      const until = performance.now() + 120;
      while (performance.now() < until);
    }
    return null;
  });
  await departures.depart({ call: 'test' });
  const left = Date.now();
  const mine = Math.max(...handedOut.filter((at) => at <= left));
  assert.notEqual(mine, handedOut[0]);
  assert.ok(asked > 1);
});

test('a turn that is minutes away is told at once instead of waited for', async () => {
  await using sandbox = await sandboxOf();
  const far = async (n: number) => Array.from({ length: n }, (_, i) => new Date(Date.now() + 300_000 + i));
  const error = await failure(clientOf(sandbox, 'DDD', { take: far }).resolveHost());
  assert.deepEqual([error.kind, error.reason], ['Transient', 'queue_full']);
  assert.equal(sandbox.accessLog.count(), 0);
});

test('a week of an entity over the protocol equals the books, returns negative', async () => {
  await using sandbox = await sandboxOf();
  const client = clientOf(sandbox, 'MBB');
  let pairs = 0n;
  let total = 0n;
  let lines = 0;
  for (const kind of ['invoice', 'return'] as const) {
    const heads = kind === 'invoice' ? await client.allInvoices(week) : await client.allReturns(week);
    const details = await Promise.all(
      heads.rows.map((head) => (kind === 'invoice' ? client.invoiceDetail(head.id) : client.returnDetail(head.id))),
    );
    for (const row of details.flatMap((detail) => salesRows(detail, kind))) {
      pairs += BigInt(row.kuantitas);
      total += BigInt(row.total_harga);
      lines += 1;
    }
  }
  const sign = { invoice: 1n, return: -1n };
  const docs = (['invoice', 'return'] as const).flatMap((kind) => sandbox.control.documents('MBB', kind, week.from, week.to));
  const books = docs.flatMap((doc) =>
    doc.lines.map((line) => ({
      pairs: sign[doc.kind] * BigInt(line.quantity) * BigInt(line.unitRatio),
      total: sign[doc.kind] * BigInt(line.totalPrice),
    })),
  );
  assert.deepEqual(
    [lines, pairs, total],
    [books.length, books.reduce((sum, line) => sum + line.pairs, 0n), books.reduce((sum, line) => sum + line.total, 0n)],
  );
  assert.ok(lines > 50 && docs.some((doc) => doc.kind === 'return'));
});

test('memory stays flat while all items of the large company are pulled', async () => {
  await using sandbox = await sandboxOf({ size: 'L', rate: 5000 });
  const client = clientOf(sandbox, 'UBB', { take: slots(2500) });
  const ids = (await client.allItems()).rows.map((row) => row.id);
  let rows = 0;
  const pull = async (part: readonly number[]) => {
    for (const id of part) {
      const own = stockRows(await client.itemDetail(id));
      rows += own.length;
    }
  };
  const measured: number[] = [];
  for (let from = 0; from < 1600; from += 400) {
    await Promise.all(Array.from({ length: 8 }, (_, i) => pull(ids.slice(from + i * 50, from + i * 50 + 50))));
    measured.push(process.memoryUsage().heapUsed);
  }
  assert.ok(rows > 5000);
  assert.ok(
    (measured.at(-1) as number) - (measured[0] as number) < 80e6,
    `${measured.map((bytes) => Math.round(bytes / 1e6)).join(' ')} MB on ${endDate}`,
  );
});
