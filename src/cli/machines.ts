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
      return clean({ ...(await runCommand({ ...machine, keyFile }, command, limits)) });
    } catch (error) {
      if (!(error instanceof SshError)) throw error;
      return clean({ ...error.partial, fault: error.fault, message: error.message });
    }
  };
}

/** A machine may print anything; a JSON column takes no NUL and no half characters. */
function clean({ hostKey, ...outcome }: Record<string, unknown>): CommandOutcome {
  const texts = Object.entries(outcome).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
  ]);
  return { ...Object.fromEntries(texts), host_key: hostKey };
}
