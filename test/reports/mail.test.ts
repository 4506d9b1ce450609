import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderReportMail } from '../../src/reports/mail.ts';
import type { FrozenReport } from '../../src/reports/types.ts';
import { hostileReport, largestReport, ordinaryReport } from './fixture.ts';

const OPTIONS = { isTest: false, recipientName: 'Ibu Sari', instanceName: 'Contoh Retail' };
// Not the constant of the code: this is the promise it has to keep.
const BYTES_MAX = 90_000;
const bytes = (mail: { html: string; text: string }): number => Buffer.byteLength(mail.html) + Buffer.byteLength(mail.text);

test('an ordinary day is shown whole, and its figures as SQL worded them', () => {
  const report = ordinaryReport();
  const { html, subject } = renderReportMail(report, OPTIONS);
  assert.equal(subject, report.subject);
  for (const figure of report.key_figures) assert.ok(html.includes(`>${figure.value}<`), figure.value);
  for (const row of report.sections.flatMap((s) => s.table?.rows ?? []))
    for (const cell of row) assert.ok(html.includes(`${cell}</td>`), cell);
  assert.ok(!html.includes('tidak dimuat'));
});

test('the opening stands whole under the verdict or not at all: cut, its figures would say something else', () => {
  const report = ordinaryReport();
  const whole = renderReportMail(report, OPTIONS);
  assert.ok(whole.html.includes(`${report.verdict}</div></td></tr></table><p style="margin:0 0 20px">${report.opening}</p>`));
  assert.ok(whole.text.replace(/\s+/g, ' ').includes(`${report.verdict} ${report.opening} `));
  const long = renderReportMail({ ...report, opening: `${report.opening} `.repeat(20) }, OPTIONS);
  assert.ok(!long.html.includes('Dari 347 artikel') && !long.text.includes('Dari 347 artikel'));
  const escaped = renderReportMail({ ...report, opening: 'artikel <b>X</b>' }, OPTIONS);
  assert.ok(escaped.html.includes('artikel &lt;b&gt;X&lt;/b&gt;') && !escaped.html.includes('<b>X'));
});

test('a report of 5,464 codes stays under 90 KB, in tables of at most 30 rows, and says how much is left out', () => {
  const mail = renderReportMail(largestReport(), { ...OPTIONS, isTest: true });
  assert.ok(bytes(mail) < BYTES_MAX, `${bytes(mail)} bytes`);
  const bodies = mail.html.match(/<tbody>.*?<\/tbody>/gs) ?? [];
  assert.ok(bodies.length > 0);
  for (const body of bodies) {
    const rows = body.split('<tr').length - 1;
    assert.ok(rows > 0 && rows <= 30, `${rows} rows`);
    const hidden = new Intl.NumberFormat('id-ID').format(5464 - rows);
    assert.ok(mail.html.includes(`+${hidden} lainnya, tidak dimuat di email ini`), hidden);
    assert.ok(mail.text.includes(`+${hidden} lainnya, tidak dimuat di email ini`), hidden);
  }
});

test('no report is too large: characters that grow when escaped, hundreds of columns and sections', () => {
  const [section] = ordinaryReport().sections.slice(1);
  for (const fill of ['"'.repeat(400), '👩‍👩‍👧'.repeat(50), `A${'\u0301'.repeat(400)}`, 'a '.repeat(200)]) {
    const columns = Array.from({ length: 100 }, () => ({ label: fill, align: 'right' as const }));
    const row = columns.map(() => fill);
    const table = { columns, rows: Array.from({ length: 40 }, () => row), footer: row };
    const sentences = Array.from({ length: 40 }, () => fill);
    const wide = { ...section!, title: `x${fill}`, intro: fill, sentences, table, more: fill };
    const report: FrozenReport = {
      ...largestReport(1),
      verdict: fill,
      title: fill,
      subject: fill,
      key_figures: Array.from({ length: 90 }, () => ({ label: fill, value: fill, note: fill })),
      sections: Array.from({ length: 30 }, () => wide),
      warnings: sentences,
      footer: sentences,
    };
    const mail = renderReportMail(report, { ...OPTIONS, recipientName: fill });
    assert.ok(bytes(mail) < BYTES_MAX, `${bytes(mail)} bytes`);
    assert.ok(mail.subject.length <= 150);
    assert.match(mail.html, /\+\d+ bagian lainnya, tidak dimuat/);
  }
});

