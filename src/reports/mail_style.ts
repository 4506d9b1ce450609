// Colours and the two small style sheets of a report mail. Everything a mail needs to be read stands inline (some programs drop <style>);
// the sheets only improve it: narrow screens and dark screens. No url(), no nested @-rules: Gmail drops a sheet that has them.
import type { Tone } from './types.ts';

/** Inline colours, light scheme; text on its ground has a contrast of at least 4.5 : 1. */
export const COLOUR = {
  page: '#eef1f4',
  card: '#ffffff',
  text: '#1d2733',
  muted: '#55626f',
  line: '#d9dfe5',
  tile: '#f4f6f8',
} as const;

/** Bar, chip ground and chip text per tone. */
export const TONE: Record<Tone, { bar: string; ground: string; text: string; name: string }> = {
  critical: { bar: '#c0392b', ground: '#fbe6e3', text: '#8f2317', name: 'kc' },
  warning: { bar: '#b9770e', ground: '#fcefd5', text: '#744607', name: 'kw' },
  neutral: { bar: '#4a6785', ground: '#e8eef4', text: '#2f4660', name: 'kn' },
};

// The stacked form of a wide table: the first cell is the head of a little card, the others stand three to five a line under their labels.
// `tr` of the tiles becomes inline, so that tiles of several rows flow two a line without holes.
const NARROW = `@media only screen and (max-width:540px){
.p{padding:16px 14px!important}
.k{display:block!important}.v{display:inline!important}
.w{display:inline-block!important;width:50%!important;box-sizing:border-box!important}
.s,.s tbody,.s tfoot,.s tr{display:block!important;width:auto!important}
.s thead{display:none!important}
.s tr{padding:8px 6px!important}
.s td{display:inline-block!important;width:33%!important;box-sizing:border-box!important;padding:2px 4px!important;text-align:right!important;vertical-align:top!important;white-space:normal!important}
.s td.f{display:block!important;width:100%!important;text-align:left!important;font-weight:bold!important}
.s .l{display:block!important;font-size:11px!important;line-height:15px!important;font-weight:normal!important;color:${COLOUR.muted}!important}
.s .g{display:inline!important;font-size:inherit!important;font-weight:bold!important}
.s4 td{width:25%!important;padding:2px!important}.s5 td{width:20%!important;padding:2px!important}.s4 td.f,.s5 td.f{width:100%!important}
}`;

// Apple Mail and Outlook for phones honour this; Gmail turns colours by itself, and none of ours is pure enough to vanish then.
const DARK = `@media (prefers-color-scheme:dark){
.b{background:#12171c!important}.c{background:#1b2128!important;border-color:#333d47!important}
.t,.t td,.t th{color:#e4e9ee!important}.t .m,.m{color:#a9b4bf!important}
.q,.z,.h{background:#262e37!important}.r{border-color:#3a4550!important}
.kc{background:#4c1f1a!important;color:#ffb9ae!important}.kw{background:#45310e!important;color:#ffd594!important}.kn{background:#26384a!important;color:#bcd3ea!important}
}`;

/** The content of the style elements, in order. */
export const SHEETS = [`.l{mso-hide:all}`, NARROW, DARK];

/** Word's engine forgets fonts inside nested tables. */
export const OUTLOOK = '<!--[if mso]><style>table,td,th,div{font-family:Arial,sans-serif}</style><![endif]-->';
