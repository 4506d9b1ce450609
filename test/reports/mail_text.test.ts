import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderReportMail } from '../../src/reports/mail.ts';
import { clipEnd, clipMiddle, displayWidth, oneLine, wrap } from '../../src/reports/text.ts';
import type { FrozenReport } from '../../src/reports/types.ts';
import { hostileReport, largestReport, ordinaryReport } from './fixture.ts';

const OPTIONS = { isTest: true, recipientName: 'Ibu Sari', instanceName: 'Contoh Retail' };
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' };
const decode = (html: string): string => html.replace(/&([a-z]+|#39);/g, (all, name: string) => ENTITIES[name] ?? all);

/** What a reader of the HTML sees: without the head, the preheader and the labels that only narrow screens show. */
function visible(html: string): string {
  return html
    .replace(/^.*?<body/s, '<body')
    .replace(/<div style="display:none[^>]*>.*?<\/div>/s, '')
    .replace(/<span class="l m[^>]*>.*?<\/span>/gs, '');
}

const words = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((w) => w.replace(/^[([]+|[)\];,:.]+$/g, ''))
    .filter((w) => w !== '');

function counts(list: string[]): Map<string, number> {
  const map = new Map<string, number>();
  for (const word of list) map.set(word, (map.get(word) ?? 0) + 1);
  return map;
}

test('every word and number of the HTML is in the text, as often', () => {
  for (const report of [ordinaryReport(), largestReport()]) {
    const { html, text } = renderReportMail(report, OPTIONS);
    const seen = counts(words(decode(visible(html).replace(/<[^>]+>/g, ' '))));
    const said = counts(words(text));
    assert.ok(seen.size > 200);
    for (const [word, times] of seen)
      assert.ok((said.get(word) ?? 0) >= times, `${word}: ${times} in HTML, ${said.get(word) ?? 0} in text`);
  }
});

test('every sentence and cell with a hostile name is in the text too', () => {
  const { html, text } = renderReportMail(hostileReport(), OPTIONS);
  const joined = text.replace(/\s+/g, '');
  const blocks = [...visible(html).matchAll(/<(td|li|p|h1|h2)\b[^>]*>((?:(?!<(?:td|table|li|p|div|h1|h2)\b).)*?)<\/\1>/gs)];
  assert.ok(blocks.length > 300);
  for (const [, , inner = ''] of blocks) {
    const block = decode(inner.replace(/ <span class="k.".*?<\/span>/s, '').replace(/<[^>]+>/g, ''));
    assert.ok(joined.includes(block.replace(/\s+/g, '')), block);
  }
});

test('a row keeps its numbers on one line, in order, digits under digits', () => {
  const { text } = renderReportMail(ordinaryReport(), OPTIONS);
  const lines = text.split('\n');
  const rows = lines.filter((l) => /Rp [\d.]+$/.test(l) && !l.includes('Nilai kelebihan'));
  assert.equal(rows.length, 11);
  assert.match(rows[0] ?? '', /^M3CL50 MEN CLASSIC 6 +1\.280 +Rp 96\.000\.000$/);
  assert.equal(new Set(rows.map((l) => l.length)).size, 1);
  assert.ok(lines.some((l) => /^ +1\.200 +4\.800 +800 +6\.800 +1\.500 +500 +1,2 +WAJIB PO$/.test(l)));
});

/** An address is never broken. */
const fits = (line: string): boolean => displayWidth(line) <= 78 || /^ {2}https:\/\/\S+$/.test(line);

test('lines are at most 78 columns, with LF and plain spaces only', () => {
  for (const report of [ordinaryReport(), hostileReport(), largestReport()]) {
    const { text } = renderReportMail(report, OPTIONS);
    assert.ok(!/[\r\t\u00A0\u202F]/.test(text));
    assert.ok(!/ $/m.test(text));
    for (const line of text.split('\n')) assert.ok(fits(line), line);
  }
});

test('any table fits 78 columns and loses no cell', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9.,<&-]{1,90}$/);
  const cell = fc.array(word, { minLength: 1, maxLength: 3 }).map((w) => w.join(' '));
  const table = fc.integer({ min: 1, max: 9 }).chain((n) =>
    fc.record({
      columns: fc.array(fc.record({ label: cell, align: fc.constantFrom('left' as const, 'right' as const) }), {
        minLength: n,
        maxLength: n,
      }),
      rows: fc.array(fc.array(cell, { minLength: n, maxLength: n }), { maxLength: 4 }),
    }),
  );
  fc.assert(
    fc.property(table, (t) => {
      const report: FrozenReport = { ...ordinaryReport(), sections: [{ ...ordinaryReport().sections[0]!, sentences: [], table: t }] };
      const { text } = renderReportMail(report, OPTIONS);
      for (const line of text.split('\n')) assert.ok(fits(line) && (line.length <= 78 || line.includes('://')), line);
      const said = new Set(text.split(/\s+/));
      const joined = text.replace(/\s+/g, '');
      for (const w of t.rows.flat().flatMap((c) => clipEnd(c, 160).split(' '))) assert.ok(said.has(w) || joined.includes(w), w);
    }),
    { numRuns: 300 },
  );
});

test('U+00A0, line breaks and direction overrides become harmless; numbers after right-to-left names keep their order', () => {
  assert.equal(oneLine('Rp\u00A01.234\r\nBcc:\tx\u0000y'), 'Rp 1.234 Bcc: x y');
  assert.equal(oneLine('PO \u202E005.1\u202C \u2066x\u2069'), 'PO 005.1 x');
  assert.equal(oneLine('B3 حذاء رجالي 42'), 'B3 حذاء رجالي\u200E 42');
  assert.equal(oneLine('\uD83D sepatu'), '\uFFFD sepatu');
  assert.equal(oneLine('👩‍👩‍👧'), '👩‍👩‍👧');
});

test('width counts what a fixed-width reader shows', () => {
  assert.deepEqual(['abc', '→÷×', 'é', 'e\u0301', '鞋', '👟', '👩‍👩‍👧', '🇮🇩'].map(displayWidth), [3, 3, 1, 1, 2, 2, 2, 2]);
});

test('clipping never cuts a character, and a sentence keeps its end', () => {
  assert.equal(clipEnd('ABC 👩‍👩‍👧 DEF', 8), 'ABC…');
  const sentence = `Artikel ${'X'.repeat(500)}: sisa 1,2 bulan → PO 1.500 pasang (125 box) SEKARANG`;
  const short = clipMiddle(sentence, 160);
  assert.equal(short.length, 160);
  assert.match(short, /^Artikel X+…X+: sisa 1,2 bulan → PO 1\.500 pasang \(125 box\) SEKARANG$/);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 4, max: 40 }), (text, max) => {
      for (const clipped of [clipEnd(text, max), clipMiddle(text, max)]) {
        assert.ok(clipped.length <= max);
        assert.ok(clipped.isWellFormed());
      }
    }),
  );
});

test('wrapping keeps all words in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 5, max: 40 }),
      (list, width) => {
        const lines = wrap(list.join(' '), width);
        assert.equal(lines.join('').replaceAll(' ', ''), list.join(''));
        for (const line of lines) assert.ok(line.length <= width);
      },
    ),
  );
});
