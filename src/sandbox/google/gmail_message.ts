// A kept mail as Gmail shows it, and Gmail's search words, as many of them as we use.
import type { Email } from 'postal-mime';

interface Kept {
  readonly labelIds: readonly string[];
  readonly parsed: Email;
  readonly at: Date;
}

interface Part {
  partId: string;
  mimeType: string;
  filename: string;
  headers: { name: string; value: string }[];
  body: { size: number; data?: string; attachmentId?: string };
}

/** Headers as {name, value}, all or the named ones. */
export function headersOf({ parsed }: Kept, names?: readonly string[]): { name: string; value: string }[] {
  const wanted = names === undefined ? undefined : new Set(names.map((name) => name.toLowerCase()));
  return parsed.headers
    .filter((header) => wanted === undefined || wanted.has(header.key))
    .map((header) => ({ name: header.originalKey, value: header.value }));
}

function textPart(partId: string, mimeType: string, text: string): Part {
  const bytes = Buffer.from(text);
  return {
    partId,
    mimeType,
    filename: '',
    headers: [{ name: 'Content-Type', value: `${mimeType}; charset=utf-8` }],
    body: { size: bytes.length, data: bytes.toString('base64url') },
  };
}

/** The payload of format=full: both bodies, and attachments by id. */
export function fullPayload(one: Kept): object {
  const { parsed } = one;
  const bodies = [
    ...(parsed.text === undefined ? [] : [textPart('0', 'text/plain', parsed.text)]),
    ...(parsed.html === undefined ? [] : [textPart('1', 'text/html', parsed.html)]),
  ];
  const files = parsed.attachments.map((file, i): Part => {
    const size = typeof file.content === 'string' ? file.content.length : file.content.byteLength;
    return {
      partId: String(bodies.length + i),
      mimeType: file.mimeType,
      filename: file.filename ?? '',
      headers: [],
      body: { size, attachmentId: `a${i}` },
    };
  });
  return {
    partId: '',
    mimeType: 'multipart/mixed',
    filename: '',
    headers: headersOf(one),
    body: { size: 0 },
    parts: [...bodies, ...files],
  };
}

/** True when a mail fits all words of a query; an unknown word is looked for in subject and text. */
export function matches(one: Kept, q: string): boolean {
  const words = q.match(/(?:[^\s"]+|"[^"]*")+/g) ?? [];
  return words.every((word): boolean => {
    if (word.startsWith('-')) return !matches(one, word.slice(1));
    const colon = word.indexOf(':');
    const [name, value] = colon < 0 ? ['', word] : [word.slice(0, colon).toLowerCase(), word.slice(colon + 1).replaceAll('"', '')];
    const sought = value.toLowerCase();
    const has = (list: { address?: string | undefined }[] | undefined): boolean =>
      (list ?? []).some((a) => a.address?.toLowerCase() === sought);
    switch (name) {
      case 'rfc822msgid':
        return one.parsed.messageId?.replace(/^<|>$/g, '') === value.replace(/^<|>$/g, '');
      case 'in':
        return sought === 'anywhere' || one.labelIds.includes(sought === 'drafts' ? 'DRAFT' : value.toUpperCase());
      case 'to':
        return has([...(one.parsed.to ?? []), ...(one.parsed.cc ?? [])] as { address?: string }[]);
      case 'from':
        return has(one.parsed.from === undefined ? [] : [one.parsed.from as { address?: string }]);
      case 'after':
        return one.at.getTime() >= Number(value) * 1000;
      case 'before':
        return one.at.getTime() < Number(value) * 1000;
      default:
        return `${one.parsed.subject ?? ''} ${one.parsed.text ?? ''}`.toLowerCase().includes(word.replaceAll('"', '').toLowerCase());
    }
  });
}
