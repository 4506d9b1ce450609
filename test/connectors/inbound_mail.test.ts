// A mail taken apart: garbage is a mail that cannot be read, a large one is read in bounded time, and no word of a person is
// lost with a quote.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mailFacts, openMail } from '../../src/connectors/mail/inbound.ts';
import { typedText } from '../../src/connectors/mail/typed.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const REPORT = [
  'Control Stock 9 Februari 2026',
  'Selamat pagi, Wayan.',
  'Artikel M1CA01 sisa 1,2 bulan, pesan 120 pasang (10 box) sekarang.',
  'WHS',
  '1.204',
  'WHB',
  '3.600',
  'Balas email ini dengan satu kata, Approve atau Setuju, bila angka dan usulannya benar.',
  'Bila ada yang salah, balas dengan catatan: sebutkan artikelnya.',
  'Jangan mengubah subjek: di situ ada kode laporan ini.',
];
const HEADER = [
  'From: Mandor <mandor@mandor.example>',
  'Sent: Monday, February 9, 2026 10:12 AM',
  'To: Wayan <w@toko.example>',
  'Subject: Control Stock',
  '',
];
const ATTRIBUTION = 'Pada Sen, 9 Feb 2026 pukul 10.12 Mandor <mandor@mandor.example> menulis:';
const typed = (lines: readonly string[]): string => typedText(lines.join('\n'), [REPORT.join('\n')]).text;

test('of a quote of ours nothing is left, with marks or without, however its lines are broken', () => {
  const broken = REPORT.join(' ')
    .replace(/(.{30,50}) /g, '$1\n')
    .split('\n');
  for (const quote of [REPORT, broken]) {
    assert.equal(typed(['Setuju', '', ATTRIBUTION, ...quote.map((l) => `> ${l}`)]), 'Setuju');
    assert.equal(typed(['Setuju', '', ...HEADER, ...quote]), 'Setuju');
    assert.equal(typed(['Setuju', '', '-----Pesan Asli-----', ...quote]), 'Setuju');
  }
});

test('whatever a person types, wherever in the quote, stays', () => {
  const word = fc.constantFrom(
    'jangan',
    'tidak',
    'Setuju',
    'tunggu dulu',
    'WHS',
    'M1CA01 24 box',
    'Approve atau Setuju',
    'ini salah, dicek lagi ya',
  );
  fc.assert(
    fc.property(word, fc.nat({ max: REPORT.length }), fc.constantFrom('marks', 'none', 'inside'), (text, at, how) => {
      const lines = REPORT.map((l) => (how === 'none' ? l : `> ${l}`));
      lines.splice(at, 0, how === 'inside' ? `> ${text}` : text);
      const got = typed(['Oke', '', ...(how === 'none' ? HEADER : [ATTRIBUTION]), ...lines]);
      // What reads like the next words of ours may be taken for them; then ours are left over in its place, and nothing is clean.
      assert.notEqual(got, 'Oke', `${text} at ${at} (${how}) was lost`);
    }),
    { numRuns: 300 * DEPTH },
  );
});

test('a short word where a quote was cut off is not taken for our next one', () => {
  const cut = REPORT.slice(0, -1);
  assert.equal(typed(['Setuju', '', ATTRIBUTION, ...cut.map((l) => `> ${l}`), 'jangan']), 'Setuju\n\njangan');
  assert.equal(typed(['Setuju', '', ...HEADER, ...cut, 'jangan']), 'Setuju\n\njangan');
});

test('garbage never throws, and what comes of it can be stored', async () => {
  const mail = Buffer.from(
    `From: a@b.example\r\nTo: c@d.example\r\nSubject: =?utf-8?B?${Buffer.from('Re: x').toString('base64')}?=\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nApprove\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Approve</p>\r\n--b--\r\n`,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: mail.length - 1 }), fc.nat({ max: 255 })), { maxLength: 60 }), async (changes) => {
      const raw = Buffer.from(mail);
      for (const [at, byte] of changes) raw[at] = byte;
      const json = JSON.stringify(mailFacts(await openMail(raw), []));
      assert.ok(!json.includes('\\u0000') && json.isWellFormed());
    }),
    { numRuns: 200 * DEPTH },
  );
  for (const raw of [Buffer.alloc(0), Buffer.alloc(1000), Buffer.from('\r\n\r\n'), Buffer.from(`From: ${'<'.repeat(100_000)}\r\n\r\nx`)])
    assert.equal(mailFacts(await openMail(raw), []).from.filter((a) => a.includes('@')).length, 0);
});

