// The HTML part of a report mail: one column, tables for layout, styles inline, no picture, no script; its only links lead to
// where the same report can be seen, with the address in sight. What is said in colour is
// also said in words. hono/html escapes every value, and raw() is used for our own constants only.
import { html, raw } from 'hono/html';
import {
  type Clipped,
  hiddenText,
  LINKS_TITLE,
  type ListView,
  type MailView,
  type SectionView,
  type TableView,
  withHidden,
} from './layout.ts';
import { COLOUR, OUTLOOK, SHEETS, TONE } from './mail_style.ts';
import { displayWidth } from './text.ts';

type Html = ReturnType<typeof html>;

// Roughly what fits beside each other on a phone of 360 px at 13 px; wider tables are stacked there.
const NARROW_CHARS = 42;
const LONGEST_UNBROKEN = 18;
// A longer word in a name may be cut, so that it cannot push the numbers out; shorter words and headings never are.
const LONGEST_WORD = 14;
const SHORT_NAME = 8;
const BREAK = 'overflow-wrap:anywhere;word-break:break-word';
const PLAIN = raw('role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"');

/** Lays out a mail as an HTML document. */
export function renderHtml(view: MailView): string {
  const document = html`<!doctype html>
<html lang="id" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no"><meta name="x-apple-disable-message-reformatting">
<title>${view.title}</title>${SHEETS.map((sheet) => html`<style>${raw(sheet)}</style>`)}${raw(OUTLOOK)}</head>
<body class="b" style="margin:0;padding:0;background:${COLOUR.page}">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:${COLOUR.page}">${view.preheader}</div>
<table class="b" ${PLAIN} bgcolor="${COLOUR.page}" style="table-layout:fixed"><tr><td align="center" style="padding:0">
<table class="c t" ${PLAIN} bgcolor="${COLOUR.card}" style="max-width:680px;table-layout:fixed;margin:0 auto;color:${COLOUR.text};font:15px/22px Arial,Helvetica,sans-serif">
<tr><td class="p" align="left" style="padding:24px;${BREAK}">
${notice(view)}${head(view)}${verdict(view)}${opening(view)}${figures(view)}${view.sections.map(section)}
${view.leftOut === null ? '' : muted(view.leftOut)}${view.lists.map(list)}${links(view)}${footer(view)}
</td></tr></table></td></tr></table></body></html>
`;
  return String(document);
}

function notice(view: MailView): Html | '' {
  if (view.testNotice === null) return '';
  return html`<table ${PLAIN} style="margin-bottom:16px"><tr><td class="${TONE.warning.name}" bgcolor="${TONE.warning.ground}"
 style="padding:10px 12px;color:${TONE.warning.text};font-weight:bold">${view.testNotice}</td></tr></table>`;
}

function head(view: MailView): Html {
  return html`<h1 style="margin:0;font-size:23px;line-height:30px">${view.title}</h1>
<p class="m" style="margin:2px 0 16px;color:${COLOUR.muted}">${view.dateText}</p><p style="margin:0 0 12px">${view.greeting}</p>${request(view)}`;
}

function request(view: MailView): Html | '' {
  if (view.request === null) return '';
  return html`<table ${PLAIN} style="margin-bottom:16px"><tr><td class="r" style="padding:10px 14px;border:1px solid ${COLOUR.line};border-radius:4px">${view.request}</td></tr></table>`;
}

function verdict(view: MailView): Html {
  const tone = view.isReady ? TONE.neutral : TONE.warning;
  return html`<table ${PLAIN} style="margin-bottom:20px"><tr><td width="4" bgcolor="${tone.bar}" style="width:4px;font-size:0">&nbsp;</td>
<td class="${tone.name}" bgcolor="${tone.ground}" style="padding:12px 14px;color:${tone.text}"><div style="font-size:12px;line-height:18px">${view.verdictTitle}</div>
<div style="font-size:17px;line-height:25px;font-weight:bold">${view.verdict}</div></td></tr></table>`;
}

function opening(view: MailView): Html | '' {
  return view.opening === null ? '' : html`<p style="margin:0 0 20px">${view.opening}</p>`;
}