test('hostile names stay text: no tag, attribute or entity of theirs reaches the HTML', () => {
  const { html } = renderReportMail(hostileReport(), OPTIONS);
  assert.ok(!/<(script|img)/i.test(html));
  assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;MEN&quot; &#39;CLASSIC&#39;'));
  assert.ok(html.includes('=HYPERLINK(&quot;http://evil.example&quot;,&quot;klik&quot;)'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  assert.ok(!/[\u0000-\u0009\u000B-\u001F\u202A-\u202E\u2066-\u2069]/.test(html));
});

test('no text anywhere adds or closes an element', () => {
  const withText = (text: string): string => {
    const t = `A${text.replaceAll('→', '')}`;
    const report = ordinaryReport();
    return renderReportMail(
      {
        ...report,
        title: t,
        date_text: t,
        verdict: t,
        preheader: t,
        key_figures: [{ label: t, value: t, note: t }],
        sections: [
          {
            ...report.sections[0]!,
            title: t,
            intro: t,
            sentences: [t],
            more: t,
            table: { columns: [{ label: t, align: 'left' }], rows: [[t]] },
          },
        ],
        warnings: [t],
        request: t,
        footer: [t],
      },
      { isTest: true, recipientName: t, instanceName: t },
    ).html;
  };
  const tags = (html: string): string => (html.match(/<[^>]*>/g) ?? []).map((t) => t.replace(/ style="[^"]*"/, '')).join('');
  const plain = tags(withText(''));
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '</td>',
    '<!--',
    '-->',
    '&lt;',
    '`',
    '${',
    '\u202E',
    '\r\n',
    'ا',
    '👟',
    'x'.repeat(40),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 12 }), (parts) => {
      assert.equal(tags(withText(parts.join(''))), plain);
    }),
    { numRuns: 300 },
  );
});

test('the subject is one line of at most 150 characters', () => {
  const { subject } = renderReportMail(hostileReport(), { ...OPTIONS, isTest: true });
  assert.ok(subject.startsWith('[UJI] Control Stock Bcc: '));
  assert.ok(!/[\r\n\t]/.test(subject));
  assert.equal(subject.length, 150);
});

test('a test mail says [UJI] in subject and body, an earnest one nowhere', () => {
  const marked = renderReportMail(ordinaryReport(), { ...OPTIONS, isTest: true });
  assert.equal(marked.subject, `[UJI] ${ordinaryReport().subject}`);
  for (const body of [marked.html, marked.text]) assert.match(body, /\[UJI\] Ini email percobaan/);
  const earnest = renderReportMail(ordinaryReport(), OPTIONS);
  for (const body of [earnest.subject, earnest.html, earnest.text]) assert.ok(!body.includes('UJI'));
});

test('mail programs get what they understand: inline styles, layout tables marked, headings with scope, nothing from outside', () => {
  // Its links are tested below; without them nothing may point anywhere.
  const { html } = renderReportMail({ ...hostileReport(), links: [] }, OPTIONS);
  assert.match(html, /<html lang="id"/);
  assert.ok(
    !/\b(?:href|src|srcset|background|action)=["']?[a-z/]|url\(|@import|<(?:link|script|img|svg|form|iframe)/i.test(
      html.replace(/&[^;]+;[^<]*/g, ''),
    ),
  );
  assert.ok(!/display:\s*(?:flex|grid)/.test(html));
  for (const tag of html.match(/<th\b[^>]*>/g) ?? []) assert.match(tag, /scope="col"/);
  for (const tag of html.match(/<table\b[^>]*>(?!<thead>)/g) ?? []) assert.match(tag, /role="presentation"/);
  for (const tag of html.match(/<table\b[^>]*>(?=<thead>)/g) ?? []) assert.doesNotMatch(tag, /role=/);
});

