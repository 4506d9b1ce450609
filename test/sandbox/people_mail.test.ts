// What people write to the robot in the sandbox: an answer as Gmail makes it, and by HTTP.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import PostalMime from 'postal-mime';
import { composeMail } from '../../src/connectors/mail/compose.ts';
import { replyTo, startSandbox } from '../../src/sandbox/index.ts';

const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07' });
after(() => sandbox.stop());
const { bytes } = await composeMail({
  from: 'Mandor <mandor@mandor.example>',
  to: 'pic@toko.example',
  subject: 'Control Stock 8 Feb 2026 [M7.1 ab12]',
  text: 'Baris satu\r\n\r\nBaris "dua" & <tiga>',
  html: '<p>Baris satu</p>',
  messageId: '<mandor.7.1.t@mandor.example>',
  references: '<mandor.item.7@mandor.example>',
  date: new Date('2026-02-09T05:10:00+07:00'),
});

test('an answer stands above the quote, in the thread, with the subject of what it answers', async () => {
  const raw = await replyTo(
    { raw: bytes },
    { from: 'pic@toko.example', name: 'Sari', text: 'Setuju.\nTerima <kasih>', at: new Date('2026-02-09T08:00:00+07:00') },
  );
  assert.ok(!raw.toString('latin1').replaceAll('\r\n', '').includes('\n'), 'a bare line feed');
  const mail = await PostalMime.parse(raw);
  assert.deepEqual(
    [(mail.from as { address: string }).address, mail.to?.[0]?.name, mail.subject, mail.inReplyTo, mail.references],
    [
      'pic@toko.example',
      'Mandor',
      'Re: Control Stock 8 Feb 2026 [M7.1 ab12]',
      '<mandor.7.1.t@mandor.example>',
      '<mandor.item.7@mandor.example> <mandor.7.1.t@mandor.example>',
    ].map((one, i) => (i === 1 ? '' : one)),
  );
  assert.equal(
    mail.text?.trimEnd().replaceAll('\r\n', '\n'),
    'Setuju.\nTerima <kasih>\n\nPada Sen, 9 Feb 2026 pukul 05.10 Mandor <mandor@mandor.example> menulis:\n\n> Baris satu\n>\n> Baris "dua" & <tiga>',
  );
  assert.match(mail.html ?? '', /<div>Setuju\.<\/div><div>Terima &lt;kasih&gt;<\/div><\/div><br><div class="gmail_quote/);
  const again = await replyTo({ raw }, { from: 'b@toko.example', text: 'Ok', hasQuote: false });
  const second = await PostalMime.parse(again);
  assert.deepEqual(
    [second.subject, second.to?.[0]?.address, second.text?.trim()],
    ['Re: Control Stock 8 Feb 2026 [M7.1 ab12]', 'pic@toko.example', 'Ok'],
  );
});

test('by HTTP a person answers the newest mail that they got', async () => {
  const post = async (body: object) => {
    const answer = await fetch(`${sandbox.controlUrl}/__sandbox/mail/reply`, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as { id?: string; subject?: string; error?: string } };
  };
  assert.match((await post({ from: 'pic@toko.example', text: 'Approve' })).body.error ?? '', /No mail to pic@toko\.example/);
  await sandbox.mailbox.deliver(bytes, { from: 'mandor@mandor.example', to: ['pic@toko.example'], user: 'robot' });
  const listed = (await (await fetch(`${sandbox.controlUrl}/__sandbox/mail`)).json()) as { messageId: string }[];
  assert.equal(listed[0]?.messageId, '<mandor.7.1.t@mandor.example>');
  const { status, body } = await post({ from: 'pic@toko.example', text: 'Approve' });
  assert.deepEqual([status, body.subject], [200, 'Re: Control Stock 8 Feb 2026 [M7.1 ab12]']);
  const [arrived] = sandbox.google.gmail.messages();
  assert.equal(arrived?.id, body.id);
  assert.match(arrived?.raw.toString() ?? '', /^Authentication-Results: mx\.google\.com;/);
  assert.equal((await post({ from: 'x', text: '' })).status, 400);
  assert.equal((await post({ from: 'pic@toko.example', text: 'a', messageId: '<other@x>' })).status, 400);
});