function figures(view: MailView): Html | '' {
  const { items, hidden } = view.figures;
  if (items.length === 0) return '';
  const perRow = items.length === 2 || items.length === 4 ? 2 : 3;
  const rows = Array.from({ length: Math.ceil(items.length / perRow) }, (_, i) => items.slice(i * perRow, (i + 1) * perRow));
  const noted = items.some((f) => f.note !== null);
  const tile = (
    f: (typeof items)[number],
  ): Html => html`<td width="${Math.floor(100 / perRow)}%" class="w" valign="top" style="padding:3px">
<table ${PLAIN}><tr><td class="q" bgcolor="${COLOUR.tile}" style="padding:10px 12px">
<div class="m" style="font-size:13px;line-height:18px;color:${COLOUR.muted}">${f.label}</div>
<div style="font-size:18px;line-height:24px;font-weight:bold">${f.value}</div>
${noted ? html`<div class="m" style="font-size:12px;line-height:16px;color:${COLOUR.muted}">${f.note ?? raw('&nbsp;')}</div>` : ''}</td></tr></table></td>`;
  return html`${h2(view.figuresTitle)}<table class="k" ${PLAIN} style="margin-bottom:8px">${rows.map(
    (row) => html`<tr class="v">${row.map(tile)}</tr>`,
  )}</table>${rest({ items, hidden })}`;
}

function h2(title: string, style = ''): Html {
  return html`<h2 style="margin:22px 0 8px;font-size:17px;line-height:23px;${style}">${title}</h2>`;
}

function muted(text: string): Html {
  return html`<p class="m" style="margin:6px 0 0;font-size:13px;line-height:19px;color:${COLOUR.muted}">${text}</p>`;
}

function rest(list: Clipped<unknown>): Html | '' {
  const text = hiddenText(list.hidden);
  return text === null ? '' : muted(text);
}

function section(s: SectionView): Html {
  const tone = TONE[s.tone];
  const chip =
    s.label === null
      ? ''
      : html` <span class="${tone.name}" style="background:${tone.ground};color:${tone.text};font-size:12px;padding:1px 7px">${s.label}</span>`;
  return html`<table ${PLAIN} style="margin:26px 0 10px"><tr><td width="4" bgcolor="${tone.bar}" style="width:4px;font-size:0">&nbsp;</td>
<td style="padding:2px 0 2px 10px"><h2 style="margin:0;font-size:17px;line-height:23px">${s.title}${chip}</h2></td></tr></table>
${s.intro === null ? '' : html`<p style="margin:0 0 10px">${s.intro}</p>`}${sentences(s.sentences)}
${s.table === null ? '' : dataTable(s.table)}${s.more === null ? '' : muted(s.more)}`;
}

/** What follows the last arrow of a sentence is what to do, so it is bold. */
function sentences(list: Clipped<string>): Html | '' {
  if (list.items.length === 0) return '';
  const line = (text: string, i: number): Html => {
    const arrow = text.lastIndexOf('→');
    const said = arrow < 0 ? text : html`${text.slice(0, arrow)}<b>${text.slice(arrow)}</b>`;
    return html`<tr class="r"><td class="m" valign="top" align="right" width="22" style="padding:6px 8px 6px 0;color:${COLOUR.muted}">${i + 1}.</td>
<td class="r" style="padding:6px 0;border-bottom:1px solid ${COLOUR.line};${BREAK}">${said}</td></tr>`;
  };
  return html`<table ${PLAIN} style="margin-bottom:12px">${list.items.map(line)}</table>${rest(list)}`;
}

const wordWidth = (text: string): number => Math.max(...text.split(/[ -]/).map(displayWidth));

/** How a table looks on a phone: as it is, or each row as a card with three to five values a line. */
function narrowForm(table: TableView): '' | 's' | 's s4' | 's s5' {
  const all = table.footer === null ? table.rows : [...table.rows, table.footer];
  const needs = table.columns.map((column, i) => {
    const widest = Math.max(0, ...all.map((row) => displayWidth(row[i] ?? '')));
    return Math.max(wordWidth(column.label), Math.min(widest, column.align === 'right' ? LONGEST_UNBROKEN : LONGEST_WORD));
  });
  if (table.columns.length < 3 || needs.reduce((sum, n) => sum + n + 2, 0) <= NARROW_CHARS) return '';
  const values = needs.length - 1;
  const widest = Math.max(...needs.slice(1));
  const longest = Math.max(...all.flatMap((row) => row.slice(1).map(displayWidth)));
  // Five stand close: only where they make one line. Of more values, four a line keep their labels on one line each.
  if (widest <= 11 && longest <= 8 && values === 5) return 's s5';
  return widest <= 11 && longest <= 10 ? 's s4' : 's';
}