test('numbers stand right, and each tone is also a word', () => {
  const { html } = renderReportMail(ordinaryReport(), OPTIONS);
  assert.match(html, /<td align="right" nowrap>1\.280<\/td>/);
  assert.match(html, /<th [^>]*align="right"[^>]*>Nilai<\/th>/);
  assert.match(html, />SEGERA</);
  assert.match(html, />PERHATIAN</);
});

test('a report without a verdict says so above the sentence', () => {
  const report = {
    ...ordinaryReport(),
    is_ready: false,
    verdict: 'Riwayat penjualan kurang dari 3 bulan.',
    sections: [],
    key_figures: [],
    warnings: [],
  };
  const { html, text } = renderReportMail(report, OPTIONS);
  for (const body of [html, text]) {
    assert.ok(body.includes('Belum dapat dinilai'));
    assert.ok(!body.includes('Angka utama'));
    assert.ok(!body.includes('Perlu diperiksa'));
  }
});

test('what is asked of the reader stands before the figures; a report that asks nothing says nothing there', () => {
  const request = ordinaryReport().request as string;
  const { request: _, ...quiet } = ordinaryReport();
  const [asking, silent] = [renderReportMail(ordinaryReport(), OPTIONS), renderReportMail(quiet, OPTIONS)];
  for (const body of ['html', 'text'] as const) {
    const at = asking[body].replace(/\s+/g, ' ').indexOf(request);
    const [before, after] = ['Yth.', 'Ringkasan'].map((word) => asking[body].replace(/\s+/g, ' ').indexOf(word)) as [number, number];
    assert.ok(before < at && at < after, body);
    assert.ok(!silent[body].includes('menunggu persetujuan Anda'));
    assert.equal(silent[body], renderReportMail({ ...quiet, request: null }, OPTIONS)[body]);
  }
});

test('an empty section shows its title, but no empty table and no alarm; an unknown reader is greeted politely', () => {
  const report = ordinaryReport();
  const empty = { ...report.sections[1]!, title: 'Overstock: 0 artikel', sentences: [], more: null };
  const sections = [{ ...empty, table: { ...empty.table!, rows: [], footer: null } }];
  const { html, text } = renderReportMail({ ...report, sections }, { isTest: false, recipientName: ' ' });
  for (const body of [html, text]) {
    assert.ok(body.includes('Overstock: 0 artikel'));
    assert.ok(body.includes('Yth. Bapak/Ibu,'));
    assert.ok(!body.includes('PERHATIAN'));
    assert.ok(!body.includes('Lebih'));
  }
});

test('the same report gives the same bytes', () => {
  assert.deepEqual(renderReportMail(hostileReport(), OPTIONS), renderReportMail(hostileReport(), OPTIONS));
});

test('a malformed report is refused before anything is laid out', () => {
  const { verdict: _, ...rest } = ordinaryReport();
  assert.throws(() => renderReportMail(rest as FrozenReport, OPTIONS), /verdict is missing/);
});

test('links show their whole address and their age in both forms; what is no web address is refused', () => {
  const report = ordinaryReport();
  const { html, text } = renderReportMail(report, OPTIONS);
  for (const { label, url, note } of report.links ?? []) {
    assert.ok(html.includes(`href="${url.replaceAll('&', '&amp;')}"`), url);
    assert.ok(text.includes(`* ${label}:\n  ${url}\n`), url);
    if (note) assert.ok(html.includes(note) && text.replace(/\n {2}/g, ' ').includes(note), note);
  }
  const none = renderReportMail({ ...report, links: [] }, OPTIONS);
  assert.ok(!none.html.includes('<a ') && !none.text.includes('Lihat juga'));
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'sheet', 'https://a b'])
    assert.throws(() => renderReportMail({ ...report, links: [{ label: 'x', url }] }, OPTIONS), /links\[0\]\.url is not a web address/);
});
