import { Command } from 'commander';
import { value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { printJson } from '../output.ts';

const WHAT = 'all, agent:<name>, job:<key> or entity:<DDD>';

/** A time with its zone; without one it would mean something else on each machine. */
function instant(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new Error(`--until ${text} is no time. Write it with its zone, for example 2026-02-09T07:00+07:00.`);
  }
  return text;
}

export function pauseCommand(): Command {
  return new Command('pause')
    .description('let nothing of it start any more; what runs goes on')
    .argument('<what>', WHAT)
    .requiredOption('--note <text>', 'why')
    .option('--until <time>', 'when it ends by itself, e.g. 2026-02-09T07:00+07:00')
    .option('--json', 'print the outcome as one JSON document')
    .action(async (what: string, options: { note: string; until?: string; json?: boolean }) => {
      const until = options.until === undefined ? null : instant(options.until);
      const id = await withPool('mandor_deploy', (pool) =>
        value(pool, 'ops.pause', { p_what: what, p_note: options.note, p_until: until }),
      );
      if (options.json) printJson({ pause: id, what, until });
      else process.stdout.write(`${what} is paused${until === null ? `, until \`mandor resume ${what}\`` : ` until ${until}`}.\n`);
    });
}

export function resumeCommand(): Command {
  return new Command('resume')
    .description('end a pause; what it held back starts')
    .argument('<what>', WHAT)
    .requiredOption('--note <text>', 'why')
    .option('--json', 'print the outcome as one JSON document')
    .action(async (what: string, options: { note: string; json?: boolean }) => {
      const resumed = await withPool('mandor_deploy', (pool) => value(pool, 'ops.resume', { p_what: what, p_note: options.note }));
      if (options.json) printJson({ what, resumed });
      else process.stdout.write(resumed === true ? `${what} goes on.\n` : `${what} was not paused. \`mandor status\` names what is.\n`);
    });
}
