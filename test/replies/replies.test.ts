// Each reply of the table, read by the task that reads mails and decided by the database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../support/harness.ts';
import { CASES, CLASSES, type ReplyCase } from './cases.ts';
import { type Desk, makeDesk, receive, setScene } from './desk.ts';
import { realCases, realDataIsThere } from './real.ts';

const db = await testDatabase();
const desks = { alone: await makeDesk(db, '', false), several: await makeDesk(db, '2', true) };

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
/** All of them deep; else each trick once, by another mail program each time. */
const chosen =
  DEPTH > 1 ? CASES : [...Map.groupBy(CASES, (c) => `${c.group} ${c.trick}`).values()].map((list, i) => list[i % list.length] as ReplyCase);

interface Answer {
  readonly one: ReplyCase;
  readonly got: string;
  readonly why: string;
}

async function answers(cases: readonly ReplyCase[]): Promise<Answer[]> {
  const out: Answer[] = [];
  const client = await db.deployPool.connect();
  try {
    for (const one of cases) {
      const desk: Desk = one.scene === 'several' ? desks.several : desks.alone;
      await client.query('begin');
      await setScene(client, desk, one.scene);
      for (const earlier of one.earlier ?? []) await receive(client, earlier(desk.world));
      const { outcome, why } = await receive(client, one.mail(desk.world));
      out.push({ one, got: outcome, why });
      await client.query('rollback');
    }
  } finally {
    client.release();
  }
  return out;
}

/** expected → got, in counts. */
function table(all: readonly Answer[]): string[] {
  return CLASSES.filter((c) => all.some((a) => a.one.class === c)).map((c) => {
    const own = all.filter((a) => a.one.class === c);
    const got = Map.groupBy(own, (a) => a.got);
    return `${c.padEnd(20)} ${String(own.length).padStart(4)}  ${[...got].map(([name, list]) => `${name} ${list.length}`).join(', ')}`;
  });
}

const line = (a: Answer): string => `${a.one.name}: ${a.one.class} → ${a.got} (${a.why})`;

test('no reply approves that must not, and hardly a genuine approval is refused', { timeout: 600_000 }, async (t) => {
  const all = await answers(chosen);
  for (const row of table(all)) t.diagnostic(row);
  for (const a of all.filter((x) => x.got !== x.one.class)) t.diagnostic(line(a));
  assert.deepEqual(all.filter((a) => a.got === 'approved' && a.one.class !== 'approved').map(line), []);
  assert.deepEqual(all.filter((a) => a.got === 'revision' && a.one.class !== 'revision').map(line), [], 'a question is no revision');
  const genuine = all.filter((a) => a.one.class === 'approved');
  const refused = genuine.filter((a) => a.got !== 'approved');
  t.diagnostic(`wrong approvals 0; genuine approvals ${genuine.length}, wrongly refused ${refused.length}`);
  assert.ok(refused.length <= genuine.length * 0.02, refused.map(line).join('\n'));
});

test('real mails are what people who read them say', { skip: realDataIsThere() ? false : '../shared/data is not there' }, async (t) => {
  const all = await answers(realCases());
  for (const row of table(all)) t.diagnostic(row);
  assert.deepEqual(all.filter((a) => a.got !== a.one.class).map(line), []);
});
