// Replies that try to pass for an approval, each by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../support/harness.ts';
import { ATTACKS } from './attacks.ts';
import { reply } from './compose.ts';
import { makeDesk, receive, setScene } from './desk.ts';
import { CLIENTS } from './product.ts';

const db = await testDatabase();
const desk = await makeDesk(db, '', false);
const gmail = CLIENTS.find((c) => c.key === 'gmail_web') ?? assert.fail();

test('what looks like an approval and is none does not approve', async () => {
  const client = await db.deployPool.connect();
  const wrong: string[] = [];
  try {
    for (const one of ATTACKS) {
      await client.query('begin');
      await setScene(client, desk, one.scene ?? 'open');
      for (const [i, before] of (one.earlier ?? []).entries())
        await receive(client, reply(desk.world, gmail, before.text, `${one.key}/${i}`, { position: 'none', ...before.options }));
      const raw = reply(desk.world, gmail, one.text, one.key, one.options?.(desk.world) ?? {});
      const { outcome, why } = await receive(client, one.bytes?.(raw, desk.world) ?? raw);
      if (outcome !== one.class) wrong.push(`${one.key}: ${one.class} → ${outcome} (${why})`);
      await client.query('rollback');
    }
  } finally {
    client.release();
  }
  assert.deepEqual(wrong, []);
});
