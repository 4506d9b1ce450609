// Gmail's client against the sandbox over real HTTP: what a mail looks like when it arrives, what becomes of it under every
// fault, and finding it again.
import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import type { GoogleCredentials } from '../../src/connectors/google/auth.ts';
import { GoogleError } from '../../src/connectors/google/errors.ts';
import { createGmailClient, type GmailClient, type GmailSent } from '../../src/connectors/google/gmail.ts';
import { type GmailFault, startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';

const egress = blockEgress();
const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07', gmailUnitsPerMinute: 5000 });
after(() => sandbox.stop());
const { google, mailbox } = sandbox;
const { gmail, login } = google;
const robot: GoogleCredentials = { kind: 'refresh_token', ...login };
let postponed: Date[] = [];

function client(credentials: GoogleCredentials = robot, more: { user?: string; timeoutMs?: number; rootUrl?: string } = {}): GmailClient {
  return createGmailClient({
    credentials,
    hosts: { rootUrl: more.rootUrl ?? google.url, tokenUrl: google.tokenUrl },
    user: more.user,
    take: async () => new Date(),
    postponed: async (until) => void postponed.push(until),
    timeoutMs: more.timeoutMs ?? 20_000,
  });
}

const mail = {
  from: 'Mandor <mandor@contoh.example>',
  to: 'pic@contoh.example',
  messageId: '<mandor.7.1.a@contoh.example>',
  subject: 'Stok hari ini: 1.234 pasang ✓',
  text: 'Baris satu',
  html: '<p>Baris satu</p>',
  references: '<mandor.item.7@contoh.example>',
  inReplyTo: '<mandor.item.7@contoh.example>',
  attachments: [{ filename: 'Daftar.xlsx', content: Buffer.from([0, 1, 255, 13, 10]), contentType: 'application/octet-stream' }],
};
const since = new Date(Date.now() - 60_000);
const query = { messageId: mail.messageId, to: mail.to, since };

beforeEach(() => {
  google.clear();
  mailbox.clear();
  postponed = [];
});

describe('a sent mail', () => {
  test('arrives whole, is in Sent with its Message-ID and our header, and no request went elsewhere', async () => {
    const sent = await client().send(mail, null);
    assert.equal(sent.outcome, 'confirmed');
    const [kept] = await mailbox.wait({ to: mail.to });
    assert.deepEqual(
      [kept?.parsed.subject, kept?.parsed.messageId, kept?.parsed.references, kept?.parsed.text?.trim(), kept?.parsed.html?.trim()],
      [mail.subject, mail.messageId, mail.references, mail.text, mail.html],
    );
    assert.deepEqual(Buffer.from(kept?.parsed.attachments[0]?.content as ArrayBuffer), mail.attachments[0]?.content);
    const [message] = gmail.messages();
    assert.equal(message?.parsed.headers.find((h) => h.key === 'x-mandor-id')?.value, 'mandor.7.1.a@contoh.example');
    assert.ok(!kept?.raw.toString('latin1').replaceAll('\r\n', '').includes('\n'), 'a bare line feed');
    assert.deepEqual(egress.attempts, []);
    assert.equal(await client().address(), gmail.address);
  });

  test('joins the conversation of its report; one that is gone does not stop it', async () => {
    const first = await client().send(mail, null);
    assert.ok(first.outcome === 'confirmed');
    const second = await client().send({ ...mail, messageId: '<mandor.7.2.a@contoh.example>' }, first.threadId);
    assert.equal(second.outcome === 'confirmed' && second.threadId, first.threadId);
    const other = await client().send(
      { ...mail, messageId: '<x@contoh.example>', subject: 'Lain', references: '<y@contoh.example>' },
      'gone',
    );
    assert.ok(other.outcome === 'confirmed' && other.threadId !== first.threadId);
    assert.equal(mailbox.list().length, 3);
  });

  test('is found by Message-ID, and by our header when Gmail has given it another one', async () => {
    assert.equal(await client().find(query), null);
    gmail.rewriteMessageIds(true);
    await client().send({ ...mail, messageId: '<other@contoh.example>' }, null);
    assert.equal(await client().find(query), null, 'another mail to the same person is not it');
    const sent = await client().send(mail, null);
    assert.equal((await client().find(query))?.id, sent.outcome === 'confirmed' && sent.id);
    gmail.rewriteMessageIds(false);
    const kept = await client().send({ ...mail, messageId: '<z@contoh.example>' }, null);
    assert.equal((await client().find({ ...query, messageId: '<z@contoh.example>' }))?.id, kept.outcome === 'confirmed' && kept.id);
  });
});

describe('a fault', () => {
  const cases: [fault: GmailFault, outcome: GmailSent['outcome'], mails: number][] = [
    [{ kind: 'http', status: 503 }, 'unknown', 0],
    [{ kind: 'http_after', status: 500 }, 'unknown', 1],
    [{ kind: 'rate', retryAfter: 7 }, 'later', 0],
    [{ kind: 'rate' }, 'later', 0],
    // The library renews the token at a 403 and asks once more; nothing was taken either time.
    [{ kind: 'user_rate', times: 2 }, 'later', 0],
    [{ kind: 'forbidden', times: 2 }, 'off', 0],
    [{ kind: 'precondition' }, 'off', 0],
    [{ kind: 'hang' }, 'unknown', 0],
    [{ kind: 'hang_after' }, 'unknown', 1],
    [{ kind: 'drop' }, 'unknown', 0],
    [{ kind: 'drop_after' }, 'unknown', 1],
    [{ kind: 'wrong_json' }, 'unknown', 1],
    [{ kind: 'empty' }, 'unknown', 1],
  ];
  for (const [fault, outcome, mails] of cases) {
    test(`${JSON.stringify(fault)} is ${outcome}, and looking says what became of the mail`, async () => {
      gmail.fail({ ...fault, path: '/messages/send' });
      const sent = await client(robot, { timeoutMs: 1500 }).send(mail, null);
      assert.equal(sent.outcome, outcome);
      assert.equal(mailbox.list().length, mails);
      assert.equal((await client().find(query)) === null, mails === 0);
      if (fault.kind === 'rate') assert.equal(sent.outcome === 'later' && sent.retryAfter, fault.retryAfter ?? 60);
      if (fault.kind === 'rate' || fault.kind === 'user_rate') assert.equal(postponed.length, 1);
    });
  }

  test('a revoked login sends nothing and says so; an access token that ran out is renewed unseen', async () => {
    const gone = client();
    login.revoke();
    const refused = await gone.send(mail, null);
    assert.equal(refused.outcome, 'off');
    assert.ok(!JSON.stringify(refused).includes(login.refreshToken));
    await assert.rejects(gone.find(query), (e: unknown) => e instanceof GoogleError && e.kind === 'auth');
    login.revoke(false);
    const again = client();
    assert.equal((await again.send(mail, null)).outcome, 'confirmed');
    login.expire();
    assert.equal((await again.send({ ...mail, messageId: '<b@contoh.example>' }, null)).outcome, 'confirmed');
    assert.equal(mailbox.list().length, 2);
  });

  test('nobody there is "later": nothing can have left', async () => {
    const sent = await client(robot, { rootUrl: 'http://127.0.0.1:9/' }).send(mail, null);
    assert.equal(sent.outcome, 'later');
  });

  test('a mail without a recipient is refused for good', async () => {
    assert.equal((await client().send({ ...mail, to: [] }, null)).outcome, 'refused');
  });

  test('a look that fails is no answer', async () => {
    gmail.fail({ kind: 'http', path: '/messages' });
    await assert.rejects(client().find(query), (e: unknown) => e instanceof GoogleError && e.kind === 'transient');
  });

  test('a service account needs a delegated mailbox', async () => {
    const key = JSON.parse(login.serviceAccount()) as { client_email: string; private_key: string };
    const service: GoogleCredentials = { kind: 'service_account', email: key.client_email, privateKey: key.private_key };
    assert.equal((await client(service).send(mail, null)).outcome, 'off');
    assert.equal((await client(service, { user: 'boss@sandbox.example' }).send(mail, null)).outcome, 'off');
    assert.equal((await client(service, { user: gmail.address }).send(mail, null)).outcome, 'confirmed');
  });

  test('a turn that is far off is "later" at once, and asks nobody else to wait', async () => {
    const far = createGmailClient({
      credentials: robot,
      hosts: { rootUrl: google.url, tokenUrl: google.tokenUrl },
      take: async () => new Date(Date.now() + 30_000),
      postponed: async (until) => void postponed.push(until),
    });
    const sent = await far.send(mail, null);
    assert.ok(sent.outcome === 'later' && sent.retryAfter > 25 && sent.retryAfter <= 30);
    assert.deepEqual([mailbox.list().length, postponed.length], [0, 0]);
  });

  test('the quota of a minute ends in a pause', async () => {
    const outcomes: string[] = [];
    for (let i = 0; i < 52; i++) outcomes.push((await client().send({ ...mail, messageId: `<q${i}@contoh.example>` }, null)).outcome);
    assert.deepEqual([outcomes.filter((o) => o === 'confirmed').length, outcomes.at(-1)], [50, 'later']);
  });
});

describe('the mailbox as the vendor shows it', () => {
  const get = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
    const granted = login.grant(
      new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: login.clientId,
        client_secret: login.clientSecret,
        refresh_token: login.refreshToken,
      }),
    ) as { access_token: string };
    const answer = await fetch(`${google.url}gmail/v1/users/me/${path}`, { headers: { authorization: `Bearer ${granted.access_token}` } });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  test('an answer stands in the thread of the mail it answers; history tells of it until it is too old', async () => {
    const sent = await client().send(mail, null);
    assert.ok(sent.outcome === 'confirmed');
    const { historyId } = (await get('profile')).body as { historyId: string };
    const reply = await gmail.receive(
      `From: pic@contoh.example\r\nTo: ${gmail.address}\r\nSubject: Re: ${mail.subject}\r\nMessage-ID: <r@contoh.example>\r\nIn-Reply-To: ${mail.messageId}\r\n\r\nSETUJU\r\n`,
    );
    const history = await get(`history?startHistoryId=${historyId}&historyTypes=messageAdded`);
    assert.deepEqual(
      (history.body.history as { messagesAdded: { message: { id: string; labelIds: string[] } }[] }[]).map(
        (h) => h.messagesAdded[0]?.message.id,
      ),
      [reply.id],
    );
    const full = (await get(`messages/${reply.id}?format=full`)).body as {
      payload: { parts: { body: { data: string } }[] };
      labelIds: string[];
    };
    assert.match(Buffer.from(full.payload.parts[0]?.body.data ?? '', 'base64url').toString(), /SETUJU/);
    assert.ok(full.labelIds.includes('INBOX'));
    gmail.forgetHistory();
    assert.equal((await get('history?startHistoryId=1')).status, 404);
    assert.equal((await get('messages/nothing')).status, 404);
    assert.ok(((await get('labels')).body.labels as { id: string }[]).some((label) => label.id === 'SENT'));
  });

  test('pages, and no "messages" at all when nothing fits', async () => {
    for (let i = 0; i < 3; i++) await client().send({ ...mail, messageId: `<p${i}@contoh.example>` }, null);
    const first = (await get('messages?q=in:sent&maxResults=2')).body as { messages: object[]; nextPageToken: string };
    const second = (await get(`messages?q=in:sent&maxResults=2&pageToken=${first.nextPageToken}`)).body as { messages: object[] };
    assert.deepEqual([first.messages.length, second.messages.length, 'nextPageToken' in second], [2, 1, false]);
    assert.equal('messages' in (await get('messages?q=in:sent%20to:nobody@contoh.example')).body, false);
  });
});
