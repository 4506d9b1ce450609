// Machines as tasks see them: a command goes out once, and whatever comes of it is an answer that the database judges.
import type { CommandOutcome, Connectors } from '../../tasks/define.ts';
import type { Config } from '../config.ts';

/** Never throws: a machine that cannot be asked is `{fault, message}`. The connector is loaded with the first command. */
export function makeRunCommand({ ssh }: Config): Connectors['runCommand'] {
  return async (machine, command, limits) => {
    const { keyFile } = ssh;
    if (keyFile === undefined) return { fault: 'off', message: 'SSH is off: set SSH_KEY_FILE.' };
    const { runCommand, SshError } = await import('../connectors/ssh.ts');
    try {
      return named({ ...(await runCommand({ ...machine, keyFile }, command, limits)) });
    } catch (error) {
      if (!(error instanceof SshError)) throw error;
      return named({ ...error.partial, fault: error.fault, sent: error.sent, message: error.message });
    }
  };
}

/** As the database names it. A text that came from the host (a signal, a reason to hang up) may hold NUL, which PostgreSQL does not store. */
const named = ({ hostKey, ...outcome }: Record<string, unknown>): CommandOutcome =>
  Object.fromEntries(
    Object.entries({ ...outcome, host_key: hostKey ?? null }).map(([name, what]) => [
      name,
      typeof what === 'string' ? what.replaceAll('\0', '\uFFFD') : what,
    ]),
  ) as CommandOutcome;
