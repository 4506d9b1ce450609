import * as v from 'valibot';
import type { Values } from './values.ts';

export const sshShape = {
  SSH_KEY_FILE: v.optional(v.string()),
};

export interface SshConfig {
  /** Path of the private key that opens the watched machines; undefined: none is asked. Hosts and their keys are rows. */
  readonly keyFile: string | undefined;
}

export const sshConfig = (raw: Values<typeof sshShape>): SshConfig => ({ keyFile: raw.SSH_KEY_FILE });
