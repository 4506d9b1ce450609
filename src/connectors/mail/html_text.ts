// HTML of a mail as lines of text. Nothing is left out that a reader could see, and what stands in a quote carries ">": what a
// person typed between the lines of a quote must not get lost with it.
import { Parser } from 'htmlparser2';

/** What no mail program shows. Not all of `head`: it ends where its mark is missing too. */
const SKIPPED = new Set(['style', 'script', 'title', 'template']);
/** What is struck out must not read as if it were not. */
const STRUCK = new Set(['s', 'strike', 'del']);
const STRUCK_STYLE = /text-decoration[^;]*line-through/i;
const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** What mail programs call the element around a signature. */
const SIGNATURE =
  /gmail_signature(?!_prefix)|ms-outlook-mobile-signature|AppleMailSignature|x_signature|moz-signature|yahoo-signature|^Signature$/i;
const DEPTH_MAX = 1000;

/** Lines of text, LF. Quotes (blockquote) have ">" before each line; a signature that is marked as one begins with a line "-- ". */
export function htmlToText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let quotes = 0;
  let skipped = 0;
  let preformatted = 0;
  const stack: string[] = [];
  // Word makes a paragraph of each line, with no space below.
  let isTight = false;
  let paragraphAt = -1;

  const flush = (isForced = false): void => {
    const text = line.replace(/[ \t]+$/, '');
    if (text !== '' || isForced) lines.push(quotes > 0 ? `${'>'.repeat(Math.min(quotes, 20))} ${text}` : text);
    line = '';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (stack.length < DEPTH_MAX) stack.push(name);
        if (SKIPPED.has(name)) skipped++;
        if (name === 'br') return flush(true);
        if (skipped === 0 && (STRUCK.has(name) || STRUCK_STYLE.test(attributes.style ?? ''))) line += '[dicoret:] ';
        if (name === 'td' || name === 'th') line = line === '' || line.endsWith(' ') ? line : `${line} `;
        if (name === 'pre') preformatted++;
        if (BLOCKS.has(name)) flush();
        if (name === 'blockquote') quotes++;
        if (name === 'p') [isTight, paragraphAt] = [/MsoNormal/i.test(attributes.class ?? ''), lines.length];
        if (
          SIGNATURE.test(attributes.id ?? '') ||
          SIGNATURE.test(attributes.class ?? '') ||
          attributes['data-smartmail'] === 'gmail_signature'
        ) {
          flush();
          lines.push(quotes > 0 ? `${'>'.repeat(quotes)} -- ` : '-- ');
        }
      },
      ontext(text) {
        if (skipped > 0) return;
        if (preformatted > 0) {
          const [first = '', ...rest] = text.split('\n');
          line += first;
          for (const next of rest) {
            flush(true);
            line = next;
          }
          return;
        }
        const collapsed = text.replace(/[\s\u00a0]+/g, ' ');
        line += line === '' || line.endsWith(' ') ? collapsed.replace(/^ /, '') : collapsed;
      },
      onclosetag(name) {
        if (stack.at(-1) === name) stack.pop();
        if (SKIPPED.has(name)) skipped = Math.max(0, skipped - 1);
        if (name === 'pre') preformatted = Math.max(0, preformatted - 1);
        if (BLOCKS.has(name)) flush();
        if (name === 'blockquote') quotes = Math.max(0, quotes - 1);
        if (name === 'table' || (name === 'p' && (!isTight || lines.length === paragraphAt))) lines.push(quotes > 0 ? '>' : '');
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  flush();
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
