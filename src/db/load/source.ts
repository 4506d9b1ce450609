// The bytes of a file as text, in pieces: opened, unpacked, checked and decoded, with memory that does not grow with the
// file. Everything that can be wrong below the level of CSV is refused here.
import { isAscii, isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { refusal } from './problem.ts';

export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How far the reading has come, in bytes of the file as it lies on the disk. */
export interface Progress {
  bytes: number;
  bytesTotal: number;
}

const PIECE = 64 * 1024;
// CSV exports shrink 5 to 40 times. 200 leaves room for a dull one; deflate itself can reach 1,032.
const MAX_RATIO = 200;
const RATIO_FROM = 64 * 1024 * 1024;
const MAX_UNPACKED = 8 * 1024 ** 3;

const NEWLINE = 10;
const mb = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

function countLines(bytes: Buffer, end: number): number {
  let n = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) n++;
  return n;
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw refusal(`there is no file "${path}"`, 'Check the path; it is taken from the folder you are in.');
    if (code === 'EACCES' || code === 'EPERM') throw refusal(`the file "${path}" may not be read`, 'Give this user the right to read it.');
    if (code === 'EISDIR') throw refusal(`"${path}" is a folder`, 'Name one file in it.');
    throw refusal(`the file "${path}" cannot be opened (${code ?? (e as Error).message})`, 'Check the path and its rights.');
  }
}

function refuseOtherFormats(head: Buffer, path: string): void {
  const hex = head.subarray(0, 4).toString('hex');
  if (hex === '504b0304') throw refusal(`"${path}" is an Excel workbook or a zip file`, 'Save the sheet as "CSV UTF-8" and load that.');
  if (hex === 'd0cf11e0') throw refusal(`"${path}" is an old Excel workbook`, 'Save the sheet as "CSV UTF-8" and load that.');
  if (hex.startsWith('fffe') || hex.startsWith('feff')) throw refusal(`"${path}" is UTF-16 text`, 'Save it as "CSV UTF-8" and load that.');
  if (hex.startsWith('25504446')) throw refusal(`"${path}" is a PDF`, 'Export the table as CSV.');
}

