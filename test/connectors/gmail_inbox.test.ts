// Reading Gmail's mailbox against the sandbox over real HTTP: paging, what counts as incoming, size, and every fault.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { GoogleCredentials } from '../../src/connectors/google/auth.ts';
import { type GoogleError, judge } from '../../src/connectors/google/errors.ts';
import { createGmailInbox, type GmailInbox } from '../../src/connectors/google/gmail_inbox.ts';
import { type GmailFault, startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';

const egress = blockEgress();
const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07' });
after(() => sandbox.stop());
const { google } = sandbox;
const { gmail, login } = google;
let postponed: Date[] = [];

function inbox(timeoutMs = 20_000): GmailInbox {
  return createGmailInbox({
    credentials: { kind: 'refresh_token', ...login } satisfies GoogleCredentials,
    hosts: { rootUrl: google.url, tokenUrl: google.tokenUrl },
    take: async () => new Date(),
    postponed: async (until) => void postponed.push(until),
    timeoutMs,
  });
}
const box = inbox();
let count = 0;
const mail = (text = 'Approve', from = 'pic@toko.example'): string => {
  count += 1;
  return `From: ${from}\r\nTo: ${gmail.address}\r\nSubject: Re: Stok\r\nMessage-ID: <${count}@toko.example>\r\n\r\n${text}\r\n`;
};

beforeEach(() => {
  google.clear();
  postponed = [];
});

test('the history names what came in, page by page, and nothing else', async () => {
  const { historyId, address } = await box.profile();
  assert.equal(address, gmail.address);
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) {
    const { id } = await gmail.receive(mail(`${i}`));
    ids.push(id);
    // Somebody reads and stars it: noise.
    gmail.label(id, { remove: ['UNREAD'] });
    gmail.label(id, { add: ['STARRED'] });
  }
  gmail.pageHistory(3);
  const seen: string[] = [];
  let page: string | undefined;
  let pages = 0;
  let last = historyId;
  do {
    const changes = await box.changes(historyId, page);
    assert.ok(changes !== 'too_old');
    seen.push(...changes.ids);
    if (changes.last !== null) {
      assert.ok(Number(changes.last) > Number(last), 'records ascend');
      last = changes.last;
    }
    page = changes.nextPage;
    pages += 1;
  } while (page !== undefined);
  assert.deepEqual(seen, ids);
  assert.ok(pages > 3, `${pages} pages`);
  const none = await box.changes((await box.profile()).historyId, undefined);
  assert.deepEqual(none !== 'too_old' && [none.ids, none.last], [[], null]);
  gmail.forgetHistory();
  assert.equal(await box.changes(historyId, undefined), 'too_old');
});

test('what we sent, spam and what is gone is not incoming; what a person takes out of spam is', async () => {
  const { historyId } = await box.profile();
  const spam = await gmail.receive(mail(), { labelIds: ['SPAM'] });
  const gone = await gmail.receive(mail());
  const archived = await gmail.receive(mail());
  assert.equal(await box.fetch(spam.id, 1e6), null);
  gmail.remove(gone.id);
  assert.equal(await box.fetch(gone.id, 1e6), null);
  gmail.label(archived.id, { remove: ['INBOX'] });
  assert.notEqual(await box.fetch(archived.id, 1e6), null, 'archived before we looked');
  gmail.label(spam.id, { add: ['INBOX'], remove: ['SPAM'] });
  const changes = await box.changes(historyId, undefined);
  assert.ok(changes !== 'too_old' && changes.ids.includes(spam.id));
  assert.notEqual(await box.fetch(spam.id, 1e6), null);
  const listed = await box.list(new Date(Date.now() - 60_000), undefined);
  assert.deepEqual([...listed.ids].sort(), [spam.id, archived.id].sort());
});

test('a message comes as it is, byte for byte; of one that is too large the headers come', async () => {
  const raw = mail(`Baris dengan é dan ${'x'.repeat(5000)}`);
  const { id, raw: kept, at } = await gmail.receive(raw, { at: new Date('2026-02-08T01:02:03Z') });
  const whole = await box.fetch(id, 10_000);
  assert.deepEqual([whole?.raw.equals(kept), whole?.receivedAt, whole?.fullSize], [true, at, null]);
  assert.match(
    kept.toString(),
    /^Authentication-Results: mx\.google\.com;\r\n(\s.*\r\n)*\s+dmarc=pass .* header\.from=toko\.example\r\nFrom: pic/,
  );
  const large = await box.fetch(id, 5000);
  assert.equal(large?.fullSize, kept.length);
  assert.match(large?.raw.toString() ?? '', /From: pic@toko\.example\r\n/);
  assert.ok((large?.raw.length ?? 0) < 1000);
});

// [fault, kind of the error, what the task does with it]
const cases: [fault: GmailFault, kind: string, reason: string][] = [
  [{ kind: 'http', status: 500 }, 'transient', 'server_error'],
  [{ kind: 'http', status: 503 }, 'transient', 'server_error'],
  [{ kind: 'rate', retryAfter: 7 }, 'transient', 'rate_limited'],
  [{ kind: 'rate' }, 'transient', 'rate_limited'],
  [{ kind: 'user_rate', times: 2 }, 'transient', 'rate_limited'],
  [{ kind: 'forbidden', times: 2 }, 'permanent', 'forbidden'],
  [{ kind: 'precondition' }, 'permanent', 'refused'],
  [{ kind: 'hang' }, 'transient', 'timeout'],
  [{ kind: 'drop' }, 'transient', 'connection'],
  [{ kind: 'wrong_json' }, 'transient', 'bad_answer'],
  [{ kind: 'empty' }, 'transient', 'bad_answer'],
  [{ kind: 'drip' }, 'transient', 'timeout'],
];
for (const [fault, kind, reason] of cases) {
  test(`${JSON.stringify(fault)} on any call is ${kind} (${reason}), never an empty mailbox`, async () => {
    const { historyId } = await box.profile();
    const { id } = await gmail.receive(mail());
    const slow = inbox(700);
    await slow.profile();
    const calls: [string, () => Promise<unknown>][] = [
      ['/profile', () => slow.profile()],
      ['/history', () => slow.changes(historyId, undefined)],
      ['/messages', () => slow.list(new Date(0), undefined)],
      [`/messages/${id}`, () => slow.fetch(id, 1e6)],
    ];
    for (const [path, call] of calls) {
      gmail.fail({ ...fault, path });
      await assert.rejects(call(), (error: GoogleError) => {
        assert.deepEqual([error.kind, error.reason], [kind, reason], `${path}: ${error.message}`);
        assert.equal(judge(error)?.isFinal, kind !== 'transient');
        return true;
      });
    }
    assert.equal(postponed.length, reason === 'rate_limited' ? calls.length : 0);
    assert.notEqual(await box.fetch(id, 1e6), null, 'and then it is there');
  });
}

test('a revoked login is final and tells no token', async () => {
  login.revoke();
  await assert.rejects(inbox().profile(), (error: GoogleError) => error.kind === 'auth' && !error.message.includes(login.refreshToken));
  login.revoke(false);
});

test('nothing left for another host', () => assert.deepEqual(egress.attempts, []));
