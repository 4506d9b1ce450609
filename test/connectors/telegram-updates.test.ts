import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createTelegramClient } from '../../src/connectors/telegram/client.ts';
import { createTelegramReader } from '../../src/connectors/telegram/updates.ts';
import { startSandbox } from '../../src/sandbox/index.ts';

const sandbox = await startSandbox({ invoicesPerDay: 1 });
const box = sandbox.telegram;
after(() => sandbox.stop());
beforeEach(() => box.clear());
const settings = { token: box.token, apiRoot: box.url, timeoutMs: 400 };
const reader = createTelegramReader(settings);
const client = createTelegramClient(settings);
const on = new AbortController().signal;
const SARI = { id: 81, name: 'Sari' };
const idsOf = (read: Awaited<ReturnType<typeof reader.read>>): number[] =>
  read.outcome === 'updates' ? read.updates.map((one) => (JSON.parse(one) as { update_id: number }).update_id) : [];
const buttons = [
  [
    { text: 'Setujui', data: 'ok:1' },
    { text: 'Perlu perbaikan', data: 'no:1' },
  ],
];
const ask = async (): Promise<number> => {
  const sent = await client.sendMessage({ chatId: '81', title: 'Mohon <persetujuan>', text: 'Item 1', mark: null, buttons });
  assert.equal(sent.outcome, 'confirmed');
  return Number((sent as { messageId: string }).messageId);
};

test('updates come in order, again until a higher number is asked for, and at once while a request is open', async () => {
  const first = box.say(81, SARI, 'halo 👟');
  const second = box.say(81, SARI, 'lagi');
  const read = await reader.read(0, 1, on);
  assert.deepEqual(idsOf(read), [first, second]);
  assert.equal(JSON.parse((read as unknown as { updates: string[] }).updates[0] as string).message.text, 'halo 👟');
  assert.deepEqual(idsOf(await reader.read(0, 1, on)), [first, second], 'not yet confirmed');
  const waiting = reader.read(second + 1, 20, on);
  while (box.polls() < 3) await new Promise((resolve) => setImmediate(resolve));
  const third = box.say(81, SARI, 'sekarang');
  assert.deepEqual(idsOf(await waiting), [third]);
  assert.deepEqual(idsOf(await reader.read(0, 0, on)), [third], 'what is below was forgotten');
});

test('each failure of reading has its meaning, and none shows the token', async () => {
  box.setWebhook('https://other.example');
  assert.deepEqual(
    [(await reader.read(0, 0, on)) as { code?: string }].map((r) => r.code),
    ['webhook'],
  );
  box.setWebhook(null);
  box.failUpdates('flood', 1, 17);
  assert.deepEqual(await reader.read(0, 0, on), {
    outcome: 'failed',
    code: 'flood',
    message: 'Telegram: Too Many Requests: retry after 17.',
    retryAfter: 17,
  });
  for (const fault of ['drop', 'error'] as const) {
    box.failUpdates(fault);
    const read = await reader.read(0, 0, on);
    assert.ok(read.outcome === 'failed' && read.code === 'network', fault);
    assert.equal(JSON.stringify(read).includes('sandbox-token'), false);
  }
  const wrong = await createTelegramReader({ ...settings, token: '7001:other-token' }).read(0, 0, on);
  assert.ok(wrong.outcome === 'failed' && wrong.code === 'auth' && !wrong.message.includes('other-token'));
  const nobody = await createTelegramReader({ ...settings, apiRoot: 'http://127.0.0.1:9' }).read(0, 0, on);
  assert.ok(nobody.outcome === 'failed' && nobody.code === 'network' && !nobody.message.includes('sandbox-token'));
  const open = reader.read(0, 20, on);
  while (box.polls() < 5) await new Promise((resolve) => setImmediate(resolve));
  const other = reader.read(0, 0, on);
  const ended = await open;
  assert.ok(ended.outcome === 'failed' && ended.code === 'conflict', 'a second reader ends the first');
  assert.equal((await other).outcome, 'updates');
  const stop = new AbortController();
  const last = reader.read(0, 20, stop.signal);
  stop.abort();
  assert.deepEqual(await last, { outcome: 'ended' });
});

test('buttons, questions and replies arrive as they were meant; a button of more than 64 bytes is refused', async () => {
  const id = await ask();
  assert.deepEqual(box.shown(81, id)?.buttons, buttons.flat());
  const asked = await client.sendMessage({
    chatId: '81',
    title: null,
    text: 'Apa?',
    mark: null,
    placeholder: 'Catatan',
    replyTo: String(id),
  });
  const shown = box.shown(81, Number((asked as { messageId: string }).messageId));
  assert.deepEqual([shown?.asksForReply, shown?.replyTo], [true, id]);
  const long = await client.sendMessage({
    chatId: '81',
    title: null,
    text: 'x',
    mark: null,
    buttons: [[{ text: 'a', data: 'é'.repeat(33) }]],
  });
  assert.ok(long.outcome === 'refused' && !long.isTransient);
  assert.throws(() => box.press(81, id, 'Tolak', SARI), /shows no button/);
});

test('an edit takes the buttons off and may be repeated; what cannot be edited any more is done', async () => {
  const id = await ask();
  const edit = {
    method: 'editMessageText',
    chatId: '81',
    messageId: String(id),
    title: 'Mohon <persetujuan>',
    text: 'Item 1\n\nDisetujui',
  } as const;
  assert.equal((await client.edit(edit)).outcome, 'confirmed');
  assert.deepEqual([box.shown(81, id)?.text, box.shown(81, id)?.buttons], ['Mohon <persetujuan>\nItem 1\n\nDisetujui', []]);
  assert.deepEqual(await client.edit(edit), { outcome: 'confirmed', messageId: 'unchanged' });
  assert.deepEqual(await client.edit({ ...edit, messageId: '1' }), { outcome: 'confirmed', messageId: 'unchanged' });
});

test('an answer is seen over the button; one that comes too late is no error, a refused one is', async () => {
  const id = await ask();
  const queryId = box.press(81, id, 'Setujui', SARI);
  const answer = { method: 'answerCallbackQuery', queryId, text: 'Disetujui.', isAlert: false } as const;
  assert.equal((await client.edit(answer)).outcome, 'confirmed');
  assert.deepEqual(box.notices(), [{ queryId, text: 'Disetujui.', isAlert: false }]);
  const late = box.press(81, id, 'Setujui', SARI);
  box.ageQueries();
  assert.equal((await client.edit({ ...answer, queryId: late })).outcome, 'confirmed');
  assert.equal(box.notices().length, 1, 'nobody saw it');
  assert.equal((await client.edit({ ...answer, text: 'x'.repeat(201) })).outcome, 'refused');
});
