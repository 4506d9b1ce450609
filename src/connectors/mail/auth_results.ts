// Authentication-Results (RFC 8601): what the server that took a mail in found out about its sender.
import { type Header, valuesOf } from './headers.ts';

export interface DkimResult {
  /** pass, fail, none … */
  readonly result: string;
  /** Domain that signed, lower case. */
  readonly domain: string | null;
  /** The signature covers only the first bytes of the body (l=): anything may stand below them. */
  readonly has_length: boolean;
}

export interface AuthFacts {
  /** Who checked, lower case. */
  readonly authserv_id: string;
  readonly dmarc: string | null;
  /** Domain that DMARC was checked for, lower case. */
  readonly header_from: string | null;
  readonly dkim: readonly DkimResult[];
}

/**
 * Comments in brackets say nothing, and what stands in quotes is no result: its marks of punctuation are taken away.
 * Null: where a comment or a quote ends cannot be said. Servers write the sender's own address into comments, so one with a quote
 * or a backslash in it may be the sender's attempt to end it.
 */
function bare(value: string): string | null {
  let out = '';
  let depth = 0;
  let isQuoted = false;
  for (let i = 0; i < value.length; i++) {
    const char = value[i] as string;
    if (depth > 0 && (char === '\\' || char === '"')) return null;
    if (char === '\\' && isQuoted) {
      i++;
    } else if (char === '"' && depth === 0) {
      isQuoted = !isQuoted;
    } else if (char === '(' && !isQuoted) depth++;
    else if (char === ')' && !isQuoted && depth > 0) depth--;
    else if (depth === 0) out += isQuoted ? char.replace(/[;=\s]/, '_') : char;
  }
  return depth > 0 || isQuoted ? null : out;
}

/** How often a method is named at all, also in comments and quotes: what the sender put there must not be taken for a result. */
const namesOf = (value: string, method: string): number =>
  value.match(new RegExp(`(?<![\\w.-])${method}(?:/\\d+)?\\s*=`, 'gi'))?.length ?? 0;

/** One of two domains is the other, or stands below it. */
const isRelated = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`));

const property = (part: string, name: string): string | null =>
  new RegExp(`(?:^|\\s)${name.replace('.', '\\.')}\\s*=\\s*([^\\s;]+)`, 'i').exec(part)?.[1]?.toLowerCase() ?? null;

const domainOf = (identity: string | null): string | null => (identity === null ? null : identity.slice(identity.lastIndexOf('@') + 1));

const KEPT = 20;
const LENGTH_MAX = 20_000;

/** Each Authentication-Results of a mail, from the top down. One that makes no sense counts as one that says nothing. */
export function readAuthResults(headers: readonly Header[]): readonly AuthFacts[] {
  const signatures = valuesOf(headers, 'dkim-signature').map((value) => {
    const tag = (name: string): string | null => new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^;]*)`).exec(value)?.[1]?.trim() ?? null;
    return { domain: tag('d')?.toLowerCase() ?? null, hasLength: tag('l') !== null };
  });
  return valuesOf(headers, 'authentication-results')
    .slice(0, KEPT)
    .map((value) => {
      const text = value.length > LENGTH_MAX ? null : bare(value);
      const [first = '', ...parts] = (text ?? value.slice(0, LENGTH_MAX).replace(/[;(].*$/s, '')).split(';');
      const dkim: DkimResult[] = [];
      const dmarc: { result: string; from: string | null }[] = [];
      for (const part of parts) {
        const [, method, result] = /^\s*(dkim|dmarc)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(part) ?? [];
        if (method === undefined || result === undefined) continue;
        if (method.toLowerCase() === 'dmarc') dmarc.push({ result: result.toLowerCase(), from: property(part, 'header.from') });
        else {
          const domain = property(part, 'header.d') ?? domainOf(property(part, 'header.i'));
          dkim.push({
            result: result.toLowerCase(),
            domain,
            has_length: signatures.some((s) => s.hasLength && isRelated(s.domain, domain)),
          });
        }
      }
      const isClear = namesOf(value, 'dmarc') === dmarc.length && namesOf(value, 'dkim') === dkim.length;
      // Two verdicts are none.
      const verdict = isClear && dmarc.length === 1 ? dmarc[0] : undefined;
      return {
        authserv_id: first.trim().split(/\s+/)[0]?.toLowerCase() ?? '',
        dmarc: verdict?.result ?? null,
        header_from: domainOf(verdict?.from ?? null),
        dkim: isClear ? dkim : [],
      };
    });
}
