import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { renderReportMail } from '../../src/reports/mail.ts';
import { findChromium, NO_CHROMIUM, openBrowser } from './browser.ts';
import { HOSTILE_NAMES, hostileReport, largestReport, ordinaryReport } from './fixture.ts';

const OPTIONS = { isTest: true, recipientName: 'Ibu Sari', instanceName: 'Contoh Retail' };
const REPORTS = { ordinary: ordinaryReport(), hostile: hostileReport(), largest: largestReport() };
const chromium = findChromium();
const skip = chromium === null ? NO_CHROMIUM : false;

const widths = async (page: Page): Promise<[scroll: number, client: number]> =>
  (await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')) as [number, number];

test('no mail scrolls sideways, with style sheets and without, on a phone and on a desk', { skip }, async () => {
  await using browser = await openBrowser(chromium!);
  for (const [name, report] of Object.entries(REPORTS)) {
    const { html } = renderReportMail(report, OPTIONS);
    for (const [mode, source] of [
      ['with sheets', html],
      ['without sheets', html.replace(/<style>.*?<\/style>/gs, '')],
    ] as const) {
      await using page = await browser.newPage();
      await page.setContent(source);
      for (const width of [320, 360, 680, 1200]) {
        await page.setViewportSize({ width, height: 800 });
        const [scroll, client] = await widths(page);
        assert.equal(client, width);
        assert.ok(scroll <= client, `${name}, ${width} px, ${mode}: ${scroll} > ${client}`);
      }
    }
  }
});

test('on a phone nothing is cut off: every cell lies inside the screen, tiles stand two a line, wide rows are labelled cards', {
  skip,
}, async () => {
  await using browser = await openBrowser(chromium!);
  await using page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await page.setContent(renderReportMail(hostileReport(), OPTIONS).html);
  const seen = (await page.evaluate(`(() => {
    const boxes = (css) => [...document.querySelectorAll(css)].map((e) => e.getBoundingClientRect());
    return {
      outside: boxes('td, th, h1, h2, p, li, span').filter((b) => b.width > 0 && (b.left < 0 || b.right > 360)).length,
      overflowing: [...document.querySelectorAll('div')].filter((e) => e.scrollWidth > e.clientWidth && e.clientHeight > 2).length,
      tiles: boxes('.w').slice(0, 3).map((b) => [Math.round(b.left > 170 ? 1 : 0), Math.round(b.width)]),
      heads: getComputedStyle(document.querySelector('.s thead')).display,
      labels: getComputedStyle(document.querySelector('.s .l')).display,
    };
  })()`)) as { outside: number; overflowing: number; tiles: number[][]; heads: string; labels: string };
  assert.deepEqual(seen, {
    outside: 0,
    overflowing: 0,
    tiles: [
      [0, 166],
      [1, 166],
      [0, 166],
    ],
    heads: 'none',
    labels: 'block',
  });
});

test('the browser reads hostile names as text, runs nothing and asks for nothing', { skip }, async () => {
  await using browser = await openBrowser(chromium!);
  await using page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (r) => asked.push(r.url()));
  page.on('dialog', (d) => {
    asked.push(`dialog ${d.message()}`);
    return d.dismiss();
  });
  await page.setContent(renderReportMail(hostileReport(), OPTIONS).html);
  assert.deepEqual(asked, []);
  assert.equal(await page.title(), 'Control Stock');
  assert.equal(await page.locator('script, img').count(), 0);
  // The only links are those to where the report stands, and each shows its whole address.
  const links = await page.locator('a').evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.textContent]));
  assert.deepEqual(
    links,
    (ordinaryReport().links ?? []).map(({ url }) => [url, url]),
  );
  const names = await page.locator('td.f').allTextContents();
  for (const name of HOSTILE_NAMES.slice(0, 2)) assert.ok(names.includes(name), name);
  assert.ok(names.includes('</table></td></tr><script>document.title="x"</script>'));
});

test('text stays readable in light and dark: contrast of at least 4.5 : 1 everywhere', { skip }, async () => {
  await using browser = await openBrowser(chromium!);
  for (const colorScheme of ['light', 'dark'] as const) {
    await using page = await browser.newPage({ viewport: { width: 360, height: 800 }, colorScheme });
    await page.setContent(renderReportMail(ordinaryReport(), OPTIONS).html);
    const low = (await page.evaluate(`(() => {
      const rgb = (s) => s.match(/[\\d.]+/g).map(Number);
      const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
      const low = []; let looked = 0;
      for (const e of document.body.querySelectorAll('*')) {
        if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility() || e.clientHeight === 0 && e.getBoundingClientRect().height < 3) continue;
        if (e.style.maxHeight === '0px') continue;
        looked++;
        const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(ground(e).slice(0, 3))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) low.push(e.className + ' ' + ratio.toFixed(2) + ' ' + e.textContent.slice(0, 30));
      }
      return { looked: looked > 100, low };
    })()`)) as { looked: boolean; low: string[] };
    assert.deepEqual(low, { looked: true, low: [] }, colorScheme);
  }
});
