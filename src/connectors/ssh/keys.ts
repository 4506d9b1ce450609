import { createHash } from 'node:crypto';
import { constants, open } from 'node:fs/promises';
import { SshError, type SshHost, where } from './errors.ts';

/** A private key is a few hundred bytes, an old RSA one a few thousand. */
const KEY_BYTES_MAX = 64 * 1024;

/** The fingerprint of a public key as `ssh-keygen -lf` prints it: SHA-256 of the key's wire form, base64 without padding. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/**
 * Reads the private key and refuses what `ssh` refuses: a file that others can read, one with a passphrase.
 * @throws SshError 'key_file'; the message holds no part of the file.
 */
export async function readPrivateKey(host: SshHost): Promise<Buffer> {
  const refuse = (why: string): SshError =>
    new SshError(
      'key_file',
      host,
      `${where(host)}: the key file ${host.keyFile || '(none given)'} ${why} SSH_KEY_FILE names it.`,
      {},
      false,
    );
  if (host.keyFile === '') throw refuse('is not given.');
  const text = await read(host.keyFile, refuse);
  if (/^(ssh-|ecdsa-|sk-)\S+ |BEGIN (SSH2 )?PUBLIC KEY/m.test(text.toString('latin1')))
    throw refuse('is the public half. Name the file without .pub.');
  const { parseKey } = (await import('ssh2')).default.utils;
  const parsed = parseKey(text);
  if (parsed instanceof Error) {
    const isLocked = /encrypted|passphrase/i.test(parsed.message);
    throw refuse(
      isLocked
        ? 'has a passphrase, which nobody can type here. Make a key without one for this program: ssh-keygen -t ed25519 -N "" -f FILE.'
        : 'is no private key that can be read. Make one: ssh-keygen -t ed25519 -N "" -f FILE.',
    );
  }
  return text;
}

async function read(file: string, refuse: (why: string) => SshError): Promise<Buffer> {
  try {
    // Without O_NONBLOCK a named pipe would keep us waiting for its writer.
    await using handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = await handle.stat();
    if (!stat.isFile()) throw refuse('is no file.');
    if (stat.size > KEY_BYTES_MAX) throw refuse(`is no key: ${stat.size} bytes.`);
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
      throw refuse(
        `can be read by others (mode ${(stat.mode & 0o777).toString(8)}). chmod 600 it; if others did read it, replace the key.`,
      );
    return await handle.readFile();
  } catch (error) {
    if (error instanceof SshError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse('does not exist.');
    if (code === 'EACCES' || code === 'EPERM') throw refuse(`may not be read by the user that this runs as (${code}).`);
    throw refuse(`cannot be read (${code ?? 'unknown reason'}).`);
  }
}
