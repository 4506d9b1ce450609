export interface Output {
  /** False: too much has come in all, stop. */
  add(stream: 'stdout' | 'stderr', chunk: Buffer): boolean;
  read(): { stdout: string; stderr: string; bytes: number; truncated: boolean };
}

/** Keeps the first `maxBytes` of each stream and counts the rest; complains from twice that much in all. */
export function createOutput(maxBytes: number): Output {
  const kept: Record<'stdout' | 'stderr', { chunks: Buffer[]; bytes: number }> = {
    stdout: { chunks: [], bytes: 0 },
    stderr: { chunks: [], bytes: 0 },
  };
  let bytes = 0;
  let isTruncated = false;
  const text = (stream: 'stdout' | 'stderr'): string => Buffer.concat(kept[stream].chunks).toString('utf8').replaceAll('\0', '\uFFFD');
  return {
    add(stream, chunk) {
      bytes += chunk.length;
      const mine = kept[stream];
      const part = chunk.subarray(0, maxBytes - mine.bytes);
      if (part.length < chunk.length) isTruncated = true;
      // A copy: the chunk is a slice of the socket's buffer and would hold on to all of it.
      if (part.length > 0) mine.chunks.push(Buffer.from(part));
      mine.bytes += part.length;
      return bytes <= 2 * maxBytes;
    },
    read: () => ({ stdout: text('stdout'), stderr: text('stderr'), bytes, truncated: isTruncated }),
  };
}
