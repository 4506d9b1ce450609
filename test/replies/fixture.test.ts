// The table of replies is data; these tests hold it to what the issue lists and to its committed column of answers.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import PostalMime from 'postal-mime';
import { CASES, CLASSES } from './cases.ts';
import { reply } from './compose.ts';
import { exampleWorld } from './example.ts';
import { CLIENTS } from './product.ts';
import { realCases, realDataIsThere, realRows } from './real.ts';

const EXPECTED = join(import.meta.dirname, 'expected.csv');
const ISSUE_TRICKS = [
  'wrong_sender',
  'display_name_address',
  'cc_colleague',
  'reply_to',
  'two_froms_own_first',
  'two_froms_own_last',
  'dmarc_fail',
  'dmarc_none',
  'forged_above',
  'forged_below',
  'foreign_authserv',
  'replayed',
  'older_revision',
  'token_of_other_item',
  'closed',
];
const count = (of: (c: (typeof CASES)[number]) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of CASES) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1);
  return counts;
};

test('expected.csv has every case once with the class of the table', () => {
  const lines = CASES.map((c) => `${c.name},${c.class}`);
  if (process.env.MANDOR_WRITE_EXPECTED === '1') writeFileSync(EXPECTED, `name,class\n${lines.join('\n')}\n`);
  const rows = parse(readFileSync(EXPECTED, 'utf8'), { columns: true }) as { name: string; class: string }[];
  assert.equal(new Set(rows.map((r) => r.name)).size, rows.length, 'a name stands twice');
  assert.deepEqual(
    rows.map((r) => `${r.name},${r.class}`),
    lines,
  );
});

test('every class, client, language, position and trick of the issue is there', (t) => {
  const classes = count((c) => c.class);
  for (const name of CLASSES) assert.ok((classes.get(name) ?? 0) >= 10, `class ${name}: ${classes.get(name) ?? 0} cases`);
  assert.ok((classes.get('approved') ?? 0) >= 100, 'the rate of wrong refusals needs genuine approvals');
  const pairs = count((c) => `${c.client} ${c.trick}`);
  for (const client of CLIENTS) {
    const own = CASES.filter((c) => c.client === client.key);
    for (const name of [
      'approved',
      'revision',
      'asked',
      'ignored_auto',
      'ignored_bounce',
      'refused_sender',
      'refused_from',
      'refused_unverified',
      'refused_stale',
      'refused_token',
      'refused_replayed',
      'refused_closed',
      'unmatched',
      'duplicate',
    ]) {
      assert.ok(
        own.some((c) => c.class === name),
        `${client.key} has no ${name}`,
      );
    }
    for (const language of ['id', 'en']) assert.ok(own.filter((c) => c.language === language).length >= 10, `${client.key} ${language}`);
    for (const trick of ISSUE_TRICKS) assert.ok(pairs.has(`${client.key} ${trick}`), `${client.key} has no ${trick}`);
    for (const trick of ['no_quote', 'condition_below', 'condition_inline'])
      assert.ok(pairs.has(`${client.key} ${trick}`), `${client.key} has no ${trick}`);
    for (const trick of ['below', 'inline', 'note_inline']) assert.ok(pairs.has(`${client.key} ${trick}`), `${client.key} has no ${trick}`);
  }
  t.diagnostic(`${CASES.length} cases: ${[...classes].map(([name, n]) => `${name} ${n}`).join(', ')}`);
  const cells = count((c) => `${c.client} ${c.class}`);
  const row = (head: string, values: (string | number)[]): string =>
    [head.padEnd(16), ...values.map((v) => String(v).padStart(6))].join(' ');
  t.diagnostic(
    row(
      '',
      CLASSES.map((name) => name.replace('refused_', 'r_').replace('ignored_', 'i_').slice(0, 6)),
    ),
  );
  for (const client of [...CLIENTS.map((c) => c.key), 'raw']) {
    t.diagnostic(
      row(
        client,
        CLASSES.map((name) => cells.get(`${client} ${name}`) ?? 0),
      ),
    );
  }
});

