// Ed25519 keys in OpenSSH's own form (PROTOCOL.key), made without loading an SSH library: most sandboxes are never asked for them.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

export interface HostKey {
  /** "-----BEGIN OPENSSH PRIVATE KEY-----…" */
  readonly privateKey: string;
  /** As in authorized_keys and *.pub. */
  readonly publicLine: string;
  /** Wire form. */
  readonly blob: Buffer;
  /** As ssh-keygen -lf prints it. */
  readonly fingerprint: string;
}

const text = (value: Buffer | string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
};

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function makeKey(comment: string): HostKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = privateKey.export({ format: 'jwk' });
  const open = Buffer.from(jwk.x as string, 'base64url');
  const secret = Buffer.from(jwk.d as string, 'base64url');
  const blob = Buffer.concat([text('ssh-ed25519'), text(open)]);
  const check = randomBytes(4);
  const inner = Buffer.concat([check, check, text('ssh-ed25519'), text(open), text(Buffer.concat([secret, open])), text(comment)]);
  const padding = Buffer.from(Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, i) => i + 1));
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text('none'),
    text('none'),
    text(''),
    uint32(1),
    text(blob),
    text(Buffer.concat([inner, padding])),
  ]);
  const lines = whole.toString('base64').match(/.{1,70}/g) ?? [];
  return {
    privateKey: `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`,
    publicLine: `ssh-ed25519 ${blob.toString('base64')} ${comment}`,
    blob,
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
  };
}
