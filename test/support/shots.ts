// `npm run shots`: the pictures of the README. The mail comes from the last demo when there was one, else from the tests' fixture;
// the terminal is the end of what that demo printed (`FORCE_COLOR=1 npm run demo` keeps its colours). Another folder than var/demo may
// be given as argument. A mail that scrolls sideways fails here as it does in the tests.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { renderReportMail } from '../../src/reports/mail.ts';
import { ansiToHtml } from '../reports/ansi.ts';
import { findChromium, NO_CHROMIUM, openBrowser } from '../reports/browser.ts';
import { ordinaryReport } from '../reports/fixture.ts';
import { packPng } from '../reports/png.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEMO = resolve(ROOT, process.argv[2] ?? 'var/demo');
const OUT = join(ROOT, 'docs/img');
/** Pictures to be looked at, not kept. */
const ASIDE = join(ROOT, 'var/shots');

const COLUMNS = 120;
const LINES = 60;
/** What of the mail stands in the README: the verdict, the figures and what to order. */
const TOP_OF_MAIL = 1060;
/** Of the director's mail: whom to follow up. */
const TOP_OF_MORNING = 730;

/** A Sheet is wider than any screen: its left part. */
const SHEET_WIDTH = 1500;
const SHEET_HEIGHT = 520;

interface Source {
  name: string;
  html: string;
}

function newestMail(): Source {
  const newest = join(DEMO, 'control_stock.html');
  if (existsSync(newest)) return { name: relative(ROOT, newest), html: readFileSync(newest, 'utf8') };
  const mail = renderReportMail(ordinaryReport(), { isTest: false, recipientName: 'Ibu Sari', instanceName: 'Contoh Retail' });
  return { name: "the tests' fixture (no var/demo/control_stock.html: run npm run demo first for the real one)", html: mail.html };
}

/** A line of at most COLUMNS characters; the colour sequences of what is cut off stay, so that none runs on. */
function cut(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  const parts = line.split(/(\u001B\[[0-9;]*m)/);
  const length = parts.filter((_, i) => i % 2 === 0).join('').length;
  if (length <= COLUMNS) return line;
  let left = COLUMNS - 1;
  const kept = parts.map((part, i) => {
    if (i % 2 === 1) return part;
    const shown = part.slice(0, left);
    left -= shown.length;
    return shown;
  });
  return `${kept.join('')}…`;
}

/** The last whole steps of the demo that fit the picture: a screen that shows everything shows nothing. */
function lastScreen(ansi: string): string {
  const parts = ansi.trim().split(/\n\n(?=\S)/);
  let lines = -1;
  const kept = parts.reverse().filter((part) => {
    lines += 1 + part.split('\n').length;
    return lines <= LINES;
  });
  return kept.reverse().join('\n\n').split('\n').map(cut).join('\n');
}

/** The steps from the first one that says `from` to the next that says `to`. */
function screenBetween(ansi: string, from: string, to: string): string | undefined {
  const parts = ansi.trim().split(/\n\n(?=\S)/);
  const first = parts.findIndex((part) => part.includes(from));
  const last = parts.findIndex((part, i) => i >= first && part.includes(to));
  if (first < 0 || last < 0) return undefined;
  return parts
    .slice(first, last + 1)
    .join('\n\n')
    .split('\n')
    .map(cut)
    .join('\n');
}

function terminalPage(screen: string): string {
  return `<!doctype html><html lang="id"><meta charset="utf-8"><style>
body{margin:0;padding:20px;background:#e3e7eb;width:max-content}
div{background:#161b22;border-radius:8px;padding:0 0 14px;box-shadow:0 6px 20px rgb(0 0 0/.25)}
p{margin:0;padding:11px 14px;line-height:0}i{display:inline-block;width:11px;height:11px;border-radius:50%;margin-right:7px;background:#4b5563}
pre{margin:0;padding:2px 18px;color:#d5dbe1;font:13px/19px "DejaVu Sans Mono","Liberation Mono",monospace;width:${COLUMNS}ch;white-space:pre}
</style><div><p><i></i><i></i><i></i></p><pre>${ansiToHtml(screen)}</pre></div></html>`;
}

/** Longest picture of a mail in the repository: each stays under 200 KB. */
const LONGEST = 3300;

/** Pages that the demo left behind, and how wide they are looked at. */
const OTHERS: readonly [page: string, widths: readonly number[]][] = [
  ['daily_sales', [360, 680]],
  ['request_again', [360, 680]],
  ['product_performance', [360, 680]],
  ['question', [360, 680]],
  ['morning', [360, 680]],
];

async function shoot(browser: Browser, html: string, width: number, file: string, height?: number, out = OUT): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width, height: 100 } });
  await page.setContent(html);
  const [scroll = 0, client = 0, full = 0] = (await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth, document.documentElement.scrollHeight]',
  )) as number[];
  const path = join(out, file);
  writeFileSync(
    path,
    packPng(
      await page.screenshot({
        fullPage: true,
        ...(height === undefined ? {} : { clip: { x: 0, y: 0, width, height: Math.min(height, full) } }),
      }),
    ),
  );
  await page.close();
  const fits = scroll <= client || file === 'sheet.png';
  const size = Math.ceil(statSync(path).size / 1024);
  console.log(
    `${relative(ROOT, path)}  ${width} px  ${size} KB  ${fits ? 'no horizontal scroll' : `SCROLLS SIDEWAYS: ${scroll} px of ${client}`}`,
  );
  return fits;
}

