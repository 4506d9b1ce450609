import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { sendMail, verifySmtp } from '../../src/connectors/smtp/client.ts';
import { type Mailbox, startMailbox } from '../../src/sandbox/mailbox.ts';

let box: Mailbox;
before(async () => {
  box = await startMailbox();
});
afterEach(() => box.clear());
after(() => box.stop());

const mail = {
  from: 'mandor@contoh.example',
  to: 'pic@contoh.example',
  subject: 'Stok hari ini ✓',
  text: 'Baris satu',
  html: '<p>Baris satu</p>',
};

test('a confirmed mail is in the mailbox with both bodies and its Message-ID', async () => {
  const sent = await sendMail(box.url, { ...mail, messageId: '<a-1@contoh.example>' });
  assert.equal(sent.outcome, 'confirmed');
  assert.equal(sent.messageId, '<a-1@contoh.example>');
  const [kept] = await box.wait({ to: 'pic@contoh.example' });
  assert.equal(kept?.parsed.subject, 'Stok hari ini ✓');
  assert.equal(kept?.parsed.messageId, '<a-1@contoh.example>');
  assert.match(kept?.parsed.text ?? '', /Baris satu/);
  assert.match(kept?.parsed.html ?? '', /<p>Baris satu<\/p>/);
});

test('a refused recipient is definite; greylisting is definite and may be tried again', async () => {
  box.refuse('pic@contoh.example');
  const refused = await sendMail(box.url, mail);
  assert.deepEqual([refused.outcome, refused.outcome === 'refused' && [refused.isTransient, refused.code]], ['refused', [false, 550]]);
  box.clear();
  box.greylist('pic@contoh.example');
  const later = await sendMail(box.url, mail);
  assert.deepEqual([later.outcome, later.outcome === 'refused' && [later.isTransient, later.code]], ['refused', [true, 451]]);
  assert.equal((await sendMail(box.url, mail)).outcome, 'confirmed');
  assert.equal(box.list().length, 1);
});

test('one of two recipients refused: confirmed for the other, and it says so', async () => {
  box.refuse('b@contoh.example');
  const sent = await sendMail(box.url, { ...mail, to: ['a@contoh.example', 'b@contoh.example'] });
  assert.equal(sent.outcome, 'confirmed');
  assert.deepEqual(sent.outcome === 'confirmed' && [sent.accepted, sent.rejected], [['a@contoh.example'], ['b@contoh.example']]);
});

test('a refusal after DATA is definite', async () => {
  box.failData('refuse');
  const sent = await sendMail(box.url, mail);
  assert.equal(sent.outcome === 'refused' && sent.code, 554);
  assert.equal(box.list().length, 0);
});

test('a connection lost after DATA is unknown, and the mail may well be there', async () => {
  box.failData('drop');
  const sent = await sendMail(box.url, mail);
  assert.equal(sent.outcome, 'unknown');
  assert.equal(box.list().length, 1);
});

test('silence after DATA is unknown', async () => {
  box.failData('hang');
  assert.equal((await sendMail(box.url, mail, { timeoutMs: 300 })).outcome, 'unknown');
});

test('no server is a refusal that may be tried again, and names no password', async () => {
  const dead = await startMailbox();
  await dead.stop();
  const sent = await sendMail(`smtp://user:hush@127.0.0.1:${dead.port}`, mail, { timeoutMs: 1000 });
  assert.equal(sent.outcome === 'refused' && sent.isTransient, true);
  assert.doesNotMatch(JSON.stringify(sent), /hush/);
});

test('a mailbox with a login takes the right one only', async () => {
  const locked = await startMailbox({ login: { user: 'mandor', password: 'right/word' } });
  try {
    assert.equal((await sendMail(locked.url, mail)).outcome, 'confirmed');
    assert.equal(locked.list()[0]?.user, 'mandor');
    const wrong = await sendMail(`smtp://mandor:wrong@127.0.0.1:${locked.port}`, mail);
    assert.equal(wrong.outcome === 'refused' && wrong.code, 535);
  } finally {
    await locked.stop();
  }
});

test('line breaks in a subject do not become headers', async () => {
  await sendMail(box.url, { ...mail, subject: 'a\r\nBcc: x@contoh.example' });
  const [kept] = box.list();
  assert.deepEqual(kept?.to, ['pic@contoh.example']);
  assert.ok(!kept?.parsed.headers.some((header) => header.key === 'bcc'));
});

test('a check of the account logs in and sends nothing', async () => {
  const locked = await startMailbox({ login: { user: 'mandor', password: 'right' } });
  try {
    assert.equal(await verifySmtp(locked.url), undefined);
    assert.match((await verifySmtp(`smtp://mandor:wrong@127.0.0.1:${locked.port}`)) ?? '', /refused the login/);
    assert.match((await verifySmtp('nonsense')) ?? '', /SMTP_URL/);
    assert.equal(locked.list().length, 0);
  } finally {
    await locked.stop();
  }
  assert.match((await verifySmtp(locked.url, { timeoutMs: 1000 })) ?? '', /could not be reached/);
});