/** The unpacked bytes of the file, piece by piece. */
async function* bytesOf(file: FileHandle, path: string, progress: Progress): AsyncGenerator<Buffer> {
  const stat = await file.stat();
  if (stat.isDirectory()) throw refusal(`"${path}" is a folder`, 'Name one file in it.');
  if (!stat.isFile()) throw refusal(`"${path}" is no ordinary file`, 'Save the data in a file first.');
  if (stat.size === 0) throw refusal(`"${path}" is empty`, 'Export it again: it must have a header line and at least one row.');
  progress.bytesTotal = stat.size;

  const head = Buffer.alloc(4);
  await file.read(head, 0, 4, 0);
  refuseOtherFormats(head, path);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (!isGzip && path.toLowerCase().endsWith('.gz'))
    throw refusal(`"${path}" is called .gz and is not packed with gzip`, 'Rename it, or pack it again.');

  const packed = file.createReadStream({ start: 0, highWaterMark: PIECE, autoClose: false });
  packed.on('data', (piece) => {
    progress.bytes += piece.length;
  });
  if (!isGzip) {
    for await (const piece of packed) yield piece as Buffer;
    return;
  }
  const unpacked = packed.pipe(createGunzip({ chunkSize: PIECE }));
  packed.on('error', (e) => unpacked.destroy(e));
  let total = 0;
  try {
    for await (const piece of unpacked) {
      total += (piece as Buffer).length;
      // Against what was read so far, not the whole file: a bomb is known after 64 MB, wherever it lies.
      if (total > MAX_UNPACKED || (total > RATIO_FROM && total > progress.bytes * MAX_RATIO))
        throw refusal(
          `"${path}" unpacks to more than a table has: ${mb(total)} out of the first ${Math.ceil(progress.bytes / 1024)} KB. More than ${MAX_RATIO} times its size, or beyond ${mb(MAX_UNPACKED)}, is refused`,
          'If it is a real export, unpack it yourself and load the .csv.',
        );
      yield piece as Buffer;
    }
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code ?? '';
    if (code === 'Z_BUF_ERROR') throw refusal(`"${path}" ends in the middle: the .gz file is not whole`, 'Copy or export it again.');
    if (code.startsWith('Z_')) throw refusal(`"${path}" cannot be unpacked: the .gz file is damaged`, 'Copy or export it again.');
    throw e;
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}

/** Length of the start of a character that the next piece completes. */
function openTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function firstInvalid(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  // Cutting a good piece inside a character would look bad, so the tail of each half is left out of the question.
  while (bad - good > 8) {
    const middle = (good + bad) >> 1;
    const half = bytes.subarray(0, middle);
    if (isUtf8(half.subarray(0, half.length - openTail(half)))) good = middle - openTail(half);
    else bad = middle;
  }
  for (let end = good + 1; end <= bytes.length; end++) {
    const part = bytes.subarray(good, end);
    if (isUtf8(part)) good = end;
    else if (end - good >= 4) break;
  }
  return good;
}

// The 32 places in which Windows-1252 differs from Latin-1; 0 = no character. Written out because decoders disagree on
// them: several take this name for Latin-1 and give control characters.
// biome-ignore format: a table
const CP1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/**
 * The text of a file in pieces of about 64 KB; `.gz` is known by its first bytes. A byte order mark is taken off.
 * @throws LoadRefused for a missing or unreadable file, another format, a damaged or bomb-like .gz, a NUL byte, or bytes
 * that are not text in the encoding.
 */
export async function* textOf(path: string, encoding: Encoding, progress: Progress): AsyncGenerator<string> {
  const file = await openFile(path);
  let line = 1;
  let offset = 0;
  let rest: Buffer = Buffer.alloc(0);
  const at = (bytes: Buffer, place: number): { line: number; byte: number } => ({
    line: line + countLines(bytes, place),
    byte: offset + place + 1,
  });

  const decode = (bytes: Buffer): string => {
    const nul = bytes.indexOf(0);
    if (nul !== -1) {
      const where = at(bytes, nul);
      throw refusal(`byte ${where.byte} is NUL (0x00): this is no text file, or it was damaged`, 'Export it again as CSV UTF-8.', {
        line: where.line,
      });
    }
    let text: string;
    if (isAscii(bytes)) text = bytes.toString('latin1');
    else if (encoding === 'windows-1252') {
      text = bytes.toString('latin1').replace(/[\x80-\x9f]/g, (c, place: number) => {
        const code = CP1252[c.charCodeAt(0) - 0x80]!;
        if (code !== 0) return String.fromCharCode(code);
        const where = at(bytes, place);
        throw refusal(
          `byte ${where.byte} (0x${c.charCodeAt(0).toString(16)}) is no character of Windows-1252`,
          'Leave --encoding out if the file is UTF-8.',
          { line: where.line },
        );
      });
    } else if (isUtf8(bytes)) text = bytes.toString('utf8');
    else {
      const place = firstInvalid(bytes);
      const where = at(bytes, place);
      throw refusal(
        `byte ${where.byte} (0x${bytes[place]!.toString(16)}) is not UTF-8`,
        'If the file was saved by Excel as plain "CSV", add --encoding windows-1252; better, save it as "CSV UTF-8".',
        { line: where.line },
      );
    }
    line += countLines(bytes, bytes.length);
    offset += bytes.length;
    return text;
  };

  try {
    let isFirst = true;
    for await (const piece of bytesOf(file, path, progress)) {
      let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const tail = encoding === 'utf-8' ? openTail(bytes) : 0;
      rest = bytes.subarray(bytes.length - tail);
      bytes = bytes.subarray(0, bytes.length - tail);
      if (isFirst && encoding === 'utf-8' && bytes.length + tail < 3) {
        rest = Buffer.concat([bytes, rest]);
        continue;
      }
      if (isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
        bytes = bytes.subarray(3);
        offset = 3;
      }
      isFirst = false;
      if (bytes.length > 0) yield decode(bytes);
    }
    if (rest.length > 0) yield decode(rest);
  } finally {
    await file.close();
  }
}
