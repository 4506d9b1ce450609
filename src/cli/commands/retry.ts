import { Command } from 'commander';
import { value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { printJson, say } from '../output.ts';

export function retryCommand(): Command {
  return new Command('retry')
    .description('let something that stopped run again: event, occurrence, work_item, outbox, review or inbound, with its id')
    .argument('<kind>', 'event, occurrence, work_item, outbox, review or inbound')
    .argument('<id>', 'as `mandor status` shows it')
    .requiredOption('--note <text>', 'why: what was mended')
    .option('--json', 'print the outcome as JSON')
    .action(async (kind: string, id: string, options: { note: string; json?: boolean }) => {
      await withPool('mandor_console', async (pool) => {
        const outcome = await value(pool, 'ops.job_retry', { p_kind: kind, p_id: id, p_note: options.note });
        if (options.json) printJson({ kind, id, outcome });
        else say(`${kind} ${id}: ${outcome}.`);
      });
    });
}
