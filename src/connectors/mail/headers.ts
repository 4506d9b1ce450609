// The header block of a mail as it came: every header, in order, also the second From that a parser would leave out.

export interface Header {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, not decoded. */
  readonly value: string;
}

/** More headers than this are no mail from a person. */
const BLOCK_MAX = 512 * 1024;

/** Headers from the top down. Lines that are no headers are left out. */
export function readHeaders(raw: Buffer): readonly Header[] {
  // No header of a person has a NUL, and PostgreSQL takes none.
  const block = raw.subarray(0, BLOCK_MAX).toString('latin1').replaceAll('\0', '');
  const end = /\r?\n\r?\n/.exec(block)?.index ?? block.length;
  const lines = block.slice(0, end).split(/\r?\n/);
  const headers: { name: string; value: string }[] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.value += ` ${line.trim()}`;
    else {
      const found = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line);
      if (found !== null) headers.push({ name: (found[1] as string).toLowerCase(), value: (found[2] as string).trim() });
    }
  }
  return headers;
}

/** All values of a header, from the top down. */
export function valuesOf(headers: readonly Header[], name: string): readonly string[] {
  return headers.filter((h) => h.name === name).map((h) => h.value);
}

/** Message-IDs in a header's values, with their angle brackets. */
export function idsOf(values: readonly string[]): string[] {
  return values.flatMap((value) => value.slice(0, 100_000).match(/<[^<>\s]{1,500}>/g) ?? []).slice(-200);
}
