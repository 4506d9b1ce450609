// What the receiving server wrote on top of a mail about its sender (RFC 8601). Only the topmost header counts: whatever stands
// below it may have been written by the sender.

export interface AuthResults {
  /** Who says so. */
  readonly authservId: string;
  /** dmarc=…; null: not told. */
  readonly dmarc: string | null;
  /** The domain that dmarc speaks about, lower case. */
  readonly headerFrom: string | null;
  /** Each dkim=… with the domain that signed, lower case. */
  readonly dkim: readonly { readonly result: string; readonly domain: string | null }[];
}

/** The topmost Authentication-Results of a mail; null: it has none. */
export function topmostAuthResults(raw: Buffer): AuthResults | null {
  const text = raw.toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  const unfolded = (end < 0 ? text : text.slice(0, end)).replace(/\r?\n[ \t]+/g, ' ');
  const line = unfolded.split(/\r?\n/).find((one) => /^authentication-results[ \t]*:/i.test(one));
  if (line === undefined) return null;
  // Comments may hold anything, also semicolons and what looks like a result.
  let plain = line.slice(line.indexOf(':') + 1);
  for (let was = ''; was !== plain; ) {
    was = plain;
    plain = plain.replace(/\([^()]*\)/g, ' ');
  }
  const [first = '', ...results] = plain.split(';').map((part) => part.trim());
  const part = (result: string, name: string): string | null =>
    new RegExp(`\\s${name}\\s*=\\s*@?([^\\s;]+)`, 'i').exec(result)?.[1]?.toLowerCase() ?? null;
  const method = (name: string): string[] => results.filter((one) => new RegExp(`^${name}\\s*=`, 'i').test(one));
  const verdict = (result: string): string => (/=\s*([a-z]+)/i.exec(result)?.[1] ?? '').toLowerCase();
  const [dmarc] = method('dmarc');
  return {
    authservId: (first.split(/\s+/)[0] ?? '').toLowerCase(),
    dmarc: dmarc === undefined ? null : verdict(dmarc),
    headerFrom: dmarc === undefined ? null : part(dmarc, 'header\\.from'),
    dkim: method('dkim').map((one) => {
      const domain = part(one, 'header\\.d') ?? part(one, 'header\\.i');
      return { result: verdict(one), domain: domain === null ? null : domain.slice(domain.lastIndexOf('@') + 1) };
    }),
  };
}
