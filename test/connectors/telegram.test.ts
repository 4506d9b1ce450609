import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createTelegramClient, messageHtml, TEXT_MAX } from '../../src/connectors/telegram/client.ts';
import { startSandbox } from '../../src/sandbox/index.ts';

const sandbox = await startSandbox({ invoicesPerDay: 1 });
const box = sandbox.telegram;
after(() => sandbox.stop());
beforeEach(() => box.clear());
const client = createTelegramClient({ token: box.token, apiRoot: box.url, timeoutMs: 400 });
const send = (text: string, more: { title?: string; mark?: string; threadId?: number; chatId?: string } = {}) =>
  client.sendMessage({ chatId: '-1001', title: null, mark: null, text, ...more });

test('a message arrives as it was written, whatever is in it, with its title, topic and mark', async () => {
  const text = 'Stok <b>rendah</b> & "merah" <script>alert(1)</script> 👟\nbaris dua';
  const sent = await send(text, { title: 'A < B', mark: '(ulang) ref 7F3A', threadId: 42 });
  const [post] = box.posts('-1001');
  assert.deepEqual(sent, { outcome: 'confirmed', messageId: String(post?.messageId) });
  assert.equal(post?.text, `(ulang) ref 7F3A\nA < B\n${text}`);
  assert.equal(post?.threadId, 42);
});

test('no key against doubles: the same message twice is two messages', async () => {
  await send('sama');
  await send('sama');
  assert.equal(box.posts().length, 2);
});

test('a text that is too long is cut and says so; escaping does not count', async () => {
  const long = '&'.repeat(5000);
  assert.equal((await send(long, { title: 'x' })).outcome, 'confirmed');
  const [post] = box.posts();
  assert.equal(post?.text.length, TEXT_MAX);
  assert.match(post?.text ?? '', /… \(dipotong\)$/);
  assert.equal(messageHtml({ mark: null, title: null, text: 'a'.repeat(TEXT_MAX) }).length, TEXT_MAX, 'exactly the limit is not cut');
  const pairs = messageHtml({ mark: null, title: null, text: '👟'.repeat(3000) });
  assert.ok(pairs.isWellFormed() && pairs.length <= TEXT_MAX);
});

test('the sandbox refuses what the vendor refuses', async () => {
  const raw = async (body: object) =>
    (
      await fetch(`${box.url}/bot${box.token}/sendMessage`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
    ).status;
  assert.equal(await raw({ chat_id: 1, text: '<x>', parse_mode: 'HTML' }), 400);
  assert.equal(await raw({ chat_id: 1, text: '<b>open', parse_mode: 'HTML' }), 400);
  assert.equal(await raw({ chat_id: 1, text: 'a < b', parse_mode: 'HTML' }), 400);
  assert.equal(await raw({ chat_id: 1, text: '  ' }), 400);
  assert.equal(await raw({ chat_id: 1, text: 'x'.repeat(4097) }), 400);
  assert.equal(box.posts().length, 0);
  assert.equal(
    (await createTelegramClient({ token: '1:wrong', apiRoot: box.url }).sendMessage({ chatId: '1', title: null, mark: null, text: 'x' }))
      .outcome,
    'refused',
  );
});

test('each answer of the vendor has its meaning', async () => {
  box.fail('flood', 1, 17);
  assert.deepEqual(await send('x'), {
    outcome: 'refused',
    isTransient: true,
    retryAfter: 17,
    message: 'Telegram: Too Many Requests: retry after 17',
  });
  box.block('-1001');
  const blocked = await send('x');
  assert.ok(blocked.outcome === 'refused' && !blocked.isTransient && /unblock the bot/.test(blocked.message));
  box.forget('77');
  const unknown = await send('x', { chatId: '77' });
  assert.ok(unknown.outcome === 'refused' && !unknown.isTransient && /ops\.recipients/.test(unknown.message));
  box.migrate('-5', '-100500');
  assert.deepEqual(await send('x', { chatId: '-5' }), { outcome: 'moved', chatId: '-100500' });
  assert.equal(box.posts().length, 0, 'none of these was posted');
});

test('what may have been posted is unknown, what cannot have been is not', async () => {
  for (const fault of ['hang', 'drop', 'gateway'] as const) {
    box.clear();
    box.fail(fault);
    const sent = await send('x');
    assert.equal(sent.outcome, 'unknown', fault);
    assert.equal(box.posts().length, 1, `${fault}: it was posted`);
  }
  box.clear();
  box.fail('lose');
  assert.equal((await send('x')).outcome, 'unknown', 'the sender cannot tell it from "drop"');
  const nobody = createTelegramClient({ token: box.token, apiRoot: 'http://127.0.0.1:9' });
  const refused = await nobody.sendMessage({ chatId: '1', title: null, mark: null, text: 'x' });
  assert.ok(refused.outcome === 'refused' && refused.isTransient);
  const ended = await client.sendMessage({ chatId: '1', title: null, mark: null, text: 'x' }, AbortSignal.abort());
  assert.ok(ended.outcome === 'refused' && ended.isTransient);
});

test('no message holds the token', async () => {
  box.fail('drop');
  const secret = box.token.split(':')[1] as string;
  const wrong = createTelegramClient({ token: box.token, apiRoot: 'http://127.0.0.1:9' });
  for (const result of [await send('x'), await wrong.sendMessage({ chatId: '1', title: null, mark: null, text: 'x' })])
    assert.equal(JSON.stringify(result).includes(secret), false);
});