// Writing and opening them all takes ten seconds; what a client writes differs little from case to case.
const SAMPLE = Number(process.env.MANDOR_DEPTH ?? '1') > 1 ? 1 : 7;

test('every mail is the same bytes each time, in CRLF, and opens', async () => {
  const world = exampleWorld();
  const again = exampleWorld();
  for (const [i, one] of CASES.entries()) {
    if (i % SAMPLE !== 0) continue;
    const raw = one.mail(world);
    // A lone CR or LF is looked for in bytes: a pattern over 5 MB of text takes longer than writing it.
    for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) assert.equal(raw[at - 1], 13, `${one.name}: LF without CR`);
    assert.ok(raw.equals(one.mail(again)), `${one.name}: other bytes for the same request`);
    if (one.client === 'raw') continue;
    const mail = await PostalMime.parse(raw, { maxNestingDepth: 512 });
    assert.notEqual(mail.messageId ?? '', '', `${one.name}: no Message-ID`);
    assert.ok((mail.text ?? mail.html ?? '') !== '', `${one.name}: no text`);
  }
});

test('what was typed and what was asked stand in every part of what each client writes', async () => {
  const world = exampleWorld();
  const typed = 'Angka café = 24 box & bukan 42 “pasang”, mohon dicek lagi karena barisnya panjang sekali ya.';
  for (const client of CLIENTS) {
    for (const position of ['top', 'bottom', 'inline', 'none'] as const) {
      const mail = await PostalMime.parse(reply(world, client, typed, `${client.key}/${position}`, { position }));
      const html = (mail.html ?? '').replaceAll('&amp;', '&');
      const parts = [mail.text ?? '', html].filter((part) => part.trim() !== '');
      assert.ok(parts.length > 0, client.key);
      for (const part of parts) {
        assert.ok(part.includes(typed), `${client.key} ${position}: the typed text is not there`);
        assert.equal(/Approve atau\s+(> )?Setuju/.test(part), position !== 'none', `${client.key} ${position}: the quote`);
      }
      assert.equal(mail.inReplyTo, world.messageId);
      assert.equal(mail.from?.address, world.approver.address);
    }
  }
});

test('a replay has the Message-ID of its first delivery and other bytes; a duplicate the same bytes', () => {
  const world = exampleWorld();
  const id = (raw: Buffer): string => /^Message-ID: (.*)$/im.exec(raw.toString('latin1'))?.[1] ?? '';
  for (const one of CASES.filter((c) => c.class === 'refused_replayed' || c.class === 'duplicate')) {
    const first = one.earlier?.[0]?.(world) ?? assert.fail(`${one.name} has nothing earlier`);
    const mail = one.mail(world);
    assert.equal(id(first), id(mail), one.name);
    assert.equal(first.equals(mail), one.class === 'duplicate', one.name);
  }
});

test('the real mails are all in real.expected.csv, and each opens as it comes and as an answer', {
  skip: realDataIsThere() ? false : 'no ../shared/data/email-chatwoot-eml and email-planer-html',
}, async () => {
  const world = exampleWorld();
  const rows = realRows();
  assert.equal(rows.filter((r) => r.file.endsWith('.eml')).length, 40);
  assert.equal(rows.filter((r) => r.file.endsWith('.html')).length, 3);
  const cases = realCases();
  assert.equal(cases.length, 83);
  for (const one of cases) {
    assert.ok((CLASSES as readonly string[]).includes(one.class), `${one.name}: ${one.class} is no class`);
    const mail = await PostalMime.parse(one.mail(world));
    if (one.trick !== 'answer') continue;
    assert.equal(mail.inReplyTo, world.messageId, one.name);
    assert.equal(mail.from?.address, world.approver.address, one.name);
    assert.ok(mail.subject?.includes(`[M${world.itemId}.${world.revisionNo} `), one.name);
  }
});
