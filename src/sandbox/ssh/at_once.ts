import type { MachineState } from '../ssh.ts';
import type { Converse } from './session.ts';

/** What came of a command, or why there is no answer, in the words of our connector (connectors/ssh/errors.ts). */
export type Asked =
  | { readonly exit: number; readonly stdout: string; readonly stderr: string; readonly hostKey: string }
  | {
      readonly fault: 'unreachable' | 'handshake_timeout' | 'host_key' | 'auth' | 'too_much_output' | 'dropped';
      readonly sent: boolean;
      readonly message: string;
      readonly hostKey?: string;
    };

/** A command as SSH would bring it to a machine, without a connection: the same states, faults and gate, and no real time. */
export async function atOnce(
  state: MachineState,
  via: 'main' | 'rescue',
  keys: { readonly shown: string; readonly pinned: readonly string[] },
  command: string,
  machine: Pick<Converse, 'takeFault' | 'run' | 'record'>,
): Promise<Asked> {
  const door = via === 'main' ? state.door : state.rescueDoor;
  if (door === 'silent') return { fault: 'handshake_timeout', sent: false, message: 'took the connection and said nothing' };
  if (door !== 'open') return { fault: 'unreachable', sent: false, message: 'the port is closed' };
  const hostKey = keys.shown;
  if (!keys.pinned.includes(hostKey)) return { fault: 'host_key', sent: false, message: 'shows a key that is not pinned', hostKey };
  if (state.refusesKey) return { fault: 'auth', sent: false, message: 'refuses our key', hostKey };
  const fault = machine.takeFault(command);
  const cut = fault === 'drop' || fault === 'drop_after' || fault === 'flood';
  const answer = fault === undefined || fault === 'drop_after' ? await machine.run(command) : undefined;
  const exit = answer === undefined || answer.exit === 'never' ? undefined : answer.exit;
  machine.record(command, cut ? undefined : exit);
  if (fault === 'flood') return { fault: 'too_much_output', sent: true, message: 'wrote too much', hostKey };
  if (cut) return { fault: 'dropped', sent: true, message: 'the connection was lost in mid-command', hostKey };
  // What does not end, the gate ends after a minute, with 124.
  return { exit: exit ?? 124, stdout: answer?.stdout ?? '', stderr: answer?.stderr ?? '', hostKey };
}
