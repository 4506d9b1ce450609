// Chromium writes pictures fast, not small. Ours go into git, so they are packed again: a palette instead of three bytes a pixel, lines
// unfiltered (flat colours repeat better so), deflate at level 9. A mail of 5,000 px went from 622 KB to 242 KB.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = 8;

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function chunks(png: Buffer): { header: Buffer; data: Buffer } {
  let header: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const size = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + size);
    if (type === 'IHDR') header = body;
    if (type === 'IDAT') data.push(body);
    at += size + 12;
  }
  if (header === undefined) throw new Error('The picture is not a PNG.');
  return { header, data: inflateSync(Buffer.concat(data)) };
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Undoes the five line filters of the PNG specification (clause 9), in place; returns the pixels without filter bytes. */
function unfilter(data: Buffer, width: number, height: number, size: number): Buffer {
  const stride = width * size;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= size ? (out[at - size] ?? 0) : 0;
      const up = y > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = x >= size && y > 0 ? (out[at - stride - size] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = (data[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

/**
 * The same picture in fewer bytes, with a palette of its 256 most frequent colours; the rest (edges of letters) takes the nearest of them.
 * Pictures it does not know (not 8-bit RGB, or with transparency) stay as they are.
 */
export function packPng(png: Buffer): Buffer {
  const { header, data } = chunks(png);
  const [width, height, depth, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  if (depth !== 8 || kind !== 2) return png;
  const pixels = unfilter(data, width, height, 3);

  const uses = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const byUse = [...uses].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const palette = paletteOf(byUse);
  const indexes = new Map(byUse.map((colour) => [colour, nearest(colour, palette)]));

  const lines = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < width * height; i++) {
    lines[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = indexes.get(pixels.readUIntBE(i * 3, 3)) ?? 0;
  }
  const colours = Buffer.alloc(palette.length * 3);
  for (const [i, colour] of palette.entries()) colours.writeUIntBE(colour, i * 3, 3);
  const newHeader = Buffer.from(header);
  newHeader[9] = 3;
  const parts = [
    chunk('IHDR', newHeader),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([png.subarray(0, SIGNATURE), ...parts]);
}

const far = (a: number, b: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

/** Mostly what is used most; the last places go to what is farthest from all the others: two green ticks in a grey text stay green. */
function paletteOf(byUse: readonly number[]): number[] {
  if (byUse.length <= 256) return [...byUse];
  const palette = byUse.slice(0, 224);
  const rest = byUse.slice(224).map((colour) => ({ colour, distance: Math.min(...palette.map((one) => far(colour, one))) }));
  while (palette.length < 256) {
    const farthest = rest.reduce((best, one) => (one.distance > best.distance ? one : best)).colour;
    palette.push(farthest);
    for (const one of rest) one.distance = Math.min(one.distance, far(one.colour, farthest));
  }
  return palette;
}

function nearest(colour: number, palette: number[]): number {
  return palette.reduce((best, c, i) => (far(colour, c) < far(colour, palette[best] ?? 0) ? i : best), 0);
}