test('a body of 5 MB of text or HTML is read in bounded time', { timeout: 60_000 }, async () => {
  const head = 'From: a@b.example\r\nSubject: x\r\nContent-Type: ';
  const started = process.cpuUsage();
  for (const raw of [
    `${head}text/plain\r\n\r\n${'On 10:12 <a@b.example> menulis catatan\r\n'.repeat(125_000)}`,
    `${head}text/html\r\n\r\n${'<div><blockquote>Setuju<br>-- <br>'.repeat(150_000)}`,
    `${head}text/plain\r\n\r\n${'> '.repeat(2_500_000)}`,
  ]) {
    const facts = mailFacts(await openMail(Buffer.from(raw)), [{ text: REPORT.join('\n') }]);
    assert.ok(facts.is_truncated);
    assert.ok(JSON.stringify(facts).length < 2_000_000);
  }
  const { user } = process.cpuUsage(started);
  assert.ok(user < 20_000_000, `${user / 1e6} s of computing for three mails`);
});

test('a report that comes back whole names its request, however many tags stand below its Message-ID', async () => {
  const id = '<mandor.7.1.00000000-0000-4000-8000-000000000001@mandor.example>';
  const cells = '<td>1</td>'.repeat(400);
  const raw = `From: mailer-daemon@toko.example\r\nMessage-ID: <dsn@toko.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${id}\r\nContent-Type: text/html\r\n\r\n<table>${cells}</table>\r\n--b--\r\n`;
  const facts = mailFacts(await openMail(Buffer.from(raw)), []);
  assert.deepEqual([facts.is_dsn, facts.bounced], [true, [id]]);
});

test('a line right above an attribution that begins like one stays', () => {
  const quote = REPORT.map((l) => `> ${l}`);
  assert.equal(typed(['Approve', 'Pada M1CA01 jangan dulu', ATTRIBUTION, ...quote]), 'Approve\nPada M1CA01 jangan dulu');
  const broken = ['On Mon, Feb 9, 2026 at 10:12 AM Mandor <mandor@mandor.example>', 'wrote:'];
  assert.equal(typed(['Approve', 'On M1CA01 wait', ...broken, ...quote]), 'Approve\nOn M1CA01 wait');
  assert.equal(typed(['Approve', '', ...broken, ...quote]), 'Approve');
});

test('a row of ours that was copied says something; the whole report without an announcement is a quote', () => {
  const row = REPORT[2] as string;
  assert.equal(typed(['Approve', row]), `Approve\n${row}`);
  assert.equal(typed([row, 'Approve']), `${row}\nApprove`);
  assert.equal(typed(['M1CA01 salah', '', ...REPORT.slice(2)]), 'M1CA01 salah');
  assert.equal(typed(['Approve', row, '', ATTRIBUTION, ...REPORT.map((l) => `> ${l}`)]), `Approve\n${row}`);
});

test('what was answered before is a quote only where a mark says so', () => {
  const again = 'Tapi M1CA01 jangan dipesan dulu sebelum gudang menghitung ulang';
  const got = (lines: readonly string[]): string => typedText(lines.join('\n'), [REPORT.join('\n')], '', [again]).text;
  assert.equal(got(['Approve', again]), `Approve\n${again}`);
  assert.equal(got(['Approve', '', ATTRIBUTION, ...REPORT.map((l) => `> ${l}`), again]), `Approve\n\n${again}`);
  assert.equal(got(['Approve', '', ATTRIBUTION, `> ${again}`]), 'Approve');
});