const chromium = findChromium();
if (chromium === null) {
  console.error(NO_CHROMIUM);
  process.exit(1);
}
for (const folder of [OUT, ASIDE]) mkdirSync(folder, { recursive: true });
const browser = await openBrowser(chromium);
try {
  const mail = newestMail();
  console.log(`mail: ${mail.name}`);
  const fits = [
    await shoot(browser, mail.html, 360, 'mail-360.png', LONGEST),
    await shoot(browser, mail.html, 680, 'mail-680.png', LONGEST),
    await shoot(browser, mail.html, 680, 'mail-top.png', TOP_OF_MAIL),
  ];
  for (const [name, widths] of OTHERS) {
    const file = join(DEMO, `${name}.html`);
    if (!existsSync(file)) console.log(`${name}: skipped, there is no ${relative(ROOT, file)}; npm run demo writes it.`);
    else
      for (const width of widths)
        fits.push(await shoot(browser, readFileSync(file, 'utf8'), width, `${name.replace('_', '-')}-${width}.png`, undefined, ASIDE));
  }
  const morning = join(DEMO, 'morning.html');
  if (existsSync(morning)) fits.push(await shoot(browser, readFileSync(morning, 'utf8'), 680, 'morning.png', TOP_OF_MORNING));
  const tier = existsSync(DEMO) ? readdirSync(DEMO).find((name) => name.startsWith('sheet_tier')) : undefined;
  if (tier === undefined) console.log('Sheet: skipped, there is no sheet_tier….html; npm run demo writes it.');
  else fits.push(await shoot(browser, readFileSync(join(DEMO, tier), 'utf8'), SHEET_WIDTH, 'sheet.png', SHEET_HEIGHT));
  const terminal = join(DEMO, 'terminal.txt');
  if (existsSync(terminal)) {
    const ansi = readFileSync(terminal, 'utf8');
    fits.push(await shoot(browser, terminalPage(lastScreen(ansi)), 1020, 'terminal.png'));
    const answers = screenBetween(ansi, 'the third time it is not made again', 'the life of this report');
    if (answers !== undefined) fits.push(await shoot(browser, terminalPage(answers), 1020, 'answers.png'));
  } else console.log('terminal: skipped, var/demo/terminal.txt does not exist; npm run demo writes it.');
  if (fits.includes(false)) process.exitCode = 1;
} finally {
  await browser.close();
}
