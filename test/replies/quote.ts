// The request as it stands in the reply: clients do not quote our text part, they flatten the HTML that they showed.

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  zwnj: '',
  '#8199': '',
  '#847': '',
};

export const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
export const htmlLines = (text: string): string[] => text.split('\n').map((line) => (line.trim() === '' ? '<br>' : escapeHtml(line)));

/** The content of the body of a whole HTML document. */
export function htmlBody(html: string): string {
  return /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;
}

// A run answers one request some thousand times.
const seen = new Map<string, string[]>();

/** HTML as a client's own conversion to text shows it: a line per block and cell, bold between stars. */
export function rendered(html: string): string[] {
  const known = seen.get(html) ?? flatten(html, '*');
  seen.set(html, known);
  return known;
}

function flatten(html: string, bold: string): string[] {
  const text = htmlBody(html)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<\/?(b|strong)\b[^>]*>/gi, bold)
    .replace(/<(br|\/p|\/div|\/tr|\/td|\/th|\/li|\/h[1-6]|\/table)\b[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&([a-z]+|#\d+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
  const lines = text.split('\n').map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim());
  return lines.filter((line, i) => line !== '' || (i > 0 && lines[i - 1] !== ''));
}

export function wrap(line: string, width: number): string[] {
  const out: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    if (at <= 0) break;
    out.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...out, rest];
}

export const quoted = (lines: string[], width = 0): string[] =>
  lines.flatMap((line) => (width === 0 ? [line] : wrap(line, width))).map((line) => (line === '' ? '>' : `> ${line}`));

const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agt', 'Sep', 'Okt', 'Nov', 'Des'],
  EN: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  ID: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
};
const DAYS = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  id: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'],
  EN: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  ID: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
};

/** The parts of a moment on a clock in Jakarta. */
export function wib(at: Date, language: 'id' | 'en') {
  const local = new Date(at.getTime() + 7 * 3_600_000);
  const long = language === 'id' ? 'ID' : 'EN';
  const pad = (n: number): string => String(n).padStart(2, '0');
  const hour = local.getUTCHours();
  return {
    day: local.getUTCDate(),
    year: local.getUTCFullYear(),
    weekday: DAYS[language][local.getUTCDay()] ?? '',
    weekdayLong: DAYS[long][local.getUTCDay()] ?? '',
    month: MONTHS[language][local.getUTCMonth()] ?? '',
    monthLong: MONTHS[long][local.getUTCMonth()] ?? '',
    hh: pad(hour),
    h12: hour % 12 === 0 ? 12 : hour % 12,
    half: hour < 12 ? 'AM' : 'PM',
    mm: pad(local.getUTCMinutes()),
    ss: pad(local.getUTCSeconds()),
  };
}
