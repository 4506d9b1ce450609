// Reads a .zip (an .xlsx is one) with Node's own zlib, so that a test sees the file as a foreign program would.
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const STORED = 0;

/** Name → text of every file in the archive. */
export function unzip(bytes: Buffer): Map<string, string> {
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== END) end -= 1;
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [number, number, number];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + size);
    files.set(name, (method === STORED ? data : inflateRawSync(data)).toString('utf8'));
    at += 46 + nameSize + extraSize + commentSize;
  }
  return files;
}

/** Cells of a sheet by name (A1, B2 …): what kind they are, and their value. */
export function cellsOf(bytes: Buffer, sheet = 1): Map<string, { type: string; style: string; value: string; isFormula: boolean }> {
  const files = unzip(bytes);
  const file = (name: string): string => [...files].find(([path]) => path.endsWith(name))?.[1] ?? '';
  const plain = (xml: string): string =>
    xml
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const shared = [...file('sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) =>
    plain((item ?? '').replace(/<[^>]+>/g, '')),
  );
  const cells = new Map<string, { type: string; style: string; value: string; isFormula: boolean }>();
  for (const [, attributes = '', inner = ''] of file(`sheet${sheet}.xml`).matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const attribute = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const raw = /<v>(.*?)<\/v>/s.exec(inner)?.[1] ?? plain(inner.replace(/<[^>]+>/g, ''));
    const type = attribute('t') || 'n';
    cells.set(attribute('r'), {
      type,
      style: attribute('s'),
      value: type === 's' ? (shared[Number(raw)] ?? '') : raw,
      isFormula: inner.includes('<f'),
    });
  }
  return cells;
}
