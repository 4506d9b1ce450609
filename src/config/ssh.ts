import { z } from 'zod';
import type { Values } from './values.ts';

export const sshShape = {
  SSH_KEY_FILE: z.string().optional(),
};

export interface SshConfig {
  /** Path of the private key that opens the watched machines; undefined: none is asked. Hosts and their keys are rows. */
  readonly keyFile: string | undefined;
}

export const sshConfig = (raw: Values<typeof sshShape>): SshConfig => ({ keyFile: raw.SSH_KEY_FILE });
