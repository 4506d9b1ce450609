// A terminal's output as HTML, for the picture in the README: colours and weights of SGR sequences, nothing that moves the cursor.

const BASE = ['#4b5563', '#f47067', '#6bc46d', '#e5b567', '#6cb6ff', '#dcbdfb', '#56d4dd', '#d5dbe1'];
const BRIGHT = ['#8b949e', '#ff938a', '#8ddb8c', '#f2cf87', '#96d0ff', '#e8d4ff', '#8be9f0', '#ffffff'];

interface Style {
  colour: string | null;
  ground: string | null;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  inverse: boolean;
}

const PLAIN: Style = { colour: null, ground: null, bold: false, dim: false, italic: false, underline: false, inverse: false };
// CSI sequences (with their final letter), then OSC titles and links, then two-character escapes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const SEQUENCE = /\u001B\[([0-9;:?]*)([@-~])|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[ -/]*[0-~]/g;

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A progress bar rewrites its line with carriage returns: what was last written is what a reader saw. */
function lastWritten(text: string): string {
  return text
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n');
}

/** Terminal text to HTML for a `<pre>`. Unknown sequences vanish; all text is escaped. */
export function ansiToHtml(text: string): string {
  let style = PLAIN;
  let html = '';
  let at = 0;
  const source = lastWritten(text);
  const put = (part: string): void => {
    if (part !== '') html += span(escapeHtml(part), style);
  };
  for (const match of source.matchAll(SEQUENCE)) {
    put(source.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[2] === 'm') style = applySgr(style, match[1] ?? '');
  }
  put(source.slice(at));
  return html;
}

function span(text: string, s: Style): string {
  const [colour, ground] = s.inverse ? [s.ground ?? '#161b22', s.colour ?? '#d5dbe1'] : [s.colour, s.ground];
  const css = [
    colour && `color:${colour}`,
    ground && `background:${ground}`,
    s.bold && 'font-weight:700',
    s.dim && 'opacity:.65',
    s.italic && 'font-style:italic',
    s.underline && 'text-decoration:underline',
  ].filter(Boolean);
  return css.length === 0 ? text : `<span style="${css.join(';')}">${text}</span>`;
}

function applySgr(before: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map((p) => (p === '' ? 0 : Number(p)));
  let style = before;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 38 || code === 48) {
      const [colour, used] = extended(codes.slice(i + 1));
      style = { ...style, [code === 38 ? 'colour' : 'ground']: colour };
      i += used;
    } else style = { ...style, ...simple(code) };
  }
  return style;
}

const SWITCHES = new Map<number, Partial<Style>>([
  [0, PLAIN],
  [1, { bold: true }],
  [2, { dim: true }],
  [3, { italic: true }],
  [4, { underline: true }],
  [7, { inverse: true }],
  [22, { bold: false, dim: false }],
  [23, { italic: false }],
  [24, { underline: false }],
  [27, { inverse: false }],
  [39, { colour: null }],
  [49, { ground: null }],
]);

function simple(code: number): Partial<Style> {
  const colour = (offset: number, table: string[]): string | null => table[code - offset] ?? null;
  if (code >= 30 && code <= 37) return { colour: colour(30, BASE) };
  if (code >= 90 && code <= 97) return { colour: colour(90, BRIGHT) };
  if (code >= 40 && code <= 47) return { ground: colour(40, BASE) };
  if (code >= 100 && code <= 107) return { ground: colour(100, BRIGHT) };
  return SWITCHES.get(code) ?? {};
}

/** 256 colours and 24 bit: the colour and how many parameters it took. */
function extended(rest: number[]): [string | null, number] {
  if (rest[0] === 2) return [`rgb(${rest[1] ?? 0},${rest[2] ?? 0},${rest[3] ?? 0})`, 4];
  const n = rest[1] ?? 0;
  if (n < 8) return [BASE[n] ?? null, 2];
  if (n < 16) return [BRIGHT[n - 8] ?? null, 2];
  if (n >= 232)
    return [
      `rgb(${Array(3)
        .fill(8 + (n - 232) * 10)
        .join(',')})`,
      2,
    ];
  const level = (v: number): number => (v === 0 ? 0 : 55 + v * 40);
  const cube = n - 16;
  return [`rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`, 2];
}