function dataTable(table: TableView): Html {
  const narrow = narrowForm(table);
  // A card headed "1" says nothing, one headed "Tier 1" does; names of articles speak for themselves.
  const short = table.rows.every((row) => displayWidth(row[0] ?? '') <= SHORT_NAME);
  const size = table.columns.length > 7 ? '12px/17px' : '13px/18px';
  const heads = table.columns.map(
    (c) => html`<th scope="col" class="h" align="${c.align}" valign="bottom" bgcolor="${COLOUR.tile}">${c.label}</th>`,
  );
  const cell = (text: string, i: number, named = false): Html => {
    const { label = '', align = 'left' } = table.columns[i] ?? {};
    const right = align === 'right';
    const attributes = [
      i === 0 ? ' class="f"' : '',
      right ? ' align="right"' : '',
      right && text.length <= LONGEST_UNBROKEN ? ' nowrap' : '',
      wordWidth(text) > LONGEST_WORD && !(right && text.length <= LONGEST_UNBROKEN) ? ` style="${BREAK}"` : '',
    ].join('');
    const tag =
      narrow === '' || (i === 0 && !named) ? '' : html`<span class="${i === 0 ? 'l m g' : 'l m'}" style="display:none">${label} </span>`;
    return html`<td${raw(attributes)}>${tag}${text}</td>`;
  };
  const row = (cells: string[], i: number): Html =>
    html`<tr valign="top"${raw(i % 2 === 1 ? ` class="z" bgcolor="${COLOUR.tile}"` : '')}>${cells.map((text, n) => cell(text, n, short))}</tr>`;
  const end =
    table.footer === null
      ? ''
      : html`<tfoot><tr class="r" style="font-weight:bold;border-top:2px solid ${COLOUR.line}">${table.footer.map((text, n) => cell(text, n))}</tr></tfoot>`;
  // Where the narrow sheet is dropped, a wide table scrolls inside its own box, never the whole mail.
  return html`<div style="overflow-x:auto"><table${raw(narrow === '' ? '' : ` class="${narrow}"`)} width="100%" cellspacing="0" cellpadding="6"
 border="0" style="border-collapse:collapse;overflow-wrap:normal;word-break:normal;font:${size} Arial,Helvetica,sans-serif"><thead><tr>${heads}</tr></thead>
<tbody>${table.rows.map(row)}</tbody>${end}</table></div>${rest({ items: [], hidden: table.hidden })}${
    table.hiddenColumns > 0 ? muted(hiddenText(table.hiddenColumns, 'kolom') ?? '') : ''
  }`;
}

function list(l: ListView): Html {
  const items = withHidden(l.list).map((item) => html`<li style="margin:0 0 6px">${item}</li>`);
  return html`${h2(l.title)}${l.note === null ? '' : html`<p class="m" style="margin:-6px 0 8px;font-size:13px;color:${COLOUR.muted}">${l.note}</p>`}
<ul style="margin:0;padding:0 0 0 20px">${items}</ul>`;
}

/** The whole address is shown: it may be copied where links are taken out, and nobody has to guess where one leads. */
function links(view: MailView): Html | '' {
  if (view.links.length === 0) return '';
  const items = view.links.map(
    (l) =>
      html`<li style="margin:0 0 8px">${l.label}: <a href="${l.url}" style="color:${TONE.neutral.text};${BREAK}" class="${TONE.neutral.name}">${l.url}</a>${
        l.note === null ? '' : html`<div class="m" style="font-size:13px;line-height:19px;color:${COLOUR.muted}">${l.note}</div>`
      }</li>`,
  );
  return html`${h2(LINKS_TITLE)}<ul style="margin:0;padding:0 0 0 20px">${items}</ul>`;
}

function footer(view: MailView): Html {
  const style = `padding-top:12px;border-top:1px solid ${COLOUR.line};font-size:12px;line-height:18px;color:${COLOUR.muted}`;
  return html`<table ${PLAIN} style="margin-top:26px"><tr><td class="m r" style="${style}">${view.footer.map(
    (line) => html`<div>${line}</div>`,
  )}</td></tr></table>`;
}
