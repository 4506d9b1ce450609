// The restricted account's gate as docs/gate.sh is on a real machine: exact words, anything else is 126.
import { type CliAnswer, type Gateway, openclaw, readyz } from './openclaw.ts';

const DENIED: CliAnswer = { exit: 126, stdout: '', stderr: 'denied\n' };

/** `runs` are the restarts done so far by run id: a second call tells what the first did. */
export function gate(gateway: Gateway, runs: Map<string, CliAnswer>, command: string): CliAnswer {
  if (command === 'health') return openclaw(gateway, ['health', '--json', '--verbose']);
  if (command === 'verify') return verify(gateway);
  if (command === 'schedule') return openclaw(gateway, ['cron', 'list', '--all', '--json']);
  const offset = /^schedule (\d{1,6})$/.exec(command)?.[1];
  if (offset !== undefined) return openclaw(gateway, ['cron', 'list', '--all', '--json', '--offset', offset]);
  const run = /^restart ([A-Za-z0-9-]{1,64})$/.exec(command)?.[1];
  if (run === undefined) return DENIED;
  const before = runs.get(run);
  if (before !== undefined) return { ...before, stderr: `${before.stderr}run ${run} was done before; this is its answer\n` };
  const answer = openclaw(gateway, ['gateway', 'restart', '--wait', '20s']);
  runs.set(run, answer);
  return answer;
}

/** As curl ends: 22 for an answer that is no 2xx, 7 when nobody listens. */
function verify(gateway: Gateway): CliAnswer {
  const answer = readyz(gateway);
  if (answer === 'never') return { exit: 'never', stdout: '', stderr: '' };
  if (answer === undefined) return { exit: 7, stdout: '', stderr: 'curl: (7) Failed to connect to 127.0.0.1 port 18789\n' };
  return answer.status === 200
    ? { exit: 0, stdout: answer.body, stderr: '' }
    : { exit: 22, stdout: '', stderr: `curl: (22) The requested URL returned error: ${answer.status}\n` };
}
